/** From the server's tables to a tablet's book, through real segments, pulls and keys; and back out again by erasure. */
import 'fake-indexeddb/auto';
import { gunzipSync } from 'node:zlib';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client, ClientFields } from '../../../src/domain/client/client.ts';
import { NEW_CLIENT } from '../../../src/domain/client/client.ts';
import { systemRandom, systemTimers } from '../../../src/kernel/system-ports.ts';
import { refused } from '../../../src/kernel/verdict.ts';
import type { EntryEnvelope } from '../../../src/protocol/entry/entry.ts';
import { entryHash } from '../../../src/protocol/entry/entry-hash.ts';
import { createDexieReplicaStore } from '../../../src/replica/catalog/dexie-replica-store.ts';
import { createReplicaNews } from '../../../src/replica/catalog/news.ts';
import { createReplicaHandle } from '../../../src/replica/catalog/replica-database.ts';
import { createDexieClientSource } from '../../../src/replica/clients/client-source.ts';
import { createClientBook } from '../../../src/replica/clients/create-client-book.ts';
import { createDexieOwnCopies } from '../../../src/replica/clients/own-copies.ts';
import { publicPointOf } from '../../../src/server/channels/sealing.ts';
import { withTenant } from '../../../src/server/db/database.ts';
import { insertRows } from '../../../src/server/db/insert-rows.ts';
import { eraseClient, findClients } from '../../../src/server/office/clients.ts';
import { createSegments, type Segments } from '../../../src/server/segments/segments.ts';
import { withPublishing } from '../../../src/server/streams/publish.ts';
import type { Answer } from '../../../src/sync/index.ts';
import { pullAll } from '../../../src/sync/pull.ts';
import { openTestPostgres } from '../../support/database.ts';
import { sealForServer, testSealing, testSealingKeys } from '../../support/open-sealing.ts';
import { clock, goods, granted, newId, openShopFloor, type ShopFloor, type Till } from '../../support/shop-floor.ts';

let database = await openTestPostgres();
let used = false;
let shop: ShopFloor;
let till: Till;
let location: string;
let segments: Segments;

beforeEach(async () => {
  if (used) {
    await database.close();
    database = await openTestPostgres();
  }
  used = true;
  shop = await openShopFloor(database);
  location = await shop.addLocation();
  till = await shop.addTill(location);
  segments = createSegments({ db: database.db, clock, sealing: testSealing });
});
afterAll(() => database.close());

const person = (at: number): Client => ({
  ...NEW_CLIENT,
  id: newId('client'),
  name: `Person Number${at}`,
  phone: `+1 212 555 ${String(at).padStart(4, '0')}`,
});

/** As an import would: many at once, each told on the stream. */
async function addClients(clients: readonly Client[]): Promise<void> {
  const { tenant } = shop;
  const at = new Date(clock.now()).toISOString();
  await withPublishing(database, tenant, async (tx) => {
    const rows = clients.map((record) => ({ tenant, id: record.id, record, erased_at: null, updated_at: at }));
    await insertRows(tx, 'client', rows);
    await insertRows(
      tx,
      'client_location',
      clients.map(({ id }) => ({ tenant, location, client: id })),
    );
    const changes = clients.map((client) => ({
      stream: `clients:${location}`,
      kind: 'client.put' as const,
      ref: client.id,
      body: { id: client.id, sealed: testSealing.sealFor(location, client) },
    }));
    return { changes, result: undefined };
  });
}

const answered = <T>(body: T): Answer<T> => ({ kind: 'answered', body, epoch: 'epoch-of-the-test' });

/** A tablet of this store over a fake disk, that pulls as sync does and opens its book as a page does. */
function openTablet(as: Till = till) {
  const handle = createReplicaHandle({ indexedDB: new IDBFactory(), IDBKeyRange });
  const news = createReplicaNews();
  const replica = createDexieReplicaStore({ handle, news });
  const fetched: string[] = [];
  const refusals: string[] = [];
  const transport = {
    async pull(request: { cursors: Record<string, number>; limit: number }) {
      const verdict = await shop.pull(as, request.cursors, request.limit);
      if (verdict.ok) return answered(verdict.value);
      refusals.push(verdict.refusal.code);
      return { kind: 'refused', status: 410, code: verdict.refusal.code, retryAfterMs: null };
    },
    async manifest() {
      const streams = [`clients:${location}`, `stock:${location}`, 'items', `prices:${shop.priceList}`];
      return answered({
        epoch: 'epoch-of-the-test',
        tables: await segments.manifestFor(shop.tenant, streams),
        grant: '',
      });
    },
    async segment(hash: string) {
      fetched.push(hash);
      const stored = await segments.readSegment(shop.tenant, hash);
      return stored === null ? null : new Uint8Array(gunzipSync(stored.gzip));
    },
  };
  const outbox = {
    state: async () => ({ epoch: 'epoch-of-the-test', acknowledged: 0, trimmed: 0, durableThrough: 0, sequence: 0 }),
    resend: async () => undefined,
  };
  const book = createClientBook({
    identity: { incarnation: as.identity.incarnation },
    source: createDexieClientSource({ handle, news, location }),
    copies: createDexieOwnCopies(handle),
    journal: { after: async () => [], snapshot: () => ({ sequence: 0 }) as never, subscribe: () => () => {} },
    fetchKey: async () => ({
      key: Buffer.from(testSealingKeys.clientKey()).toString('base64url'),
      sealTo: publicPointOf(testSealingKeys.privateKey),
      until: new Date(clock.now() + 3_600_000).toISOString(),
      serverTime: new Date(clock.now()).toISOString(),
    }),
    whenOnline: () => () => {},
    subtle: crypto.subtle,
    clock,
    timers: systemTimers,
    random: systemRandom,
  });
  return {
    handle,
    book,
    fetched,
    refusals,
    sync: () =>
      pullAll({
        outbox: outbox as never,
        replica,
        tablet: { identity: as.identity } as never,
        transport: transport as never,
        onFilling: () => {},
      }),
    async held() {
      const { tables, cursors } = await replica.progress();
      const hashes = await replica.heldSegments();
      const changes = await handle.run((db) => db.clients.toArray());
      return {
        parts: tables[`clients:${location}`]?.parts ?? [],
        cursor: cursors[`clients:${location}`],
        hashes,
        changes,
      };
    },
  };
}

