/**
 * What the ledger keeps of other channels and of clients, whole records at a time: lock, decide, save.
 * Locks are taken by id, in the order of the ids, after those of counter orders.
 */
import type { ChannelOrderRecord } from '../../domain/channel/channel-record.ts';
import type { CartClaim, ClaimableCart } from '../../domain/channel/online-cart.ts';
import type { Client } from '../../domain/client/client.ts';
import type { OnlineCartDocument } from '../../protocol/sync/channel-documents.ts';

export interface KeptOrder extends ChannelOrderRecord {
  /** Who it is for: `orderContact`, sealed with the location's client key. */
  readonly contact: string | null;
  readonly codeDigest: string;
  /** Keyed hash of what the client's own screen shows to read it. */
  readonly secretHash: string;
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
  readonly secretHash: string;
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

export interface ChannelRecords {
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
