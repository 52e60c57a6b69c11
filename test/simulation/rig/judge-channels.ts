/**
 * The judge of other channels: by what shoppers remember, what tablets wrote and what the centre says. It
 * adds numbers up by itself and asks none of the rules it judges.
 */
import type { Entry } from '../../../src/protocol/entry/entry.ts';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../../src/protocol/sync/channel-documents.ts';
import type { Tables } from './model-tables.ts';
import type { Accuse } from './oracle.ts';
import type { WebDeed } from './web-shop.ts';

const RANK = { open: 0, picking: 1, ready: 2, cancelled: 3, 'handed-over': 4 } as const;

export interface ChannelEvidence {
  readonly tables: Tables;
  readonly location: string;
  readonly opening: ReadonlyMap<number, number>;
  readonly orders: readonly WebDeed[];
  /** By tablet, in its order. */
  readonly journals: ReadonlyMap<number, readonly Entry[]>;
  /** Parcels as each tablet shows them at the end. */
  readonly shown: ReadonlyMap<number, readonly ChannelOrderDocument[]>;
  /** Exceptions each tablet has been told of. */
  readonly toldExceptions: ReadonlyMap<number, number>;
}

/** Holds at every moment: what is short is named by one open exception, and by no two. */
export function judgeMoment(tables: Tables, accuse: Accuse): void {
  const open = new Map<string, number>();
  for (const { kind, status, facts } of tables.exceptions.values()) {
    if (status !== 'open') continue;
    const name = `${kind} ${String(facts.subject)}`;
    open.set(name, (open.get(name) ?? 0) + 1);
  }
  for (const [key, level] of tables.levels) {
    const [location, ordinal] = key.split(' ');
    const variant = [...tables.exceptions.values()].find((one) => String(one.facts.ordinal) === ordinal)?.facts.variant;
    const named = (kind: string) => open.get(`${kind} ${location} ${String(variant)}`) ?? 0;
    if (level.onHand < level.committed && level.committed > 0 && named('promise-broken') !== 1) {
      accuse(
        'promise',
        `${level.onHand} of ${ordinal} for ${level.committed} promised, ${named('promise-broken')} exceptions`,
      );
    }
    if (level.onHand < 0 && named('oversold') !== 1) {
      accuse('oversold', `${level.onHand} of ${ordinal}, ${named('oversold')} exceptions`);
    }
    if (level.committed < 0) accuse('promise', `${level.committed} of ${ordinal} are promised`);
  }
}