async function opened(tablet: ReturnType<typeof openTablet>, count: number): Promise<void> {
  tablet.book.setSignedIn(true);
  await expect.poll(() => tablet.book.state(), { timeout: 10_000 }).toMatchObject({ kind: 'open', clients: count });
}

const written = (fields: Partial<ClientFields>) => sealForServer(fields);

describe('the clients of a store', () => {
  test('come to a new tablet as a few sealed parts, and what changes later as changes', async () => {
    const many = Array.from({ length: 2_400 }, (_, at) => person(at));
    await addClients(many);
    const tablet = openTablet();
    expect(await tablet.sync()).toEqual({ kind: 'done' });
    const held = await tablet.held();
    expect(held.parts).toHaveLength(4);
    expect(held.changes).toEqual([]);
    await opened(tablet, 2_400);
    expect(tablet.book.find('numb person', 3)).toHaveLength(3);
    expect(tablet.book.find('555 0042', 3).map(({ client }) => client.name)).toEqual(['Person Number42']);

    const newcomer = person(9_999);
    await addClients([newcomer, { ...(many[7] as Client), id: newId('client'), name: 'Zoë Østergaard' }]);
    tablet.fetched.length = 0;
    await tablet.sync();
    expect(tablet.fetched).toEqual([]);
    await opened(tablet, 2_402);
    expect(tablet.book.get(newcomer.id)?.client).toEqual(newcomer);
    expect(tablet.book.find('ostergaard zoe', 5)).toHaveLength(1);
  });

  test('lie on the disk sealed: no name, no number, in no store of the database', async () => {
    await addClients([{ ...person(1), name: 'Wilhelmina Unmistakable' }]);
    const tablet = openTablet();
    await tablet.sync();
    await addClients([{ ...person(2), name: 'Wilhelmina Unmistakable' }]);
    await tablet.sync();
    await opened(tablet, 2);
    await tablet.book.seal({ note: 'Wilhelmina Unmistakable' });
    const dump = await tablet.handle.run(async (db) =>
      Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()])),
    );
    const text = JSON.stringify(dump, (_, value) =>
      ArrayBuffer.isView(value) ? Buffer.from(value.buffer as ArrayBuffer).toString('latin1') : value,
    );
    expect(text).toContain('sealed');
    expect(text).not.toContain('Unmistakable');
    expect(text).not.toContain('555');
  });

  test('are packed anew only where somebody changed, under the names they had where nobody did', async () => {
    const many = Array.from({ length: 2_400 }, (_, at) => person(at));
    await addClients(many);
    const before = await segments.publish(shop.tenant, `clients:${location}`);
    const again = await segments.publish(shop.tenant, `clients:${location}`);
    expect(again.encoded).toBe(0);
    await addClients([person(5_000)]);
    const after = await segments.publish(shop.tenant, `clients:${location}`);
    expect(after.encoded).toBe(1);
    const names = new Set(before.manifest.parts.map(({ hash }) => hash));
    expect(after.manifest.parts.filter(({ hash }) => names.has(hash))).toHaveLength(3);
  });
});

