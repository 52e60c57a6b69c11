/** Entries, ports and tablets for tests of the journal and of sync: plain, seeded, without a machine behind them. */
import type { Cart } from '../../src/domain/cart/cart.ts';
import { handOverMovements } from '../../src/domain/fulfillment/fulfillment.ts';
import type { Order } from '../../src/domain/order/order.ts';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { createIdSource, type IdSource, ulid } from '../../src/kernel/ids.ts';
import type { Clock, Random } from '../../src/kernel/ports.ts';
import type { EnrolResponse } from '../../src/protocol/enrol.ts';
import type { EntryDraft, KeyVault, LockPort, NewsPort } from '../../src/replica/index.ts';

/** Mulberry32: small, and the same everywhere. */
export function seededRandom(seed: number): Random & { next(): number; below(bound: number): number } {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)),
  };
}

export function fixedClock(at = Date.parse('2026-03-02T09:00:00.000Z')): Clock & { advance(ms: number): void } {
  let now = at;
  return {
    now: () => now,
    elapsed: () => now - at,
    advance(ms) {
      now += ms;
    },
  };
}

export function rigIds(seed = 7): IdSource {
  return createIdSource({ clock: fixedClock(), random: seededRandom(seed) });
}

/** An id that is the same in every run: `idNumbered('var', 3)`. */
export function idNumbered(prefix: string, number: number): string {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(6, number);
  return `${prefix}_${ulid(0, bytes)}`;
}

export const RIG = {
  tenant: idNumbered('ten', 1),
  register: idNumbered('reg', 1),
  location: idNumbered('loc', 1),
  priceList: idNumbered('pls', 1),
  associate: idNumbered('asc', 1),
  shift: idNumbered('shf', 1),
  taxCategory: idNumbered('txc', 1),
} as const;

export function rigEnrolment(change: Partial<EnrolResponse> = {}): EnrolResponse {
  return {
    epoch: 'first',
    tenant: RIG.tenant,
    register: { id: RIG.register, name: 'Till 1', location: RIG.location },
    incarnation: 1,
    series: 'A1',
    store: { id: RIG.location, name: 'Linden Street', priceList: RIG.priceList },
    pinKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    ...change,
  };
}

/** Signs by hashing: what a test needs is that the same text gives the same signature. */
export const rigVault: KeyVault = {
  createSigningKey: async () => ({
    handle: { secret: 'rig' },
    publicKey: { kty: 'EC', crv: 'P-256', x: 'rig', y: 'rig' },
  }),
  sign: async (_handle, text) => sha256Hex(text),
  importPinKey: async (bytes) => ({ bytes: [...bytes] }),
  prove: async (_key, bytes) => bytes,
};

/** Locks of one browser, shared by its tabs. */
export function createRigLocks(): LockPort {
  const held = new Map<string, { lose: () => void }>();
  const waiting = new Map<string, (() => void)[]>();
  return {
    async request(name, how, run) {
      if (how.steal) held.get(name)?.lose();
      else if (held.has(name)) {
        if (!how.wait) return false;
        await new Promise<void>((resolve, reject) => {
          const line = waiting.get(name) ?? [];
          waiting.set(name, [...line, resolve]);
          how.signal?.addEventListener('abort', () => {
            waiting.set(
              name,
              (waiting.get(name) ?? []).filter((one) => one !== resolve),
            );
            reject(new Error('no longer waiting'));
          });
        });
      }
      let lose: () => void = () => undefined;
      const lost = new Promise<never>((_, reject) => {
        lose = () => reject(new Error('stolen'));
      });
      const mine = { lose };
      held.set(name, mine);
      try {
        await Promise.race([run(), lost]);
        return true;
      } finally {
        if (held.get(name) === mine) {
          held.delete(name);
          const [next, ...rest] = waiting.get(name) ?? [];
          waiting.set(name, rest);
          next?.();
        }
      }
    },
  };
}

