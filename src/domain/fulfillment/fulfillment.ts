/**
 * A FulfillmentOrder is what one location must hand over of an order: gathered from the shelf, laid
 * ready, given to the client. The goods of one are one parcel, and a parcel is handed over once.
 *
 * What associates do to it are facts: they arrive late, twice, in any order, from tablets that were
 * apart, and are never refused. So its state is not the last thing heard but follows from everything
 * that happened (`stateAfter`), the same whatever order it came in.
 *
 * Invariants: 1. handed over is handed over, whatever arrives later; 2. two hand-overs, or one after the
 * order was cancelled, leave one hand-over and findings that name every party.
 */
import type { Moves } from '../../kernel/machine.ts';
import type { StockMovement } from '../inventory/stock.ts';

export const FULFILLMENT_STATES = ['open', 'picking', 'ready', 'handed-over', 'cancelled'] as const;
export type FulfillmentState = (typeof FULFILLMENT_STATES)[number];

export const FULFILLMENT_MOVE_NAMES = ['pick', 'lay-ready', 'hand-over', 'cancel'] as const;
export type FulfillmentMove = (typeof FULFILLMENT_MOVE_NAMES)[number];

/** What an associate is offered. A parcel that was never laid ready is first laid ready: its goods are then in hand. */
export const FULFILLMENT_MOVES: Moves<FulfillmentState, FulfillmentMove> = {
  open: { pick: 'picking', 'lay-ready': 'ready', cancel: 'cancelled' },
  picking: { 'lay-ready': 'ready', cancel: 'cancelled' },
  ready: { 'hand-over': 'handed-over', cancel: 'cancelled' },
  'handed-over': {},
  cancelled: {},
};

export interface FulfillmentLine {
  readonly id: string;
  readonly variant: string;
  readonly ordinal: number;
  readonly sku: string;
  readonly title: string;
  readonly options: readonly string[];
  readonly image: string | null;
  /** In base units of the variant. */
  readonly quantity: number;
  readonly tracked: boolean;
}

/** One thing that happened to a parcel, with who did it. */
export interface FulfillmentFact {
  /** The entry, or the channel event, that says so. */
  readonly id: string;
  readonly move: FulfillmentMove;
  readonly at: string;
  readonly by: { readonly associate: string; readonly register: string } | null;
}

/** A rank each fact lifts the state to; the highest holds. Goods that left the shop outrank every plan. */
const RANKS: Readonly<Record<FulfillmentState, number>> = {
  open: 0,
  picking: 1,
  ready: 2,
  cancelled: 3,
  'handed-over': 4,
};

const LIFTS_TO: Readonly<Record<FulfillmentMove, FulfillmentState>> = {
  pick: 'picking',
  'lay-ready': 'ready',
  cancel: 'cancelled',
  'hand-over': 'handed-over',
};

export function stateAfter(state: FulfillmentState, facts: Iterable<Pick<FulfillmentFact, 'move'>>): FulfillmentState {
  let now = state;
  for (const { move } of facts) if (RANKS[LIFTS_TO[move]] > RANKS[now]) now = LIFTS_TO[move];
  return now;
}

export type FulfillmentFinding =
  | { readonly code: 'handed-over-twice'; readonly handOvers: readonly string[] }
  | { readonly code: 'handed-over-cancelled'; readonly handOvers: readonly string[]; readonly cancelled: string };

/**
 * What a person must look at, once every fact is known. Ids in the order of the facts' ids, so that two
 * servers, or one server twice, find the same.
 */
export function findingsOf(facts: readonly Pick<FulfillmentFact, 'id' | 'move'>[]): readonly FulfillmentFinding[] {
  const idsOf = (wanted: FulfillmentMove) =>
    [...new Set(facts.filter(({ move }) => move === wanted).map(({ id }) => id))].sort();
  const handOvers = idsOf('hand-over');
  const [cancelled] = idsOf('cancel');
  const findings: FulfillmentFinding[] = [];
  if (handOvers.length > 1) findings.push({ code: 'handed-over-twice', handOvers });
  if (handOvers.length > 0 && cancelled !== undefined) {
    findings.push({ code: 'handed-over-cancelled', handOvers, cancelled });
  }
  return findings;
}

/** True while the goods are promised to somebody and lie in this location. */
export function isReserving(state: FulfillmentState): boolean {
  return state === 'open' || state === 'picking' || state === 'ready';
}

/** What a hand-over moves: the goods leave the shelf, and nothing is promised any more. */
export function handOverMovements(
  lines: readonly Pick<FulfillmentLine, 'id' | 'variant' | 'ordinal' | 'quantity' | 'tracked'>[],
  place: { readonly location: string; readonly newId: () => string },
): readonly StockMovement[] {
  return lines
    .filter(({ tracked }) => tracked)
    .flatMap((line): readonly StockMovement[] => {
      const { location } = place;
      const { variant, ordinal } = line;
      const own = { location, variant, ordinal, line: line.id, quantity: 0 - line.quantity };
      return [
        { ...own, id: place.newId(), kind: 'sale', bucket: 'on-hand' },
        { ...own, id: place.newId(), kind: 'release', bucket: 'committed' },
      ];
    });
}
