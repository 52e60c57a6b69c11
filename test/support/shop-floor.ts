/**
 * A small shop as the server knows it, and tills that ring real orders (made by the domain's own code)
 * into real, chained entries. No tablet, no network: what a push would carry.
 */

import type { Cart, CartLine } from '../../src/domain/cart/cart.ts';
import type { Order, PostVoid } from '../../src/domain/order/order.ts';
import { planOrder } from '../../src/domain/order/plan-order.ts';
import { planPostVoid } from '../../src/domain/order/plan-post-void.ts';
import { settle } from '../../src/domain/pricing/settle.ts';
import { returnableLines, returnCartLine } from '../../src/domain/returns/plan-return.ts';
import type { TaxCategory } from '../../src/domain/tax/tax.ts';
import { planTenders } from '../../src/domain/tender/plan-tenders.ts';
import { createIdSource } from '../../src/kernel/ids.ts';
import { must } from '../../src/kernel/invariant.ts';
import { systemRandom } from '../../src/kernel/system-ports.ts';
import type { Refusal, Verdict } from '../../src/kernel/verdict.ts';
import type { EntryBody, EntryEnvelope, EntryKind } from '../../src/protocol/entry/entry.ts';
import { chainStart, entryHash } from '../../src/protocol/entry/entry-hash.ts';
import type { PushRequest } from '../../src/protocol/sync/push.ts';
import { handlePush } from '../../src/server/admission/push.ts';
import type { Database } from '../../src/server/db/database.ts';
import { createPostgresLedger } from '../../src/server/ledger/postgres-ledger.ts';
import { handlePull } from '../../src/server/streams/pull.ts';
import { testSealing } from './open-sealing.ts';

export const START_MS = Date.UTC(2026, 2, 1, 9);
export const BUSINESS_DAY = '2026-03-01';
export const clock = { now: () => START_MS, elapsed: () => 0 };
export const newId = createIdSource({ clock, random: systemRandom });
const EPOCH = 'epoch-of-the-test';
const EURO = { code: 'EUR', digits: 2 };

const taxCategories: readonly TaxCategory[] = [
  { id: newId('taxCategory'), title: 'Standard', rates: [{ id: 'nl-btw-21', title: 'BTW 21%', ratePpm: 210_000 }] },
];

export function granted<T, R extends Refusal>(verdict: Verdict<T, R>): T {
  if (!verdict.ok) throw new Error(`refused: ${JSON.stringify(verdict.refusal)}`);
  return verdict.value;
}

export type ShopFloor = Awaited<ReturnType<typeof openShopFloor>>;
export type Till = ReturnType<typeof createTill>;

export async function openShopFloor(database: Database, options: { tenant?: string } = {}) {
  const { db } = database;
  const tenant = options.tenant ?? newId('tenant');
  const priceList = newId('priceList');
  const associate = newId('associate');
  const ledger = createPostgresLedger(database);
  await db
    .insertInto('tenant')
    .values({ id: tenant, name: 'Shop', created_at: new Date(START_MS).toISOString() })
    .execute();
  await db
    .insertInto('associate')
    .values({ tenant, id: associate, name: 'Ada', initials: 'A', role: 'manager', hue: 1, active: true, pin: null })
    .execute();
  let series = 0;
  return {
    database,
    tenant,
    priceList,
    associate,
    async addLocation(): Promise<string> {
      const id = newId('location');
      await db
        .insertInto('location')
        .values({ tenant, id, kind: 'store', name: 'Store', price_list: priceList, settings: '{}', position: 0 })
        .execute();
      return id;
    },
    async addTill(location: string, as: { register?: string; incarnation?: number } = {}): Promise<Till> {
      const register = as.register ?? newId('register');
      const incarnation = as.incarnation ?? 1;
      const own = `S${++series}`;
      await db
        .insertInto('incarnation')
        .values({
          tenant,
          register,
          incarnation,
          location,
          series: own,
          public_key: JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }),
          pin_key: new Uint8Array(32).fill(7),
          status: 'active',
          last_sequence: 0,
          last_hash: chainStart(register, incarnation),
          durable_through: 0,
          unsent: 0,
          build: '',
          enrolled_at: new Date(START_MS).toISOString(),
          last_seen_at: null,
        })
        .execute();
      return createTill({ tenant, register, incarnation, location, series: own, associate });
    },
    push: (till: Pick<Till, 'who'>, request: PushRequest) =>
      handlePush(
        {
          ledger,
          clock,
          ids: newId,
          sealing: testSealing,
          readEpoch: async () => EPOCH,
          isHeadSigned: async () => request.head.signature !== 'forged',
        },
        till.who,
        request,
      ),
    pull: (till: Pick<Till, 'who'>, cursors: Record<string, number> = {}, limit = 1_000) =>
      handlePull({ db, clock, readEpoch: async () => EPOCH }, till.who, { protocol: 1, cursors, limit }),
  };
}

export interface TillIdentity {
  readonly tenant: string;
  readonly register: string;
  readonly incarnation: number;
  readonly location: string;
  readonly series: string;
  readonly associate: string;
}

export interface Goods {
  readonly variant: string;
  readonly ordinal: number;
  readonly priceMinor: number;
}

