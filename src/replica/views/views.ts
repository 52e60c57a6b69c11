/**
 * What the screens ask about work that other channels brought: orders, parcels, online carts, exceptions.
 * The answers come from views in RxDB, which can be dropped at any moment and are built anew from the
 * replica's documents and this register's own entries. A view is null until its first answer.
 */
import type { CartClaimState } from '../../domain/channel/online-cart.ts';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../protocol/sync/channel-documents.ts';
import type { ExceptionDocument } from '../../protocol/sync/documents.ts';

/** `to-pick`: nobody laid it ready yet, picking or not; `ready`: it waits for its client; `done`: handed over or cancelled. */
export const ORDER_QUEUES = ['to-pick', 'ready', 'done'] as const;
export type OrderQueue = (typeof ORDER_QUEUES)[number];

/** The beginning of what waits, kept at hand from the start: a list that asks for no more stands at once. */
export const ORDERS_AT_HAND = 50;

/** One line of the list of orders; the whole order is asked for by its id. */
export interface OrderSummary {
  readonly id: string;
  readonly number: string;
  readonly queue: OrderQueue;
  readonly delivery: ChannelOrderDocument['delivery'];
  readonly state: ChannelOrderDocument['state'];
  readonly fulfillment: ChannelOrderDocument['fulfillment']['state'];
  readonly shelf: string | null;
  readonly placedAt: string;
  readonly promisedAt: string | null;
  readonly units: number;
  readonly totalMinor: number;
  readonly client: string | null;
  /** `orderContact`, sealed for this store; opened by the client book. */
  readonly contact: string | null;
  /** True while something this register did about it has not come back from the server. */
  readonly isUnsent: boolean;
}

export interface ShownCart extends OnlineCartDocument {
  /** This register's own claim on it, if it has or had one. */
  readonly ownClaim: CartClaimState | null;
}

export interface ShownException extends ExceptionDocument {
  /** Settled here, and the server has not confirmed it yet. */
  readonly isUnsent: boolean;
}

export interface View<T> {
  /** Null until the first answer. The same object for as long as the answer is the same. */
  get(): T | null;
  /** The first subscription asks, the end of the last one stops asking. */
  subscribe(listener: () => void): () => void;
}

export interface ViewsState {
  readonly kind: 'closed' | 'opening' | 'building' | 'ready' | 'unavailable';
  /** Documents shown so far and in all, while `building`. */
  readonly built: number;
  readonly of: number;
}

/** The views as `app` holds them. */
export interface OpenViews extends Views {
  /** Opens them, once; until then whoever asks waits. For when the first screen stands and the shelf was read. */
  begin(): void;
  close(): void;
}

export interface Views {
  state(): ViewsState;
  subscribe(listener: () => void): () => void;
  /** Whoever waits longest (or was promised earliest) first; `done` newest first. At most `limit`. */
  orders(asked: { readonly queue: OrderQueue; readonly limit: number }): View<readonly OrderSummary[]>;
  counts(): View<Readonly<Record<OrderQueue, number>>>;
  order(id: string): View<ChannelOrderDocument | 'unknown'>;
  /** By what the client is shown: the order's number (`W-1042`) or the code of a cart. Exact, whatever the case. */
  orderByNumber(number: string): View<OrderSummary | 'unknown'>;
  /**
   * By the hand-over code its client shows, as `readClientCode` reads it. What a tablet holds of a code is a digest
   * that names the order as well, so every order that is still to be handed over is tried.
   */
  orderByCode(code: string): View<OrderSummary | 'unknown'>;
  /** Of a client, newest first. */
  ordersOf(client: string): View<readonly OrderSummary[]>;
  cart(id: string): View<ShownCart | 'unknown'>;
  cartByCode(code: string): View<ShownCart | 'unknown'>;
  /** Open ones oldest first, then settled ones newest first. */
  exceptions(asked: { readonly limit: number }): View<readonly ShownException[]>;
}