export function judgeChannels(
  evidence: ChannelEvidence,
  accuse: Accuse,
): { handedOverTwice: number; soldTwice: number } {
  const { tables, orders, journals } = evidence;
  const entries = [...journals.values()].flat();
  const handOvers = new Map<string, string[]>();
  for (const entry of entries) {
    if (entry.kind !== 'fulfillment.hand-over') continue;
    handOvers.set(entry.body.order, [...(handOvers.get(entry.body.order) ?? []), entry.id]);
  }
  const raised = (kind: string, subject: string) =>
    [...tables.exceptions.values()].filter((one) => one.kind === kind && one.facts.subject === subject);

  arrivedOnce();
  let handedOverTwice = 0;
  for (const deed of orders) {
    const record = tables.channelOrders.get(deed.order);
    const done = handOvers.get(deed.order) ?? [];
    const told = (record?.facts ?? []).filter(({ move }) => move === 'hand-over').map(({ id }) => id);
    if (told.toSorted().join() !== done.toSorted().join()) {
      accuse('hand-over', `${deed.order}: ${done.length} times on tablets, ${told.length} times at the centre`);
    }
    if (done.length > 1) handedOverTwice += 1;
    const twice = raised('handed-over-twice', deed.order).length;
    if (twice !== (done.length > 1 ? 1 : 0))
      accuse('exception', `${deed.order}: handed over ${done.length} times, ${twice} exceptions`);
    const late = raised('handed-over-cancelled', deed.order).length;
    const isLate = done.length > 0 && deed.isCancelled;
    if (late !== (isLate ? 1 : 0)) accuse('exception', `${deed.order}: cancelled and handed over, ${late} exceptions`);
  }
  judgeStock();
  judgeStates();
  const soldTwice = judgeCarts();
  return { handedOverTwice, soldTwice };

  function arrivedOnce(): void {
    for (const [tablet, journal] of journals) {
      const there = new Set([...tables.entries.values()].map(({ id }) => id));
      for (const { id, kind } of journal) if (!there.has(id)) accuse('lost', `${kind} ${id} of tablet ${tablet}`);
    }
    const written = new Set(entries.map(({ id }) => id));
    for (const { id } of tables.entries.values()) if (!written.has(id)) accuse('invented', id);
  }

  /** Goods leave with a sale, and once with a parcel; promised is what waits. */
  function judgeStock(): void {
    const onHand = new Map(evidence.opening);
    const committed = new Map<number, number>();
    const add = (map: Map<number, number>, ordinal: number, by: number) =>
      map.set(ordinal, (map.get(ordinal) ?? 0) + by);
    for (const entry of entries) {
      if (entry.kind !== 'order.place') continue;
      for (const { ordinal, quantity } of entry.body.lines) add(onHand, ordinal, -quantity);
    }
    for (const { order, ordinal, quantity, isCancelled } of orders) {
      if (handOvers.has(order)) add(onHand, ordinal, -quantity);
      else if (!isCancelled) add(committed, ordinal, quantity);
    }
    for (const [ordinal, units] of onHand) {
      const level = tables.levels.get(`${evidence.location} ${ordinal}`);
      const said = JSON.stringify([level?.onHand, level?.committed]);
      const meant = JSON.stringify([units, committed.get(ordinal) ?? 0]);
      if (said !== meant) accuse('stock', `${ordinal}: the centre says ${said}, what was done leaves ${meant}`);
    }
  }

  /** No state ever went back, and at the end everybody shows the same. */
  function judgeStates(): void {
    const stream = tables.streams.get(`orders:${evidence.location}`);
    const last = new Map<string, ChannelOrderDocument>();
    for (const { kind, body } of stream?.changes ?? []) {
      if (kind !== 'channel-order.put') continue;
      const document = body as ChannelOrderDocument;
      const before = last.get(document.id);
      if (before && RANK[document.fulfillment.state] < RANK[before.fulfillment.state]) {
        accuse('went-back', `${document.id}: ${before.fulfillment.state} became ${document.fulfillment.state}`);
      }
      last.set(document.id, document);
    }
    for (const { order, isCancelled } of orders) {
      const meant = handOvers.has(order) ? 'handed-over' : isCancelled ? 'cancelled' : null;
      const said = last.get(order)?.fulfillment.state;
      if (meant !== null && said !== meant) accuse('state', `${order} is ${said}, should be ${meant}`);
      for (const [tablet, shown] of evidence.shown) {
        const state = shown.find(({ id }) => id === order)?.fulfillment.state;
        if (state !== said) accuse('state', `tablet ${tablet} shows ${order} as ${state}, the centre as ${said}`);
      }
    }
    const open = tables.exceptions.size;
    for (const [tablet, told] of evidence.toldExceptions) {
      if (told !== open) accuse('exception', `tablet ${tablet} was told of ${told} of ${open} exceptions`);
    }
  }

  /** One owner at any time, with a number that grows; one sale, or one exception for each more. */
  function judgeCarts(): number {
    const history = new Map<string, OnlineCartDocument[]>();
    for (const { kind, body } of tables.streams.get(`orders:${evidence.location}`)?.changes ?? []) {
      if (kind !== 'online-cart.put') continue;
      const document = body as OnlineCartDocument;
      history.set(document.id, [...(history.get(document.id) ?? []), document]);
    }
    let soldTwice = 0;
    for (const [cart, puts] of history) {
      let owner: OnlineCartDocument['claim'] = null;
      let fence = 0;
      for (const { claim, updatedAt } of puts) {
        if (claim === null) {
          owner = null;
          continue;
        }
        const isNew = owner === null || owner.register !== claim.register;
        if (isNew && claim.fence <= fence) accuse('fence', `${cart}: ${claim.fence} after ${fence}`);
        if (isNew && owner !== null && Date.parse(owner.until) > Date.parse(updatedAt)) {
          accuse('two-owners', `${cart}: ${owner.register} until ${owner.until}, ${claim.register} from ${updatedAt}`);
        }
        fence = Math.max(fence, claim.fence);
        owner = claim;
      }
      const sold = entries.filter((entry) => entry.kind === 'order.place' && entry.body.cart === cart).length;
      const isOrdered = puts.some(({ state }) => state === 'ordered');
      const times = sold + (isOrdered ? 1 : 0);
      const exceptions = raised('cart-sold-twice', cart).length;
      if (times > 1) soldTwice += 1;
      if (exceptions !== Math.max(0, times - 1)) {
        accuse('exception', `${cart}: became ${times} orders, ${exceptions} exceptions`);
      }
    }
    return soldTwice;
  }
}
