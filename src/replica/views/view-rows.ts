/**
 * How a shown document lies in a view: the few values it is looked up and sorted by, and the document as text.
 * As text because a view copies, compares and sends its rows to other tabs: of one string that costs nothing.
 */
import type { ChannelOrderDocument, OnlineCartDocument } from '../../protocol/sync/channel-documents.ts';
import type { ExceptionDocument } from '../../protocol/sync/documents.ts';
import { shownException } from './shown-exceptions.ts';
import { cartActs, type OwnCartAct, type OwnEntry, shownCart, shownOrder } from './shown-orders.ts';
import type { OrderQueue, OrderSummary, ShownCart, ShownException } from './views.ts';

export interface OrderRow {
  readonly id: string;
  readonly queue: OrderQueue;
  /** Sorts within the queue: whoever comes first has the smallest. */
  readonly place: string;
  /** In upper case. */
  readonly number: string;
  /** Empty for who gave no name. */
  readonly client: string;
  /** Sorts the orders of a client, the newest first. */
  readonly age: string;
  /** Of its hand-over code. */
  readonly codeDigest: string;
  /** Something this register did lies over the document. */
  readonly isUnsent: boolean;
  /** `OrderSummary` as JSON. */
  readonly summary: string;
  /** `ChannelOrderDocument` as JSON. */
  readonly shown: string;
}

export interface CartRow {
  readonly id: string;
  readonly code: string;
  readonly isUnsent: boolean;
  /** The server's document and what was done here, as JSON: what a cart shows depends on the time as well. */
  readonly shown: string;
}

export interface ExceptionRow {
  readonly id: string;
  readonly place: string;
  readonly isUnsent: boolean;
  /** `ShownException` as JSON. */
  readonly shown: string;
}

export interface Rows {
  readonly orders: OrderRow;
  readonly carts: CartRow;
  readonly exceptions: ExceptionRow;
}

export type ViewKind = keyof Rows;
export const VIEW_KINDS = ['orders', 'carts', 'exceptions'] as const satisfies readonly ViewKind[];

export interface Shown {
  readonly orders: ChannelOrderDocument;
  readonly carts: OnlineCartDocument;
  readonly exceptions: ExceptionDocument;
}

type RowOf<K extends ViewKind> = (document: Shown[K], own: readonly OwnEntry[]) => Rows[K];

export const rowOf: { readonly [K in ViewKind]: RowOf<K> } = {
  orders(document, own) {
    const order = shownOrder(document, own);
    const summary = summaryOf(order, own.length > 0);
    const { queue } = summary;
    return {
      id: order.id,
      queue,
      place: queue === 'done' ? newestFirst(endOf(order)) : (order.promisedAt ?? order.placedAt),
      number: order.number.toUpperCase(),
      client: order.client ?? '',
      age: newestFirst(order.placedAt),
      codeDigest: order.codeDigest,
      isUnsent: summary.isUnsent,
      summary: JSON.stringify(summary),
      shown: JSON.stringify(order),
    };
  },
  carts: (document, own) => ({
    id: document.id,
    code: document.code,
    isUnsent: own.length > 0,
    shown: JSON.stringify({ document, acts: cartActs(document.id, own) } satisfies KeptCart),
  }),
  exceptions(document, own) {
    const exception = shownException(document, own);
    const isOpen = exception.status === 'open';
    return {
      id: exception.id,
      place: isOpen ? `0 ${exception.raisedAt}` : `1 ${newestFirst(exception.settled?.at ?? exception.raisedAt)}`,
      isUnsent: exception.isUnsent,
      shown: JSON.stringify(exception),
    };
  },
};

interface KeptCart {
  readonly document: OnlineCartDocument;
  readonly acts: readonly OwnCartAct[];
}

export const summaryIn = (row: OrderRow): OrderSummary => JSON.parse(row.summary);
export const orderIn = (row: OrderRow): ChannelOrderDocument => JSON.parse(row.shown);
export const exceptionIn = (row: ExceptionRow): ShownException => JSON.parse(row.shown);

/** `changesAt`: the moment, in ms since 1970, at which the answer becomes another by itself. */
export function cartIn(
  row: CartRow,
  as: { readonly register: string; readonly incarnation: number },
  now: number,
): { readonly cart: ShownCart; readonly changesAt: number | null } {
  const { document, acts }: KeptCart = JSON.parse(row.shown);
  const until = document.claim === null ? Number.NaN : Date.parse(document.claim.until);
  return { cart: shownCart(document, acts, as, now), changesAt: until > now ? until : null };
}

function summaryOf(order: ChannelOrderDocument, isUnsent: boolean): OrderSummary {
  const { id, number, delivery, state, placedAt, promisedAt, totalMinor, client, contact } = order;
  return {
    ...{ id, number, queue: queueOf(order), delivery, state },
    fulfillment: order.fulfillment.state,
    shelf: order.fulfillment.shelf,
    ...{ placedAt, promisedAt },
    units: order.lines.reduce((sum, { unit, quantity }) => sum + (unit === 'each' ? quantity : 1), 0),
    ...{ totalMinor, client, contact, isUnsent },
  };
}

function queueOf({ state, fulfillment }: ChannelOrderDocument): OrderQueue {
  if (state === 'cancelled' || fulfillment.state === 'handed-over' || fulfillment.state === 'cancelled') return 'done';
  return fulfillment.state === 'ready' ? 'ready' : 'to-pick';
}

/** When it was over. */
function endOf({ fulfillment, timeline, placedAt }: ChannelOrderDocument): string {
  return fulfillment.handedOver?.at ?? timeline.findLast(({ what }) => what === 'cancelled')?.at ?? placedAt;
}

const LATER_THAN_ALL = 9_999_999_999_999;

/** Of equal length, so that they sort as text. */
function newestFirst(instant: string): string {
  return String(LATER_THAN_ALL - Date.parse(instant)).padStart(13, '0');
}
