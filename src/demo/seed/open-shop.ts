/** Everything of the demo shop but its past, in one transaction: all of it is there, or none. */
import { permissionsOf } from '../../domain/access/permissions.ts';
import type { Store } from '../../domain/store/store.ts';
import { must } from '../../kernel/invariant.ts';
import type { Random } from '../../kernel/ports.ts';
import { chainStart } from '../../protocol/entry/entry-hash.ts';
import type { AssociateDocument, RegisterKeyDocument } from '../../protocol/sync/documents.ts';
import { seriesOf } from '../../server/auth/series.ts';
import { writeCatalog } from '../../server/catalog/catalog-writer.ts';
import type { Database } from '../../server/db/database.ts';
import type { Db, StoredPin } from '../../server/db/schema.ts';
import type { StreamChange } from '../../server/ledger/ledger.ts';
import { hashPin } from '../../server/office/associates.ts';
import { withPublishing } from '../../server/streams/publish.ts';
import { FORTNIGHT_DAYS } from '../fortnight/store-fortnight.ts';
import { seededIds } from '../seeded-ids.ts';
import { DEMO_ASSOCIATES, type DemoAssociate } from '../shop/associates.ts';
import { DEMO_CATEGORY_DRAFTS, DEMO_VARIANTS } from '../shop/catalogue.ts';
import { DEMO_LOCATIONS, DEMO_REGISTERS, type DemoRegister, RETAILER } from '../shop/locations.ts';
import { openingStock } from '../shop/opening-stock.ts';
import { type DemoMark, writeMark } from './mark.ts';

const DAY_MS = 86_400_000;

/** The register of each store whose first tablet lived through the fortnight. */
export const SEASONED_REGISTERS: readonly DemoRegister[] = DEMO_REGISTERS.filter(({ code }) => code.endsWith('1'));

export async function openShop(tools: { database: Database; random: Random }, mark: DemoMark): Promise<void> {
  const beforeTheFortnight = new Date(mark.seededAt - FORTNIGHT_DAYS * DAY_MS).toISOString();
  const pins = await Promise.all(DEMO_ASSOCIATES.map(({ pin }) => hashPin(pin, tools.random.bytes(16))));
  const keys = await Promise.all(SEASONED_REGISTERS.map(publicKeyOf));
  const { database } = tools;
  await database.db
    .insertInto('tenant')
    .values({ id: RETAILER.id, name: RETAILER.name, created_at: beforeTheFortnight })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await withPublishing(database, RETAILER.id, async (tx) => {
    await writePlaces(tx);
    await writePeople(tx, pins);
    await writeLives(tx, keys, { at: beforeTheFortnight, random: tools.random });
    await writeMark(tx, mark);
    await writeCatalog(
      {
        transaction: tx,
        tenant: RETAILER.id,
        ids: seededIds('catalogue', { now: () => mark.seededAt }),
        now: beforeTheFortnight,
      },
      {
        categories: DEMO_CATEGORY_DRAFTS,
        variants: DEMO_VARIANTS.map(({ draft }) => draft),
        stock: openingStock().map(({ sku, at, quantity }) => ({ sku, quantity, location: DEMO_LOCATIONS[at].id })),
      },
    );
    return { changes: [...storeChanges(), ...keys.map(keyChange)], result: undefined };
  });
}

async function writePlaces(tx: Db): Promise<void> {
  const tenant = RETAILER.id;
  const places = Object.values(DEMO_LOCATIONS).map(({ id, kind, name, priceList, ...settings }, position) => ({
    tenant,
    id,
    kind,
    name,
    price_list: priceList,
    settings: JSON.stringify(settings),
    position,
  }));
  await tx.insertInto('location').values(places).execute();
  const lived = new Set(SEASONED_REGISTERS.map(({ id }) => id));
  const registers = DEMO_REGISTERS.map(({ id, location, name, code }) => ({
    tenant,
    id,
    location,
    name,
    code,
    incarnations: lived.has(id) ? 1 : 0,
    status: 'active',
  }));
  await tx.insertInto('register').values(registers).execute();
}

async function writePeople(tx: Db, pins: readonly StoredPin[]): Promise<void> {
  const tenant = RETAILER.id;
  const people = DEMO_ASSOCIATES.map(({ id, name, initials, role, hue, active }, at) => ({
    ...{ tenant, id, name, initials, role, hue, active },
    pin: JSON.stringify(pins[at]),
  }));
  await tx.insertInto('associate').values(people).execute();
  const places = DEMO_ASSOCIATES.flatMap(({ id, stores }) =>
    stores.map((store) => ({ tenant, location: DEMO_LOCATIONS[store].id, associate: id })),
  );
  await tx.insertInto('associate_location').values(places).execute();
}

interface PublicPoint {
  readonly x: string;
  readonly y: string;
}

/** The tablets of the past are gone, and their private keys with them: only the public halves were ever kept. */
async function publicKeyOf(): Promise<PublicPoint> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { x, y };
}

async function writeLives(
  tx: Db,
  keys: readonly PublicPoint[],
  { at, random }: { at: string; random: Random },
): Promise<void> {
  const lives = SEASONED_REGISTERS.map(({ id, location, code }, place) => ({
    tenant: RETAILER.id,
    register: id,
    incarnation: 1,
    location,
    series: seriesOf(code, 1),
    public_key: JSON.stringify({ kty: 'EC', crv: 'P-256', ...keys[place] }),
    pin_key: Buffer.from(random.bytes(32)),
    status: 'active' as const,
    last_sequence: 0,
    last_hash: chainStart(id, 1),
    durable_through: 0,
    unsent: 0,
    build: '',
    enrolled_at: at,
    last_seen_at: null,
  }));
  await tx.insertInto('incarnation').values(lives).execute();
}

function keyChange(key: PublicPoint, place: number): StreamChange {
  const { id, name, store } = must(SEASONED_REGISTERS[place], 'a key was made for it');
  const body: RegisterKeyDocument = { register: id, incarnation: 1, name, store: DEMO_LOCATIONS[store].name, ...key };
  return { stream: 'retailer', kind: 'register-key.put', ref: `${id}:1`, body };
}

function storeChanges(): StreamChange[] {
  const stores = Object.values(DEMO_LOCATIONS).map(
    (store: Store): StreamChange => ({ stream: `store:${store.id}`, kind: 'store.put', ref: store.id, body: store }),
  );
  const people = DEMO_ASSOCIATES.flatMap((associate) =>
    associate.stores.map(
      (store): StreamChange => ({
        stream: `store:${DEMO_LOCATIONS[store].id}`,
        kind: 'associate.put',
        ref: associate.id,
        body: documentOf(associate),
      }),
    ),
  );
  return [...stores, ...people];
}

/** The PIN stays on the server; a tablet gets a proof in its place when it pulls. */
function documentOf({ id, name, initials, role, hue, active }: DemoAssociate): AssociateDocument {
  return { id, name, initials, role, hue, active, permissions: [...permissionsOf(role)], pin: null };
}
