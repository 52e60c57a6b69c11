/** What a pull must do on every engine. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { associateDocument } from '../../../src/protocol/sync/documents.ts';
import { pullResponse } from '../../../src/protocol/sync/pull.ts';
import { type Database, withTenant } from '../../../src/server/db/database.ts';
import type { Db } from '../../../src/server/db/schema.ts';
import type { StreamChange } from '../../../src/server/ledger/ledger.ts';
import { compactDocuments, raiseFloor } from '../../../src/server/streams/compact.ts';
import { withPublishing } from '../../../src/server/streams/publish.ts';
import { goods, granted, newId, openShopFloor, type ShopFloor, START_MS, type Till } from '../../support/shop-floor.ts';

// The engine in memory takes its time where many tests share few cores.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY_MS = 86_400_000;
const NOW_MS = START_MS + 400 * DAY_MS;

export function pullContract(engine: string, open: () => Promise<Database>): void {
  describe(`a pull on ${engine}`, () => {
    let database: Database;
    let shop: ShopFloor;
    let location: string;
    let till: Till;
    let store: string;

    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      shop = await openShopFloor(database);
      location = await shop.addLocation();
      store = `store:${location}`;
      till = await shop.addTill(location);
    });

    const compact = (tx: Db, stream: string) => compactDocuments(tx, shop.tenant, stream);
    const publish = (...changes: StreamChange[]) =>
      withPublishing(database, shop.tenant, async () => ({ changes, result: undefined }));
    const category = (ref: string, stream = 'retailer'): StreamChange => ({
      stream,
      kind: 'category.put',
      ref,
      body: { ref },
    });
    const page = async (stream: string, cursors: Record<string, number> = {}, limit?: number) => {
      const response = granted(await shop.pull(till, cursors, limit));
      expect(pullResponse.safeParse(response).error).toBeUndefined();
      return response.streams.find((one) => one.stream === stream);
    };

    test('a register reads the streams of its store, whatever it asks for', async () => {
      const foreign = `stock:${await shop.addLocation()}`;
      await publish(category('x', foreign));
      const response = granted(await shop.pull(till, { [foreign]: 0 }));
      expect(response.streams.map(({ stream }) => stream).toSorted()).toEqual(
        [
          ...['items', `prices:${shop.priceList}`, 'retailer', store],
          ...['stock', 'orders', 'clients'].map((family) => `${family}:${location}`),
        ].toSorted(),
      );
      expect(
        response.streams.every(({ changes, head, floor, more }) => changes.length + head + floor === 0 && !more),
      ).toBe(true);
    });

    test('pages say whether there is more, and a page that happens to be full at the head says no', async () => {
      await publish(...Array.from({ length: 5 }, (_, at) => category(`c${at}`)));
      const sequencesAfter = async (cursor: number, limit: number) => {
        const answer = await page('retailer', { retailer: cursor }, limit);
        return [answer?.changes.map(({ sequence }) => sequence), answer?.more];
      };
      expect(await sequencesAfter(0, 2)).toEqual([[1, 2], true]);
      expect(await sequencesAfter(3, 2)).toEqual([[4, 5], false]);
      expect(await sequencesAfter(5, 2)).toEqual([[], false]);
      expect(await sequencesAfter(0, 1_000)).toEqual([[1, 2, 3, 4, 5], false]);
    });

    test('below the floor a tablet must take segments first; at the floor it reads on', async () => {
      const put = (at: number): StreamChange => ({ stream: 'items', kind: 'variant.put', ref: `${at}`, body: { at } });
      await publish(...Array.from({ length: 6 }, (_, at) => put(at)));
      const floor = (through: number) =>
        withTenant(database.db, shop.tenant, (tx) => raiseFloor(tx, shop.tenant, 'items', through));
      await floor(4);
      expect(await shop.pull(till, { items: 3 })).toEqual({
        ok: false,
        refusal: { code: 'snapshot-required', streams: ['items'] },
      });
      expect(await shop.pull(till)).toMatchObject({ ok: false });
      expect(await page('items', { items: 4 })).toMatchObject({
        head: 6,
        floor: 4,
        changes: [{ sequence: 5 }, { sequence: 6 }],
      });
      // A floor never falls, and never passes the head.
      await floor(2);
      await floor(99);
      expect(await page('items', { items: 6 })).toMatchObject({ head: 6, floor: 4 });
    });

    test('a tablet that knows more than this database is not believed', async () => {
      await publish(category('c'));
      expect(await shop.pull(till, { retailer: 2 })).toEqual({
        ok: false,
        refusal: { code: 'cursor-ahead', streams: ['retailer'] },
      });
    });

    test('what was superseded is gone, the rest is read from the beginning, and tombstones stay', async () => {
      await publish(category('a'), category('b'), category('a'));
      await publish({ stream: 'retailer', kind: 'category.drop', ref: 'b', body: null }, category('c'));
      // The same ref in another family is another document.
      await publish({ stream: 'retailer', kind: 'register-key.put', ref: 'a', body: {} });
      const gone = await withTenant(database.db, shop.tenant, (tx) => compact(tx, 'retailer'));
      expect(gone).toBe(2);
      const answer = await page('retailer');
      expect(answer?.changes.map(({ sequence, kind, ref, body }) => [sequence, kind, ref, body])).toEqual([
        [3, 'category.put', 'a', { ref: 'a' }],
        [4, 'category.drop', 'b', null],
        [5, 'category.put', 'c', { ref: 'c' }],
        [6, 'register-key.put', 'a', {}],
      ]);
      expect(answer).toMatchObject({ head: 6, floor: 0, more: false });
      const rest = await page('retailer', { retailer: 1 }, 2);
      expect([rest?.changes.map(({ sequence }) => sequence), rest?.more]).toEqual([[3, 4], true]);
    });

    test('a settled exception leaves the stream once every tablet of the store has heard of it', async () => {
      const [settled, open, fresh] = [newId('exception'), newId('exception'), newId('exception')];
      const at = (days: number) => new Date(NOW_MS - days * DAY_MS).toISOString();
      const raise = (id: string, settledAt: string | null) =>
        withTenant(database.db, shop.tenant, (tx) =>
          tx
            .insertInto('exception')
            .values({
              ...{ tenant: shop.tenant, id, location, kind: 'oversold', entry: null, register: null, facts: '{}' },
              ...{ raised_at: at(90), settled_at: settledAt, status: settledAt === null ? 'open' : 'settled' },
            })
            .execute(),
        );
      const put = (ref: string, status: string): StreamChange => ({
        stream: store,
        kind: 'exception.put',
        ref,
        body: { id: ref, status },
      });
      await raise(settled, at(60));
      await raise(open, null);
      await raise(fresh, at(1));
      await publish(put(settled, 'open'), put(open, 'open'), put(fresh, 'open'));
      await publish(put(settled, 'settled'), put(fresh, 'settled'));
      const refs = async () => (await page(store))?.changes.map(({ ref }) => ref);
      const heard = (daysAgo: number | null) =>
        withTenant(database.db, shop.tenant, (tx) =>
          tx
            .updateTable('incarnation')
            .set({ last_seen_at: daysAgo === null ? null : at(daysAgo) })
            .where('tenant', '=', shop.tenant)
            .execute(),
        );
      const away = await shop.addTill(location);
      await withTenant(database.db, shop.tenant, (tx) => compact(tx, store));
      // Tablets that were not heard of since may still show it as open.
      expect(await refs()).toEqual([open, settled, fresh]);
      await heard(60);
      await withTenant(database.db, shop.tenant, (tx) => compact(tx, store));
      expect(await refs()).toEqual([open, settled, fresh]);
      await heard(2);
      await withTenant(database.db, shop.tenant, (tx) => compact(tx, store));
      expect(await refs()).toEqual([open, fresh]);
      expect(await page(store)).toMatchObject({ head: 5, floor: 0, more: false });
      expect(granted(await shop.pull(away, { [store]: 4 })).streams.length).toBe(7);
    });

    test('a tablet that is shut out keeps nothing on the stream', async () => {
      const id = newId('exception');
      await withTenant(database.db, shop.tenant, (tx) =>
        tx
          .insertInto('exception')
          .values({
            ...{ tenant: shop.tenant, id, location, kind: 'oversold', entry: null, register: null, facts: '{}' },
            ...{ raised_at: new Date(0).toISOString(), settled_at: new Date(1).toISOString(), status: 'settled' },
          })
          .execute(),
      );
      await publish({ stream: store, kind: 'exception.put', ref: id, body: { id, status: 'settled' } });
      await withTenant(database.db, shop.tenant, async (tx) => {
        await tx.updateTable('incarnation').set({ status: 'revoked' }).where('tenant', '=', shop.tenant).execute();
        expect(await compact(tx, store)).toBe(1);
      });
    });

    test('an associate comes with a proof for this tablet alone; what the server keeps stays there', async () => {
      const pin = {
        salt: 'c2FsdA',
        memoryKib: 19_456,
        iterations: 2,
        output: Buffer.alloc(32, 9).toString('base64url'),
      };
      await withTenant(database.db, shop.tenant, (tx) =>
        tx
          .updateTable('associate')
          .set({ pin: JSON.stringify(pin) })
          .where('id', '=', shop.associate)
          .execute(),
      );
      const body = {
        id: shop.associate,
        name: 'Ada',
        initials: 'A',
        role: 'manager',
        hue: 1,
        active: true,
        permissions: ['sell'],
        pin: null,
      };
      await publish({ stream: store, kind: 'associate.put', ref: shop.associate, body });
      const document = associateDocument.parse((await page(store))?.changes[0]?.body);
      const proof = createHmac('sha256', Buffer.alloc(32, 7)).update(Buffer.alloc(32, 9)).digest('base64url');
      expect(document.pin).toEqual({ salt: pin.salt, memoryKib: 19_456, iterations: 2, proof });
      expect(JSON.stringify(await page(store))).not.toContain(pin.output);
    });

    test('what is included is what the pages contain', async () => {
      expect(granted(await shop.pull(till)).included).toBe(0);
      granted(await shop.push(till, till.push([till.sell([goods(1), 1]).entry])));
      const response = granted(await shop.pull(till));
      expect(response.included).toBe(1);
      expect(response.streams.find(({ stream }) => stream === `stock:${location}`)?.changes).toHaveLength(1);
    });

    test.each(['revoked', 'replaced', 'forked'] as const)(
      'a register that is %s reads nothing more',
      async (status) => {
        await withTenant(database.db, shop.tenant, (tx) =>
          tx.updateTable('incarnation').set({ status }).where('tenant', '=', shop.tenant).execute(),
        );
        expect(await shop.pull(till)).toEqual({ ok: false, refusal: { code: 'revoked' } });
        expect(await shop.pull({ who: { ...till.who, register: newId('register') } })).toEqual({
          ok: false,
          refusal: { code: 'not-enrolled' },
        });
      },
    );

    test('a publishing transaction that fails leaves neither change nor sequence', async () => {
      await publish(category('a'));
      const failing = withPublishing(database, shop.tenant, async (tx) => {
        await tx
          .insertInto('category')
          .values({ tenant: 'another', id: 'x', parent: null, position: 0, hue: 0, title: '{}', import_key: 'x' })
          .execute();
        return { changes: [category('b')], result: undefined };
      });
      await expect(failing).rejects.toThrow(/row-level security/);
      await publish(category('c'));
      expect((await page('retailer'))?.changes.map(({ sequence, ref }) => [sequence, ref])).toEqual([
        [1, 'a'],
        [2, 'c'],
      ]);
    });
  });
}