/** Tabs of one browser that hear each other, never themselves. */
export function createRigNews(): () => NewsPort {
  const tabs = new Set<Set<() => void>>();
  return () => {
    const own = new Set<() => void>();
    tabs.add(own);
    return {
      publish() {
        for (const tab of tabs) if (tab !== own) for (const listener of [...tab]) listener();
      },
      subscribe(listener) {
        own.add(listener);
        return () => own.delete(listener);
      },
    };
  };
}

export function emptyRigCart(id: string): Cart {
  return { id, lines: [], discount: null, client: null, label: null };
}

/** A cash sale of one piece at 10.00, as the domain would plan it. */
export function rigSale(ids: IdSource, change: { cart?: string | null; ordinal?: number; quantity?: number } = {}) {
  const { cart = null, ordinal = 0, quantity = 1 } = change;
  const line = ids('line');
  const totalMinor = 1_000 * quantity;
  const orderId = ids('order');
  const tender = ids('tender');
  const stock = ids('movement');
  const till = ids('movement');
  const variant = idNumbered('var', ordinal);
  const order = (receiptNumber: string): Order => ({
    id: orderId,
    channel: 'pos',
    kind: 'sale',
    location: RIG.location,
    receiptNumber,
    shift: RIG.shift,
    businessDay: '2026-03-02',
    cart,
    client: null,
    currency: 'EUR',
    currencyDigits: 2,
    pricesIncludeTax: true,
    language: 'en',
    lines: [
      {
        id: line,
        direction: 'out',
        variant,
        ordinal,
        sku: `SKU-${ordinal}`,
        title: 'Scarf',
        options: [],
        quantity,
        unit: 'each',
        tracked: true,
        listPriceMinor: 1_000,
        extendedMinor: totalMinor,
        adjustments: [],
        taxCategory: RIG.taxCategory,
        taxes: [],
        netMinor: totalMinor,
        taxMinor: 0,
        totalMinor,
        associate: null,
        note: null,
        origin: null,
        returnReason: null,
        disposition: null,
      },
    ],
    totals: { netMinor: totalMinor, taxMinor: 0, totalMinor, discountMinor: 0, taxes: [] },
    tenders: [
      {
        id: tender,
        kind: 'cash',
        direction: 'in',
        amountMinor: totalMinor,
        tenderedMinor: totalMinor,
        changeMinor: 0,
        reference: null,
      },
    ],
    stock: [
      {
        id: stock,
        kind: 'sale',
        location: RIG.location,
        variant,
        ordinal,
        bucket: 'on-hand',
        quantity: -quantity,
        line,
      },
    ],
    till: [{ id: till, shift: RIG.shift, kind: 'tender', tender: 'cash', amountMinor: totalMinor }],
  });
  const draft: EntryDraft<'order.place'> = {
    kind: 'order.place',
    associate: RIG.associate,
    body: (numbers) => order(numbers.receiptNumber()) as never,
  };
  return { orderId, draft };
}

/** Two pieces of one parcel leave the shelf. */
export function rigHandOver(ids: IdSource, change: { ordinal?: number } = {}) {
  const order = ids('order');
  const line = { id: ids('line'), variant: ids('variant'), ordinal: change.ordinal ?? 0, quantity: 2, tracked: true };
  const fulfillment = ids('fulfillment');
  const stock = handOverMovements([line], { location: RIG.location, newId: () => ids('movement') });
  const draft: EntryDraft<'fulfillment.hand-over'> = {
    kind: 'fulfillment.hand-over',
    associate: RIG.associate,
    body: () => ({ fulfillment, order, location: RIG.location, proof: 'code', fence: 1, stock: [...stock] }),
  };
  return { order, draft };
}

export const openShiftDraft: EntryDraft<'shift.open'> = {
  kind: 'shift.open',
  associate: RIG.associate,
  body: () => ({
    shift: RIG.shift,
    location: RIG.location,
    businessDay: '2026-03-02',
    currency: 'EUR',
    floatMinor: 0,
    till: [],
  }),
};
