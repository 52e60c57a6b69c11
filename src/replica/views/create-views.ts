/** The views as screens ask them, whichever store is behind them at the moment, and none at first. */
import type { Clock, Timers } from '../../kernel/ports.ts';
import { handOverDigest } from '../../protocol/channel/hand-over-code.ts';
import { createKeeper, type KeeperPorts } from './keeper.ts';
import { type Asking, createLiveView, createReader, type LiveView } from './live-view.ts';
import { cartIn, exceptionIn, orderIn, type Rows, summaryIn, type ViewKind } from './view-rows.ts';
import type { Question, ViewStore } from './view-store.ts';
import {
  type OpenViews,
  ORDER_QUEUES,
  ORDERS_AT_HAND,
  type OrderQueue,
  type OrderSummary,
  type ShownCart,
  type View,
} from './views.ts';

export interface ViewsPorts extends KeeperPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Whose claims are one's own. */
  readonly register: string;
}

/** Of one client; a list for a person to look at. */
const ORDERS_OF_CLIENT = 200;
/** Views that nobody asks any more and that are kept for whoever asks the same again. */
const KEPT_VIEWS = 40;
const CODES_AT_ONCE = 250;
/** What somebody may be about to look at. */
const WAITING = ['to-pick', 'ready'] as const;
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

export function createViews(ports: ViewsPorts): OpenViews & { settled(): Promise<void> } {
  const views = new Map<string, LiveView<unknown>>();
  const keeper = createKeeper(ports, (store) => {
    for (const view of views.values()) view.attach(store);
  });

  function view<T>(name: string, asking: () => Asking<T>): View<T> {
    const known = views.get(name) as LiveView<T> | undefined;
    const found = known ?? createLiveView(asking(), { ...ports, onFault: (error) => keeper.heal(error) });
    views.delete(name);
    views.set(name, found as LiveView<unknown>);
    if (known === undefined) {
      found.attach(keeper.store());
      for (const [other, held] of views) {
        if (views.size <= KEPT_VIEWS) break;
        if (!held.isAsking() && other !== name) views.delete(other);
      }
    }
    return found;
  }

  function list<K extends ViewKind, T>(
    question: Question<K>,
    textOf: (row: Rows[K]) => string,
    read: (row: Rows[K]) => T,
  ): Asking<readonly T[]> {
    const reader = createReader(textOf, read);
    return (store, answer, onFault) => store.watch(question, { onAnswer: (rows) => answer(reader(rows)), onFault });
  }

  function one<K extends ViewKind, T>(
    question: Omit<Question<K>, 'by' | 'limit'>,
    textOf: (row: Rows[K]) => string,
    read: (row: Rows[K]) => T,
  ): Asking<T | 'unknown'> {
    const all = list({ ...question, by: 'id', limit: 1 }, textOf, read);
    return (store, answer, onFault) => all(store, ([found]) => answer(found ?? 'unknown'), onFault);
  }

  const orders: OpenViews['orders'] = ({ queue, limit }) =>
    view(`orders ${queue} ${limit}`, () =>
      list({ of: 'orders', where: { queue }, by: 'place', limit }, summary, summaryIn),
    );
  const atHand: (() => void)[] = [];

  const summary = (row: Rows['orders']) => row.summary;
  const shown = (row: { readonly shown: string }) => row.shown;

  return {
    state: keeper.state,
    subscribe: keeper.subscribe,
    begin() {
      if (atHand.length > 0) return;
      keeper.begin();
      for (const queue of WAITING) atHand.push(orders({ queue, limit: ORDERS_AT_HAND }).subscribe(() => undefined));
    },
    settled: keeper.settled,
    close() {
      for (const letGo of atHand.splice(0)) letGo();
      for (const held of views.values()) held.close();
      keeper.close();
    },
    orders,
    counts: () => view('counts', () => counting),
    order: (id) => view(`order ${id}`, () => one({ of: 'orders', where: { id } }, shown, orderIn)),
    orderByNumber(number) {
      const typed = number.trim().toUpperCase();
      return view(`number ${typed}`, () => one({ of: 'orders', where: { number: typed } }, summary, summaryIn));
    },
    orderByCode: (code) => view(`code ${code}`, () => byCode(code, one, summary)),
    ordersOf: (client) =>
      view(`client ${client}`, () =>
        list({ of: 'orders', where: { client }, by: 'age', limit: ORDERS_OF_CLIENT }, summary, summaryIn),
      ),
    cart: (id) => view(`cart ${id}`, () => cart({ id }, ports)),
    cartByCode: (code) => view(`cart code ${code}`, () => cart({ code }, ports)),
    exceptions: ({ limit }) =>
      view(`exceptions ${limit}`, () => list({ of: 'exceptions', where: {}, by: 'place', limit }, shown, exceptionIn)),
  };
}

