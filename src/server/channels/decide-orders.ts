/**
 * What the centre decides about orders of a channel, inside a transaction of the ledger: a cart becomes an
 * order, or more is heard of one. Goods are promised and released, stores are told, and what should not
 * have happened is put before a person.
 *
 * Invariant: what is published is published last.
 */
import type { z } from 'zod';
import { type ChannelEvent, learn } from '../../domain/channel/channel-order.ts';
import { contentOf, parcelFindings, promiseMovements } from '../../domain/channel/channel-record.ts';
import type { Store } from '../../domain/store/store.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { type Clock, instantOf } from '../../kernel/ports.ts';
import { granted, type Verdict } from '../../kernel/verdict.ts';
import type { orderRequest } from '../../protocol/channel/channel-api.ts';
import { exceptionPut } from '../exceptions/exceptions.ts';
import type { KeptCart, KeptOrder } from '../ledger/channel-records.ts';
import type { EntryRef, ExceptionRecord, LedgerTransaction, LocatedLevel } from '../ledger/ledger.ts';
import { channelOrderPut, onlineCartPut } from './channel-documents.ts';
import type { ClientSecrets } from './client-secrets.ts';
import { type CartRefusal, mayChange } from './online-carts.ts';
import { type OrderingRefusal, planChannelOrder } from './place-order.ts';
import type { Sealing } from './sealing.ts';

export interface DecisionTools {
  readonly ids: IdSource;
  readonly clock: Pick<Clock, 'now'>;
  readonly sealing: Sealing;
  readonly secrets: Pick<ClientSecrets, 'codeOf'>;
}

export async function orderCart(
  tx: LedgerTransaction,
  cart: KeptCart,
  request: z.infer<typeof orderRequest>,
  { store, tools }: { readonly store: Store; readonly tools: DecisionTools },
): Promise<Verdict<KeptOrder, CartRefusal | OrderingRefusal>> {
  const { ids, clock, sealing, secrets } = tools;
  const now = clock.now();
  const free = mayChange(cart, request.version, now);
  if (!free.ok) return free;
  const tracked = free.value.lines.filter((line) => line.tracked).map(({ ordinal }) => ordinal);
  const units = await tx.lockPromisable(store.id, tracked, now);
  const id = ids('order');
  const planned = planChannelOrder(free.value, request, {
    ...{ store, ids, id, sealing, units, now },
    number: await tx.nextOrderNumber(),
    code: secrets.codeOf(id),
  });
  if (!planned.ok) return planned;
  const order = planned.value;
  const at = instantOf(clock);
  const ordered: KeptCart = { ...free.value, state: 'ordered', order: id, updatedAt: at };
  await tx.saveOnlineCarts([ordered]);
  await tx.saveChannelOrders([order], at);
  const levels = await movePromises(tx, null, order, tools);
  await tx.publish([...onlineCartPut(ordered), ...channelOrderPut(order), ...levels.map(levelPut)]);
  return granted(order);
}

type Told = ChannelEvent extends infer E ? (E extends ChannelEvent ? Omit<E, 'order'> : never) : never;

/** Told twice is told once: the events say so themselves. */
export async function hearOfOrder(
  tx: LedgerTransaction,
  before: KeptOrder,
  events: readonly Told[],
  tools: Pick<DecisionTools, 'ids' | 'clock'>,
): Promise<KeptOrder> {
  const knowledge = events.reduce(
    (known, event) => learn(known, { ...event, order: before.id } as ChannelEvent),
    before.knowledge,
  );
  const after: KeptOrder = { ...before, knowledge };
  const at = instantOf(tools.clock);
  await tx.saveChannelOrders([after], at);
  const levels = await movePromises(tx, before, after, tools);
  const raised = newFindings(before, after, tools, at);
  await tx.raiseExceptions(raised);
  await tx.publish([...channelOrderPut(after), ...levels.map(levelPut), ...raised.map(exceptionPut)]);
  return after;
}

/** A cancellation that came after the goods had left: the store hears of it, whichever was first. */
function newFindings(
  before: KeptOrder,
  after: KeptOrder,
  { ids }: Pick<DecisionTools, 'ids'>,
  raisedAt: string,
): readonly ExceptionRecord[] {
  const location = contentOf(after)?.location;
  if (location === undefined) return [];
  const known = new Set(parcelFindings(before).map(({ code }) => code));
  return parcelFindings(after)
    .filter(({ code }) => !known.has(code))
    .map(({ code, ...facts }) => ({
      ...{ id: ids('exception'), kind: code, location, entry: null, register: null },
      facts: { subject: after.id, number: after.number, ...facts },
      ...{ status: 'open' as const, raisedAt },
    }));
}

async function movePromises(
  tx: LedgerTransaction,
  before: KeptOrder | null,
  after: KeptOrder,
  { ids, clock }: Pick<DecisionTools, 'ids' | 'clock'>,
): Promise<readonly LocatedLevel[]> {
  const by: EntryRef = {
    ...{ id: after.id, register: '', incarnation: 0, sequence: 0, associate: '' },
    ...{ location: contentOf(after)?.location ?? '', at: instantOf(clock) },
  };
  const movements = promiseMovements(before, after);
  return tx.moveStock(movements.map((movement) => ({ movement: { ...movement, id: ids('movement') }, by })));
}

function levelPut({ location, ...body }: LocatedLevel) {
  return { stream: `stock:${location}`, kind: 'level.put' as const, ref: String(body.ordinal), body };
}
