/**
 * What may be done with a parcel at this counter now, and why not more: said before the work starts, by what
 * this tablet knows. Offline that may be old, and then it is said as well.
 */
import type { FulfillmentMove } from '../../domain/fulfillment/fulfillment.ts';
import { mayHandOverAlone } from '../../domain/fulfillment/parcel-lease.ts';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';

export type ParcelStep = Exclude<FulfillmentMove, 'cancel'>;
export type WhyNot = 'announced' | 'cancelled' | 'handed-over' | 'unpaid' | 'ship' | 'parcel-elsewhere' | 'lease-ended';

export interface ParcelSteps {
  /** The one thing to do next; null when nothing is left to do here. */
  readonly next: ParcelStep | null;
  /** What may be done as well, leaving out steps in between. */
  readonly also: readonly ParcelStep[];
  readonly whyNot: readonly WhyNot[];
  /** Who gathers it at another register. */
  readonly pickedElsewhere: ChannelOrderDocument['timeline'][number] | null;
}

export interface Where {
  readonly register: string;
  readonly location: string;
  /** ms since 1970 */
  readonly now: number;
  readonly isOnline: boolean;
}

const ORDERED: readonly ParcelStep[] = ['pick', 'lay-ready', 'hand-over'];
const DONE_BY = { open: 0, picking: 1, ready: 2, 'handed-over': 3, cancelled: 3 } as const;

export function parcelSteps(
  order: Pick<ChannelOrderDocument, 'state' | 'delivery' | 'fulfillment' | 'timeline'>,
  at: Where,
): ParcelSteps {
  const { state } = order.fulfillment;
  const whyNot = [...reasons(order), ...rightOf(order, at)];
  const isOver = whyNot.some((why) => why === 'cancelled' || why === 'handed-over' || why === 'announced');
  const left = isOver ? [] : ORDERED.slice(DONE_BY[state]);
  const [next = null, ...also] = whyNot.length > 0 ? left.filter((step) => step !== 'hand-over') : left;
  const picked = order.timeline.findLast(({ what }) => what === 'picked') ?? null;
  const pickedElsewhere = state === 'picking' && picked?.register !== at.register ? picked : null;
  return { next, also, whyNot, pickedElsewhere };
}

/** With a network the centre can be asked: there it decides, and what it knows is on the screen. */
function rightOf({ state, delivery, fulfillment }: Parameters<typeof parcelSteps>[0], at: Where): readonly WhyNot[] {
  const isLeft = fulfillment.state === 'handed-over' || fulfillment.state === 'cancelled' || state === 'cancelled';
  if (isLeft || delivery === 'ship') return [];
  const may = mayHandOverAlone(fulfillment.lease, at);
  if (may.ok || (may.refusal.code === 'lease-ended' && at.isOnline)) return [];
  return [may.refusal.code];
}

function reasons({ state, delivery, fulfillment }: Parameters<typeof parcelSteps>[0]): readonly WhyNot[] {
  const isHandedOver = fulfillment.state === 'handed-over';
  if (state === 'cancelled' || fulfillment.state === 'cancelled') {
    return isHandedOver ? ['cancelled', 'handed-over'] : ['cancelled'];
  }
  if (isHandedOver) return ['handed-over'];
  if (state === 'announced') return ['announced'];
  return [...(state === 'placed' ? (['unpaid'] as const) : []), ...(delivery === 'ship' ? (['ship'] as const) : [])];
}
