/**
 * Views without a database: documents as a server told them, and over them what the journal says, by the same
 * rules as the real ones. For screens; what views promise is tested where they live.
 */
import type { Clock } from '../../src/kernel/ports.ts';
import { handOverDigest } from '../../src/protocol/channel/hand-over-code.ts';
import type { ChannelOrderDocument, OnlineCartDocument } from '../../src/protocol/sync/channel-documents.ts';
import type { ExceptionDocument } from '../../src/protocol/sync/documents.ts';
import type { Journal, View, Views, ViewsState } from '../../src/replica/index.ts';
import { createOwnActs, type OwnAct } from '../../src/replica/views/own-acts.ts';
import { cartIn, exceptionIn, orderIn, rowOf, summaryIn } from '../../src/replica/views/view-rows.ts';

export interface Told {
  readonly orders?: readonly ChannelOrderDocument[];
  readonly carts?: readonly OnlineCartDocument[];
  readonly exceptions?: readonly ExceptionDocument[];
}

export function createFakeViews(journal: Pick<Journal, 'after' | 'snapshot' | 'subscribe'>, clock: Clock, first: Told) {
  const { identity } = journal.snapshot();
  const ownActs = createOwnActs(journal);
  const listeners = new Set<() => void>();
  let told = first;
  let state: ViewsState = { kind: 'ready', built: 0, of: 0 };
  let acts: readonly OwnAct[] = [];
  let reading = Promise.resolve();

  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const read = () => {
    // A disk that gave up says nothing new.
    reading = reading.then(async () => {
      acts = await ownActs.above(0).catch(() => acts);
      tell();
    });
  };
  journal.subscribe(read);
  read();

  const own = (ref: string) => acts.filter((act) => act.ref === ref).map(({ entry }) => entry);
  const orderRows = () => (told.orders ?? []).map((order) => rowOf.orders(order, own(order.id)));
  const cartRows = () => (told.carts ?? []).map((cart) => rowOf.carts(cart, own(cart.id)));
  const shownIn = (row: ReturnType<typeof cartRows>[number]) => cartIn(row, identity, clock.now()).cart;
  const byPlace = (a: { readonly place: string }, b: { readonly place: string }) => (a.place < b.place ? -1 : 1);

  /** Says the same object for as long as it says the same. */
  function view<T>(ask: () => T): View<T> {
    let last: { readonly text: string; readonly value: T } | null = null;
    return {
      get() {
        if (state.kind !== 'ready') return null;
        const value = ask();
        const text = JSON.stringify(value);
        if (last?.text !== text) last = { text, value };
        return last.value;
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }
  const orUnknown = <T, R>(found: T | undefined, read: (row: T) => R): R | 'unknown' =>
    found === undefined ? 'unknown' : read(found);

  const views: Views = {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    orders: ({ queue, limit }) =>
      view(() =>
        orderRows()
          .filter((row) => row.queue === queue)
          .sort(byPlace)
          .slice(0, limit)
          .map(summaryIn),
      ),
    counts: () =>
      view(() => {
        const count = (queue: string) => orderRows().filter((row) => row.queue === queue).length;
        return { 'to-pick': count('to-pick'), ready: count('ready'), done: count('done') };
      }),
    order: (id) =>
      view(() =>
        orUnknown(
          orderRows().find((row) => row.id === id),
          orderIn,
        ),
      ),
    orderByNumber: (number) =>
      view(() =>
        orUnknown(
          orderRows().find((row) => row.number === number.toUpperCase()),
          summaryIn,
        ),
      ),
    orderByCode: (code) =>
      view(() =>
        orUnknown(
          orderRows().find((row) => row.codeDigest === handOverDigest(row.id, code)),
          summaryIn,
        ),
      ),
    ordersOf: (client) =>
      view(() =>
        orderRows()
          .filter((row) => row.client === client)
          .map(summaryIn),
      ),
    cart: (id) =>
      view(() =>
        orUnknown(
          cartRows().find((row) => row.id === id),
          shownIn,
        ),
      ),
    cartByCode: (code) =>
      view(() =>
        orUnknown(
          cartRows().find((row) => row.code === code),
          shownIn,
        ),
      ),
    exceptions: ({ limit }) =>
      view(() =>
        (told.exceptions ?? [])
          .map((one) => rowOf.exceptions(one, own(one.id)))
          .sort(byPlace)
          .slice(0, limit)
          .map(exceptionIn),
      ),
  };
  return {
    views,
    /** As a pull would bring it. */
    tell(change: Told) {
      told = { ...told, ...change };
      tell();
    },
    setState(next: ViewsState) {
      state = next;
      tell();
    },
  };
}
