/** Segments in any order, and a power cut at any write: the shelf is what it was before, or what it is after. */
import { IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { must } from '../../../src/kernel/invariant.ts';
import {
  createFakeServer,
  createTablet,
  EPOCH,
  type FakeServer,
  fill,
  PRICES,
  pull,
  STOCK,
  type Tablet,
  variant,
} from './replica-rig.ts';

afterEach(() => vi.restoreAllMocks());

const GOODS = 12;

function shop(): FakeServer {
  const server = createFakeServer(3);
  for (let ordinal = 0; ordinal < GOODS; ordinal++) {
    server.putVariant(variant(ordinal, { title: { en: `Scarf ${ordinal}` }, barcodes: [`900${ordinal}`] }));
    server.putPrice({ ordinal, priceMinor: 500, compareAtMinor: null });
    server.putLevel({ ordinal, onHand: 3, committed: 0, damaged: 0 });
  }
  return server;
}

/** Another day: some goods changed, some are new. */
function nextDay(server: FakeServer): void {
  for (let ordinal = 8; ordinal < GOODS + 3; ordinal++) {
    server.putVariant(variant(ordinal, { title: { en: `Shawl ${ordinal}` } }));
    server.putPrice({ ordinal, priceMinor: 900, compareAtMinor: null });
    server.putLevel({ ordinal, onHand: 5, committed: 0, damaged: 0 });
  }
}

/** All that a person can see of the shelf. */
async function sight(tablet: Tablet): Promise<string> {
  await tablet.shelf.settled();
  const rows = await Promise.all(Array.from({ length: GOODS + 4 }, (_, ordinal) => tablet.shelf.row(ordinal)));
  const found = must(await tablet.shelf.search('scarf', 50), 'the newest search');
  return JSON.stringify([rows, found.rows.map(({ ordinal }) => ordinal)]);
}

const tablesOf = (server: FakeServer) => ['items', PRICES, STOCK].map((stream) => server.manifest(stream));

test('segments may come in any order, and twice', async () => {
  const server = shop();
  const plain = createTablet();
  await fill(plain, server);
  const wanted = await sight(plain);
  const hashes = tablesOf(server).flatMap(({ parts }) => parts.map(({ hash }) => hash));
  const order = fc.tuple(
    fc.shuffledSubarray(hashes, { minLength: hashes.length }),
    fc.array(fc.constantFrom(...hashes), { maxLength: 5 }),
    fc.nat({ max: hashes.length }),
  );
  await fc.assert(
    fc.asyncProperty(order, async ([shuffled, again, restartAt]) => {
      let tablet = createTablet();
      const tables = tablesOf(server);
      await tablet.store.activatePartial({ epoch: EPOCH, tables });
      for (const [place, hash] of [...shuffled, ...again].entries()) {
        if (place === restartAt) tablet = tablet.reopen();
        await tablet.store.keepSegment(hash, must(server.segments.get(hash), 'bytes'));
      }
      expect(await pull(tablet, server, { tables })).toMatchObject({ ok: true });
      expect(await sight(tablet)).toBe(wanted);
      expect(await sight(tablet.reopen())).toBe(wanted);
    }),
    { seed: 20261122, numRuns: 20 },
  );
});

/** From now on the `nth` write into any table fails, as all after it: the power is gone. */
function cutAtWrite(nth: number): { readonly isCut: () => boolean; readonly powerIsBack: () => void } {
  let writes = 0;
  const spies = (['put', 'add', 'delete', 'clear'] as const).map((verb) => {
    const real = IDBObjectStore.prototype[verb] as (...given: unknown[]) => IDBRequest;
    return vi.spyOn(IDBObjectStore.prototype, verb).mockImplementation(function (
      this: IDBObjectStore,
      ...given: unknown[]
    ) {
      writes += 1;
      if (writes >= nth) throw new DOMException('the power is gone', 'AbortError');
      return real.apply(this, given) as IDBRequest<IDBValidKey> & IDBRequest<undefined>;
    });
  });
  return {
    isCut: () => writes >= nth,
    powerIsBack: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}

describe('the power goes at any write', () => {
  test('of a round: the shelf is yesterday’s or today’s, and the next round makes it today’s', async () => {
    const server = shop();
    let cuts = 0;
    for (let nth = 1; ; nth++) {
      const tablet = createTablet();
      await fill(tablet, server);
      const yesterday = await sight(tablet);
      const later = shop();
      nextDay(later);
      const power = cutAtWrite(nth);
      await pull(tablet, later);
      power.powerIsBack();
      const today = await todayOf(later);
      const seen = await sight(tablet.reopen());
      if (!power.isCut()) {
        expect(seen).toBe(today);
        break;
      }
      cuts += 1;
      expect(seen).toBe(yesterday);
      const again = tablet.reopen();
      expect(await pull(again, later)).toMatchObject({ ok: true });
      expect(await sight(again)).toBe(today);
    }
    expect(cuts).toBeGreaterThan(3);
  });

  test('of a fill: what came stays, nothing is shown that is not so, and the fill goes on', async () => {
    const server = shop();
    const today = await todayOf(server);
    let cuts = 0;
    for (let nth = 1; ; nth++) {
      const tablet = createTablet();
      const power = cutAtWrite(nth);
      await fill(tablet, server);
      power.powerIsBack();
      const again = tablet.reopen();
      if (!power.isCut()) {
        expect(await sight(again)).toBe(today);
        break;
      }
      cuts += 1;
      await again.shelf.settled();
      expect(again.shelf.state().asOf).toBeNull();
      expect(await fill(again, server)).toMatchObject({ ok: true });
      expect(await sight(again)).toBe(today);
    }
    expect(cuts).toBeGreaterThan(10);
  });
});

async function todayOf(server: FakeServer): Promise<string> {
  const tablet = createTablet();
  await fill(tablet, server);
  return sight(tablet);
}
