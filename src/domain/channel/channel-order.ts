/**
 * A ChannelOrder is an order agreed on another channel than the counter: the web shop, a marketplace. The
 * channel tells of it in events, and channels tell twice, late and out of order. So an event is never a
 * step: it is a piece of knowledge, and the order is what all known pieces say together. Taking in an event
 * (`learn`) is a join: commutative, associative, and without effect the second time.
 *
 * Invariants: 1. every order of the same events, with repetitions, ends in the same knowledge; 2. what was
 * cancelled stays cancelled and what was paid stays paid; 3. of two contents the higher version holds, and
 * of two with one version the one whose event id sorts later.
 */
import { invariant } from '../../kernel/invariant.ts';
import type { Unit } from '../catalog/variant.ts';
import type { OrderTotals } from '../order/order.ts';
import type { TaxLine } from '../tax/tax.ts';

export interface ChannelOrderLine {
  readonly id: string;
  readonly variant: string;
  readonly ordinal: number;
  readonly sku: string;
  readonly title: string;
  readonly options: readonly string[];
  readonly image: string | null;
  /** In base units of the variant. */
  readonly quantity: number;
  readonly unit: Unit;
  readonly tracked: boolean;
  readonly listPriceMinor: number;
  readonly taxCategory: string;
  readonly taxes: readonly TaxLine[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** What the channel and the client agreed on, as one version of it says. */
export interface ChannelOrderContent {
  readonly lines: readonly ChannelOrderLine[];
  readonly totals: OrderTotals;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  /** The location that hands the goods over, or sends them. */
  readonly location: string;
  readonly delivery: 'collect' | 'ship';
}

export type ChannelEvent = {
  /** The channel's own name of this event; the same event told twice has the same. */
  readonly id: string;
  readonly order: string;
  readonly at: string;
} & (
  | { readonly kind: 'placed'; readonly content: ChannelOrderContent }
  /** 2 for the first change after placing. */
  | { readonly kind: 'changed'; readonly version: number; readonly content: ChannelOrderContent }
  | { readonly kind: 'paid'; readonly payment: string; readonly amountMinor: number }
  | { readonly kind: 'cancelled'; readonly reason: string }
);

/** All that is known of one order. A plain value: two that are equal were made of the same events. */
export interface OrderKnowledge {
  readonly content: {
    readonly version: number;
    readonly event: string;
    readonly at: string;
    readonly value: ChannelOrderContent;
  } | null;
  /** By the channel's name of the payment, sorted by it. */
  readonly payments: readonly {
    readonly payment: string;
    readonly amountMinor: number;
    readonly event: string;
    readonly at: string;
  }[];
  /** The earliest cancellation by event id: which of two came first is nobody's to say. */
  readonly cancelled: { readonly event: string; readonly at: string; readonly reason: string } | null;
}

export const NOTHING_KNOWN: OrderKnowledge = { content: null, payments: [], cancelled: null };

export function learn(known: OrderKnowledge, event: ChannelEvent): OrderKnowledge {
  const { id, at } = event;
  switch (event.kind) {
    case 'placed':
      return withContent(known, { version: 1, event: id, at, value: event.content });
    case 'changed':
      invariant(event.version > 1, 'the first version of an order is the one it was placed with');
      return withContent(known, { version: event.version, event: id, at, value: event.content });
    case 'paid':
      return withPayment(known, { payment: event.payment, amountMinor: event.amountMinor, event: id, at });
    case 'cancelled': {
      const isKnown = known.cancelled !== null && known.cancelled.event <= id;
      return isKnown ? known : { ...known, cancelled: { event: id, at, reason: event.reason } };
    }
  }
}

function withContent(known: OrderKnowledge, content: NonNullable<OrderKnowledge['content']>): OrderKnowledge {
  const held = known.content;
  const isNewer =
    held === null || content.version > held.version || (content.version === held.version && content.event > held.event);
  return isNewer ? { ...known, content } : known;
}

/** A payment told with two amounts is one payment: the later event's holds, as for contents. */
function withPayment(known: OrderKnowledge, paid: OrderKnowledge['payments'][number]): OrderKnowledge {
  const held = known.payments.find(({ payment }) => payment === paid.payment);
  if (held !== undefined && held.event >= paid.event) return known;
  const others = known.payments.filter((one) => one !== held);
  return { ...known, payments: [...others, paid].sort((a, b) => (a.payment < b.payment ? -1 : 1)) };
}

export const CHANNEL_ORDER_STATES = ['announced', 'placed', 'paid', 'cancelled'] as const;
/** `announced`: something is known of it, but not yet what was ordered. */
export type ChannelOrderState = (typeof CHANNEL_ORDER_STATES)[number];

/** Which states may follow which as knowledge grows. A change that costs more makes a paid order wait for the rest. */
export const CHANNEL_ORDER_FOLLOWS: Readonly<Record<ChannelOrderState, readonly ChannelOrderState[]>> = {
  announced: ['placed', 'paid', 'cancelled'],
  placed: ['paid', 'cancelled'],
  paid: ['placed', 'cancelled'],
  cancelled: [],
};

export function paidMinor({ payments }: Pick<OrderKnowledge, 'payments'>): number {
  return payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

export function stateOf(known: OrderKnowledge): ChannelOrderState {
  if (known.cancelled !== null) return 'cancelled';
  if (known.content === null) return 'announced';
  return paidMinor(known) >= known.content.value.totals.totalMinor ? 'paid' : 'placed';
}

/** Paid for goods that were cancelled, or more than they cost: somebody must get it back. */
export function owedBackMinor(known: OrderKnowledge): number {
  if (known.cancelled !== null) return paidMinor(known);
  const cost = known.content?.value.totals.totalMinor;
  return cost === undefined ? 0 : Math.max(0, paidMinor(known) - cost);
}