const counting: Asking<Readonly<Record<OrderQueue, number>>> = (store, answer, onFault) => {
  const counts = new Map<OrderQueue, number>();
  const stops = ORDER_QUEUES.map((queue) =>
    store.watchCount(queue, {
      onAnswer(count) {
        if (counts.get(queue) === count) return;
        counts.set(queue, count);
        const [toPick, ready, done] = ORDER_QUEUES.map((one) => counts.get(one));
        if (toPick === undefined || ready === undefined || done === undefined) return;
        answer({ 'to-pick': toPick, ready, done });
      },
      onFault,
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
};

/** What a cart shows changes by itself when a claim ends. */
function cart(
  where: { readonly id?: string; readonly code?: string },
  ports: ViewsPorts,
): Asking<ShownCart | 'unknown'> {
  return (store, answer, onFault) => {
    let sleeping = new AbortController();
    let last = '';
    const show = (row: Rows['carts'] | undefined) => {
      sleeping.abort();
      if (row === undefined) {
        last = '';
        return answer('unknown');
      }
      const now = ports.clock.now();
      const { cart, changesAt } = cartIn(row, ports, now);
      const text = JSON.stringify(cart);
      if (text !== last) answer(cart);
      last = text;
      if (changesAt === null) return;
      const waiting = new AbortController();
      sleeping = waiting;
      void ports.timers.sleep(Math.min(changesAt - now, LONGEST_SLEEP_MS), waiting.signal).then(() => {
        if (!waiting.signal.aborted) show(row);
      });
    };
    const stop = store.watch({ of: 'carts', where, by: 'id', limit: 1 }, { onAnswer: ([row]) => show(row), onFault });
    return () => {
      stop();
      sleeping.abort();
    };
  };
}

type One = (
  question: Omit<Question<'orders'>, 'by' | 'limit'>,
  textOf: (row: Rows['orders']) => string,
  read: (row: Rows['orders']) => OrderSummary,
) => Asking<OrderSummary | 'unknown'>;

/** Looks through all that wait, those that lie ready first; again whenever another order waits. */
function byCode(code: string, one: One, textOf: (row: Rows['orders']) => string): Asking<OrderSummary | 'unknown'> {
  return (store, answer, onFault) => {
    let isOver = false;
    let stopOne: (() => void) | null = null;
    let looking: Promise<void> = Promise.resolve();
    const look = async () => {
      if (isOver || stopOne !== null) return;
      const found = await searched(store, code, () => isOver);
      if (isOver) return;
      if (found === null) return answer('unknown');
      stopOne = one({ of: 'orders', where: { id: found } }, textOf, summaryIn)(store, answer, onFault);
    };
    const lookAgain = () => {
      looking = looking.then(look).catch(onFault);
    };
    const stops = WAITING.map((queue) => store.watchCount(queue, { onAnswer: lookAgain, onFault }));
    return () => {
      isOver = true;
      for (const stop of stops) stop();
      stopOne?.();
    };
  };
}

async function searched(store: ViewStore, code: string, isOver: () => boolean): Promise<string | null> {
  const isIt = ({ id, codeDigest }: Rows['orders']) => handOverDigest(id, code) === codeDigest;
  const ready = await store.ask({ of: 'orders', where: { queue: 'ready' }, by: 'place', limit: CODES_AT_ONCE });
  const found = ready.find(isIt);
  if (found !== undefined) return found.id;
  for (let after = ''; !isOver(); ) {
    const some = await store.ask({ of: 'orders', where: {}, by: 'id', after, limit: CODES_AT_ONCE });
    const hit = some.find((row) => row.queue !== 'done' && isIt(row));
    if (hit !== undefined) return hit.id;
    const last = some.at(-1);
    if (last === undefined || some.length < CODES_AT_ONCE) return null;
    after = last.id;
  }
  return null;
}
