/**
 * What the ledger keeps of other channels and of clients, whole records at a time: lock, decide, save.
 * Locks are taken by id, in the order of the ids, after those of counter orders.
 */

import type { Language } from '../../domain/catalog/variant.ts';
import type { ChannelOrderRecord } from '../../domain/channel/channel-record.ts';
import type { CartClaim, ClaimableCart } from '../../domain/channel/online-cart.ts';
import type { Client } from '../../domain/client/client.ts';
import type { OnlineCartDocument } from '../../protocol/sync/channel-documents.ts';

export interface KeptOrder extends ChannelOrderRecord {
  /** Who it is for: `orderContact`, sealed with the location's client key. */
  readonly contact: string | null;
  /** `handOverDigest` of the code the client was given. */
  readonly codeDigest: string;
  /** Where to send it, sealed like the contact; null for what is collected. */
  readonly address: string | null;
}

export interface KeptCart extends ClaimableCart {
  readonly id: string;
  readonly code: string;
  /** Where the client means to come by; null until they chose. */
  readonly location: string | null;
  readonly version: number;
  readonly updatedAt: string;
  readonly currency: string;
  readonly lines: OnlineCartDocument['lines'];
  readonly client: string | null;
  readonly claim: CartClaim | null;
  /** In what language its titles are. */
  readonly language: Language;
}

export interface KeptClient {
  readonly id: string;
  /** Null after erasure, for ever. */
  readonly client: Client | null;
  /** Stores that serve this client. */
  readonly locations: readonly string[];
}

/** A web order that is promised units of a variant at a location. */
export interface PromiseRecord {
  readonly location: string;
  readonly ordinal: number;
  readonly order: string;
  readonly quantity: number;
}

/** What was answered to an idempotency key before. */
export type AnswerBefore =
  | { readonly kind: 'none' }
  | { readonly kind: 'same'; readonly answer: unknown }
  /** The key was used for another request. */
  | { readonly kind: 'other' };

export interface RequestKey {
  readonly key: string;
  readonly idempotencyKey: string;
  /** Of what was asked, so that another request under the same key is noticed. */
  readonly requestHash: string;
}

export interface ChannelRecords {
  /** Others who ask under the same key wait until this transaction ends. */
  answerBefore(request: RequestKey, at: string): Promise<AnswerBefore>;
  keepAnswer(request: RequestKey, answer: unknown): Promise<void>;
  /** Units the centre may promise, by ordinal; their levels are locked until this transaction ends. */
  lockPromisable(location: string, ordinals: readonly number[], now: number): Promise<ReadonlyMap<number, number>>;
  /** The next number a client is told: `W-1042`. */
  nextOrderNumber(): Promise<string>;
  /** Those of these channel orders that are here, locked until this transaction ends. */
  lockChannelOrders(ids: readonly string[]): Promise<ReadonlyMap<string, KeptOrder>>;
  /** Writes them, with the promises that follow from them. */
  saveChannelOrders(orders: readonly KeptOrder[], at: string): Promise<void>;
  lockOnlineCarts(ids: readonly string[]): Promise<ReadonlyMap<string, KeptCart>>;
  saveOnlineCarts(carts: readonly KeptCart[]): Promise<void>;
  lockClients(ids: readonly string[]): Promise<ReadonlyMap<string, KeptClient>>;
  saveClients(clients: readonly KeptClient[], at: string): Promise<void>;
  /** Open promises at these places. */
  findPromises(
    places: readonly { readonly location: string; readonly ordinal: number }[],
  ): Promise<readonly PromiseRecord[]>;
}