describe('an erased client', () => {
  test('is gone from the server’s segments and from a tablet’s disk with the next pull, and nobody else is', async () => {
    const many = Array.from({ length: 40 }, (_, at) => person(at));
    await addClients(many);
    const tablet = openTablet();
    await tablet.sync();
    const late = person(41);
    await addClients([late]);
    await tablet.sync();
    await opened(tablet, 41);
    const { parts } = await tablet.held();
    const victim = many[3] as Client;

    expect(await eraseClient({ database, clock }, shop.tenant, victim.id)).toMatchObject({ ok: true });
    for (const { hash } of parts) expect(await segments.readSegment(shop.tenant, hash)).toBeNull();
    expect(await tablet.sync()).toEqual({ kind: 'done' });
    expect(tablet.refusals).toEqual(['snapshot-required']);
    const held = await tablet.held();
    for (const { hash } of parts) expect(held.hashes.has(hash)).toBe(false);
    expect(held.changes).toEqual([]);
    await opened(tablet, 40);
    expect(tablet.book.get(victim.id)).toBeNull();
    expect(tablet.book.get(late.id)?.client).toEqual(late);
    expect(await findClients({ database }, shop.tenant, 'Number3')).toMatchObject({
      clients: expect.not.arrayContaining([expect.objectContaining({ id: victim.id })]),
    });
    // Nothing is left to tell either: the changes that carried it are gone.
    const told = await database.db
      .selectFrom('change')
      .select('ref')
      .where('stream', '=', `clients:${location}`)
      .execute();
    expect(told).toEqual([]);
  });

  test('is gone too where segments were being packed at that moment', async () => {
    const victim = person(1);
    await addClients([victim, person(2)]);
    const packing = segments.publish(shop.tenant, `clients:${location}`);
    await eraseClient({ database, clock }, shop.tenant, victim.id);
    await packing;
    const tablet = openTablet();
    expect(await tablet.sync()).toEqual({ kind: 'done' });
    await opened(tablet, 1);
    expect(tablet.book.get(victim.id)).toBeNull();
  });

  test('stays erased though an offline tablet wrote about them; its sale to them stands, without a word of the person', async () => {
    const client = newId('client');
    const whole = { ...NEW_CLIENT, name: 'Ada Lovelace', phone: '+44 20 7946 0000' };
    const first = till.write('client.create', { client, location }, written(whole));
    granted(await shop.push(till, till.push([first])));
    const other = await shop.addTill(location);
    const edit = other.write('client.edit', { client, location, fields: ['note'] }, written({ note: 'Tall' }));
    const { order } = other.sell([goods(1), 1]);
    const sale = other.write('order.place', { ...order, client } as never);

    granted(await eraseClient({ database, clock }, shop.tenant, client));
    // The sale was written twice above: only what is chained behind the edit is pushed.
    const chain = rechained([edit, sale]);
    const pushed = await shop.push(other, { ...other.push(...chain.map((entry) => [entry])), head: headOf(chain) });
    expect(granted(pushed).results.map(({ result }) => result)).toEqual(['placed', 'placed-with-exceptions']);

    const rows = await withTenant(database.db, shop.tenant, (tx) =>
      tx.selectFrom('entry').select(['kind', 'envelope']).where('kind', 'like', 'client.%').orderBy('kind').execute(),
    );
    expect(
      rows.map(({ kind, envelope }) => [kind, 'sealed' in envelope, (envelope as EntryEnvelope).sealedHash !== null]),
    ).toEqual([
      ['client.create', false, true],
      ['client.edit', false, true],
    ]);
    const kept = await withTenant(database.db, shop.tenant, (tx) =>
      tx.selectFrom('client').select(['record']).where('id', '=', client).execute(),
    );
    expect(kept).toEqual([{ record: null }]);
    const tablet = openTablet();
    await tablet.sync();
    await opened(tablet, 0);
    // The chain that lies there still verifies: it runs over the hash of what was sealed.
    expect(entryHash(rows[1]?.envelope as EntryEnvelope)).toBe(entryHash(edit));
  });

  test('is erased once, and who was never written down is nobody', async () => {
    const client = person(1);
    await addClients([client]);
    const first = granted(await eraseClient({ database, clock }, shop.tenant, client.id));
    expect(granted(await eraseClient({ database, clock }, shop.tenant, client.id))).toEqual(first);
    expect(await eraseClient({ database, clock }, shop.tenant, newId('client'))).toEqual(
      refused({ code: 'client-unknown' }),
    );
  });
});

describe('head office finds a client', () => {
  test.each([
    ['lovelace ADA', 1],
    ['20 7946', 1],
    ['020 7946', 1],
    ['ada@', 1],
    ['王小', 1],
    ['100%', 0],
    ['_da', 0],
    ['nobody', 0],
  ])('by %s', async (text, count) => {
    await addClients([
      { ...person(1), name: 'Ada Lovelace', phone: '+44 (20) 7946-0000', email: 'ada@example.com' },
      { ...person(2), name: '王小明', phone: null },
    ]);
    const { clients } = await findClients({ database }, shop.tenant, text);
    expect(clients).toHaveLength(count);
    if (count > 0) expect(clients[0]?.locations).toEqual([location]);
  });
});

function rechained(entries: readonly EntryEnvelope[]): EntryEnvelope[] {
  let previous: EntryEnvelope | null = null;
  return entries.map((entry, at) => {
    const next: EntryEnvelope = {
      ...entry,
      sequence: at + 1,
      previousHash: previous === null ? entry.previousHash : entryHash(previous),
    };
    previous = next;
    return next;
  });
}

function headOf(entries: readonly EntryEnvelope[]) {
  const last = entries.at(-1) as EntryEnvelope;
  return { sequence: last.sequence, hash: entryHash(last), signature: 'signature' };
}
