/** The past of each front counter is pushed in order, as its tablet would have: admitted, checked, placed. */
import { invariant, must } from '../../kernel/invariant.ts';
import type { EntryEnvelope } from '../../protocol/entry/entry.ts';
import { entryHash } from '../../protocol/entry/entry-hash.ts';
import { PUSH_ENTRIES_MAX } from '../../protocol/limits.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { handlePush } from '../../server/admission/push.ts';
import { seriesOf } from '../../server/auth/series.ts';
import { type Database, withTenant } from '../../server/db/database.ts';
import type { Goods } from '../fortnight/basket.ts';
import { storeFortnight } from '../fortnight/store-fortnight.ts';
import { seededIds } from '../seeded-ids.ts';
import { DEMO_ASSOCIATES } from '../shop/associates.ts';
import { DEMO_VARIANTS } from '../shop/catalogue.ts';
import { clientsOf } from '../shop/clients.ts';
import { goodsOf, type PlacedVariant } from '../shop/goods.ts';
import { DEMO_LOCATIONS, type DemoRegister, RETAILER, type StoreKey } from '../shop/locations.ts';
import { openingStock } from '../shop/opening-stock.ts';
import { errandsOf, promisedTo } from '../web/errands-of.ts';
import { shopOnTheWeb, type WebOrder, type WebTools } from '../web/web-shoppers.ts';
import type { DemoMark } from './mark.ts';
import { SEASONED_REGISTERS } from './open-shop.ts';

export interface PushTools extends WebTools {
  readonly readEpoch: () => Promise<string>;
}

const WRAPPING = 'SV01';

const CROWDS: { readonly [K in StoreKey]: number } = { amsterdam: 14, antwerp: 9, 'new-york': 12 };
const RECEIPT_LANGUAGES = {
  amsterdam: ['en'],
  antwerp: ['en'],
  'new-york': ['en', 'en', 'en', 'zh-CN', 'zh-TW'],
} as const satisfies { readonly [K in StoreKey]: readonly ('en' | 'zh-TW' | 'zh-CN')[] };

/** The web was first: what it was promised, visitors leave alone. Stores do not wait for each other. */
export async function pushFortnights(tools: PushTools, mark: DemoMark): Promise<void> {
  const placed = await readPlaced(tools.database);
  const web = await shopOnTheWeb(tools, mark.seededAt, placed);
  await Promise.all(
    SEASONED_REGISTERS.map((register) => pushOne(tools, fortnightOf(register, mark, placed, web), register)),
  );
}

async function pushOne(tools: PushTools, entries: readonly EntryEnvelope[], register: DemoRegister): Promise<void> {
  const who = { tenant: RETAILER.id, register: register.id, incarnation: 1 };
  const ids = seededIds(`server ${register.code}`, tools.clock);
  for (let first = 0; first < entries.length; first += PUSH_ENTRIES_MAX) {
    const part = entries.slice(first, first + PUSH_ENTRIES_MAX);
    const last = must(part.at(-1), 'a push carries something');
    const answer = await handlePush({ ...tools, ids, isHeadSigned: async () => true }, who, {
      protocol: PROTOCOL_VERSION,
      groups: part.map((entry) => [entry]),
      head: { sequence: last.sequence, hash: entryHash(last), signature: 'demo' },
      status: { unsent: 0, build: '' },
    });
    invariant(answer.ok, () => `the demo's own entries are admitted, not ${JSON.stringify(answer)}`);
  }
  const heardAt = entries.at(-1)?.at;
  if (heardAt !== undefined) await lastHeard(tools.database, register, heardAt);
}

/** The tablet of the past fell silent with its last entry, not when it was invented. */
async function lastHeard(database: Database, register: DemoRegister, at: string): Promise<void> {
  await withTenant(database.db, RETAILER.id, async (tx) => {
    await tx
      .updateTable('incarnation')
      .set({ last_seen_at: at })
      .where('tenant', '=', RETAILER.id)
      .where('register', '=', register.id)
      .where('incarnation', '=', 1)
      .execute();
  });
}

function fortnightOf(
  register: DemoRegister,
  mark: DemoMark,
  placed: ReadonlyMap<string, PlacedVariant>,
  web: readonly WebOrder[],
): readonly EntryEnvelope[] {
  const store = DEMO_LOCATIONS[register.store];
  const goods = DEMO_VARIANTS.map((variant): Goods => {
    const { sku } = variant.draft;
    return goodsOf(
      variant,
      must(placed.get(sku), () => `${sku} was placed`),
      store.priceList,
    );
  });
  const ordinals = new Map(goods.map(({ sku, ordinal }) => [sku, ordinal]));
  const promised = promisedTo(register.store, web);
  const stock = openingStock().flatMap(({ sku, at, quantity }) => {
    const ordinal = ordinals.get(sku);
    return at === register.store && ordinal !== undefined
      ? [[ordinal, quantity - (promised.get(ordinal) ?? 0)] as const]
      : [];
  });
  return storeFortnight({
    identity: { tenant: RETAILER.id, register: register.id, incarnation: 1, series: seriesOf(register.code, 1) },
    store,
    associates: DEMO_ASSOCIATES.filter(({ stores }) => stores.includes(register.store)).map(({ id }) => id),
    languages: RECEIPT_LANGUAGES[register.store],
    clients: clientsOf(register.store),
    goods,
    stock: new Map(stock),
    errands: errandsOf(register.store, web),
    wrapping: goods.find(({ sku }) => sku === WRAPPING) ?? null,
    visitorsADay: CROWDS[register.store],
    now: mark.seededAt,
    seed: `fortnight ${register.code}`,
  });
}

async function readPlaced(database: Database): Promise<ReadonlyMap<string, PlacedVariant>> {
  const rows = await withTenant(
    database.db,
    RETAILER.id,
    (tx) => tx.selectFrom('variant').select('row').where('tenant', '=', RETAILER.id).execute(),
    { readOnly: true },
  );
  return new Map(rows.map(({ row: { sku, ordinal, id, item, category } }) => [sku, { ordinal, id, item, category }]));
}