export function goods(ordinal: number, priceMinor = 1_250): Goods {
  return { variant: newId('variant'), ordinal, priceMinor };
}

export function createTill(identity: TillIdentity) {
  const { register, incarnation, location, series } = identity;
  let sequence = 0;
  let lastHash = chainStart(register, incarnation);
  let receipts = 0;
  const shift = newId('shift');
  const receiptNumber = () => `${series}-${String(++receipts).padStart(6, '0')}`;

  const till = {
    identity,
    shift,
    who: { tenant: identity.tenant, register, incarnation },
    head: () => ({ sequence, hash: lastHash }),

    /** Appends whatever it is told to, as the next entry of the chain. */
    write(kind: string, body: Record<string, unknown>, changes: Partial<EntryEnvelope> = {}): EntryEnvelope {
      const entry: EntryEnvelope = {
        id: newId('entry'),
        tenant: identity.tenant,
        register,
        incarnation,
        sequence: sequence + 1,
        previousHash: lastHash,
        version: 1,
        kind,
        at: new Date(START_MS + sequence).toISOString(),
        associate: identity.associate,
        body,
        sealedHash: null,
        ...changes,
      };
      sequence = entry.sequence;
      lastHash = entryHash(entry);
      return entry;
    },
    entry: <K extends EntryKind>(kind: K, body: EntryBody<K>) => till.write(kind, body),

    /** `cart`: the online cart it began as. */
    sellCart(lines: readonly CartLine[], cart = newId('cart')): { entry: EntryEnvelope; order: Order } {
      const order = orderOf(lines, cart, { location, shift })(receiptNumber());
      return { entry: till.entry('order.place', order as EntryBody<'order.place'>), order };
    },
    sell: (...sold: readonly (readonly [Goods, number])[]) =>
      till.sellCart(sold.map(([what, quantity]) => cartLine(what, quantity))),
    takeBack(from: Order, quantity: number, at = 0): { entry: EntryEnvelope; order: Order } {
      const returnable = must(returnableLines(from, [], false)[at], 'the order has that line');
      const line = granted(
        returnCartLine({
          order: from,
          returnable,
          id: newId('line'),
          quantity,
          reason: 'no fit',
          disposition: 'restock',
        }),
      );
      return till.sellCart([line]);
    },
    voidOrder(order: Order): { entry: EntryEnvelope; postVoid: PostVoid } {
      const planned = planPostVoid({
        order,
        followers: [],
        voided: false,
        newId,
        location,
        shift,
        businessDay: BUSINESS_DAY,
        reason: 'wrong goods',
      });
      const postVoid = granted(planned)(receiptNumber());
      return { entry: till.entry('order.post-void', postVoid as EntryBody<'order.post-void'>), postVoid };
    },
    openShift: (floatMinor: number) =>
      till.entry('shift.open', {
        shift,
        location,
        businessDay: BUSINESS_DAY,
        currency: 'EUR',
        floatMinor,
        till: [{ id: newId('movement'), shift, kind: 'float', tender: 'cash', amountMinor: floatMinor }],
      }),
    closeShift: (expectedMinor: number) =>
      till.entry('shift.close', {
        shift,
        location,
        businessDay: BUSINESS_DAY,
        currency: 'EUR',
        denominations: [],
        countedMinor: expectedMinor,
        expectedMinor,
        overShortMinor: 0,
        cardExpectedMinor: 0,
        sales: 0,
        returns: 0,
        voids: 0,
        unsent: 0,
      }),
    /** A push of these groups, with the head as it stands. */
    push: (...groups: readonly (readonly EntryEnvelope[])[]): PushRequest => ({
      protocol: 1,
      groups: groups.map((group) => [...group]),
      head: { sequence, hash: lastHash, signature: 'signature' },
      status: { unsent: 0, build: 'test' },
    }),
  };
  return till;
}

export function cartLine(what: Goods, quantity: number): CartLine {
  return {
    id: newId('line'),
    direction: 'out',
    variant: what.variant,
    ordinal: what.ordinal,
    sku: `SKU-${what.ordinal}`,
    title: `Goods ${what.ordinal}`,
    options: [],
    image: null,
    quantity,
    unit: 'each',
    tracked: true,
    listPriceMinor: what.priceMinor,
    taxCategory: must(taxCategories[0], 'there is a tax category').id,
    override: null,
    discount: null,
    associate: null,
    note: null,
    returned: null,
  };
}

function orderOf(lines: readonly CartLine[], id: string, at: { location: string; shift: string }) {
  const cart: Cart = { id, lines, discount: null, client: null, label: null };
  const settled = settle(cart, { pricesIncludeTax: true, taxCategories });
  const due = settled.totals.totalMinor;
  const offered =
    due === 0 ? [] : [{ id: newId('tender'), kind: 'cash' as const, amountMinor: Math.abs(due), reference: null }];
  const { tenders } = granted(planTenders(due, offered));
  return granted(
    planOrder({
      cart,
      settled,
      tenders,
      orderId: newId('order'),
      newId,
      ...at,
      businessDay: BUSINESS_DAY,
      currency: EURO,
      pricesIncludeTax: true,
      language: 'en',
    }),
  );
}
