/**
 * All that is known of one order of another channel, and of its parcel, as the centre keeps it: knowledge
 * from the channel, facts from the store. State, place and promises are never stored beside them; they
 * follow from them here.
 */
import { invariant } from '../../kernel/invariant.ts';
import {
  type FulfillmentFact,
  type FulfillmentFinding,
  type FulfillmentState,
  findingsOf,
  isReserving,
  stateAfter,
} from '../fulfillment/fulfillment.ts';
import type { StockMovement } from '../inventory/stock.ts';
import type { ChannelOrderContent, OrderKnowledge } from './channel-order.ts';

export interface ChannelOrderRecord {
  readonly id: string;
  readonly channel: 'web';
  /** As the client was told it. */
  readonly number: string;
  readonly fulfillment: string;
  readonly placedAt: string;
  readonly promisedAt: string | null;
  readonly client: string | null;
  readonly knowledge: OrderKnowledge;
  /** What associates did, each once. */
  readonly facts: readonly (FulfillmentFact & { readonly shelf?: string })[];
}

/** A cancellation by the channel is a fact about the parcel too. */
function parcelFacts({
  knowledge,
  facts,
}: Pick<ChannelOrderRecord, 'knowledge' | 'facts'>): readonly FulfillmentFact[] {
  const { cancelled } = knowledge;
  if (cancelled === null) return facts;
  return [...facts, { id: cancelled.event, move: 'cancel', at: cancelled.at, by: null }];
}

export function parcelState(record: Pick<ChannelOrderRecord, 'knowledge' | 'facts'>): FulfillmentState {
  return stateAfter('open', parcelFacts(record));
}

export function parcelFindings(record: Pick<ChannelOrderRecord, 'knowledge' | 'facts'>): readonly FulfillmentFinding[] {
  return findingsOf(parcelFacts(record));
}

/** The same fact twice is one. */
export function withFact(record: ChannelOrderRecord, fact: ChannelOrderRecord['facts'][number]): ChannelOrderRecord {
  if (record.facts.some(({ id }) => id === fact.id)) return record;
  return { ...record, facts: [...record.facts, fact] };
}

/** Null while only pieces of the order have arrived. */
export function contentOf({ knowledge }: Pick<ChannelOrderRecord, 'knowledge'>): ChannelOrderContent | null {
  return knowledge.content?.value ?? null;
}

/** Units promised, by line: tracked goods of an order that is neither handed over nor cancelled. */
function promised(record: ChannelOrderRecord | null): ReadonlyMap<string, Omit<StockMovement, 'id' | 'kind'>> {
  const content = record === null ? null : contentOf(record);
  if (record === null || content === null || !isReserving(parcelState(record))) return new Map();
  const { location, lines } = content;
  return new Map(
    lines
      .filter(({ tracked }) => tracked)
      .map(({ id, variant, ordinal, quantity }) => [
        `${location} ${id} ${ordinal}`,
        { location, variant, ordinal, quantity, bucket: 'committed', line: id },
      ]),
  );
}

/** Units an open order is promised, summed by place. */
export function promisedUnits(
  record: ChannelOrderRecord,
): readonly { readonly location: string; readonly ordinal: number; readonly quantity: number }[] {
  const sums = new Map<number, { location: string; ordinal: number; quantity: number }>();
  for (const { location, ordinal, quantity } of promised(record).values()) {
    sums.set(ordinal, { location, ordinal, quantity: (sums.get(ordinal)?.quantity ?? 0) + quantity });
  }
  return [...sums.values()];
}

/**
 * What has to move so that the promises of `after` hold in place of those of `before`: reservations up,
 * releases down, nothing where nothing changed.
 */
export function promiseMovements(
  before: ChannelOrderRecord | null,
  after: ChannelOrderRecord,
): readonly Omit<StockMovement, 'id'>[] {
  invariant(before === null || before.id === after.id, 'promises of one order are compared with its own');
  const was = promised(before);
  const is = promised(after);
  const movements: Omit<StockMovement, 'id'>[] = [];
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const line = is.get(key) ?? was.get(key);
    const quantity = (is.get(key)?.quantity ?? 0) - (was.get(key)?.quantity ?? 0);
    if (line === undefined || quantity === 0) continue;
    movements.push({ ...line, kind: quantity > 0 ? 'reservation' : 'release', quantity });
  }
  return movements;
}
