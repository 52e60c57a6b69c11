/** The rig is tested by breaking what it guards: each planted bug must be noticed on some day. */
import { expect, test } from 'vitest';
import { createOracle, type Evidence } from './rig/oracle.ts';
import { PLANTED_BUGS } from './rig/plan.ts';
import { runStoreDay } from './rig/store-day.ts';

const SEEDS_MAX = 40;
const SALES = 80;

test.each(PLANTED_BUGS)(
  'planted bug found: %s',
  async (bug) => {
    let foundAt: number | null = null;
    for (let seed = 1; seed <= SEEDS_MAX && foundAt === null; seed++) {
      const day = await runStoreDay({ seed, sales: SALES, bug });
      if (day.breaches.length > 0) foundAt = seed;
    }
    expect(foundAt).not.toBeNull();
  },
  60_000,
);

/** One sale of two pieces on one tablet, as it should end. */
function soundDay() {
  const oracle = createOracle();
  const goods = [{ ordinal: 0, quantity: 2 }];
  const intent = oracle.intend({ tablet: 1, goods, totalMinor: 2_000, isPoison: false });
  intent.shown = 'T1-000001';
  const evidence: Evidence = {
    orders: [{ intent: 0, tablet: 1, receiptNumber: 'T1-000001', totalMinor: 2_000, goods }],
    quarantined: [],
    levels: new Map([[0, 8]]),
    opening: new Map([[0, 10]]),
    tablets: [
      { unsent: 0, journal: [{ intent: 0, receiptNumber: 'T1-000001' }], skipped: [], shown: new Map([[0, 8]]) },
    ],
  };
  return { oracle, evidence };
}

const [soundOrder] = soundDay().evidence.orders;
const [soundTablet] = soundDay().evidence.tablets;

test.each<[string, string[], Partial<Evidence>]>([
  ['nothing is wrong', [], {}],
  ['a sale is missing', ['lost', 'stock', 'stock'], { orders: [] }],
  [
    'a sale is there twice',
    ['doubled', 'stock', 'stock', 'receipt-number'],
    { orders: [soundOrder, soundOrder] as never },
  ],
  ['a sale costs something else', ['altered'], { orders: [{ ...soundOrder, totalMinor: 1_999 }] as never }],
  ['a receipt has another number', ['altered'], { orders: [{ ...soundOrder, receiptNumber: 'T1-000002' }] as never }],
  [
    'a sale nobody made',
    ['invented'],
    { orders: [soundOrder, { ...soundOrder, intent: 5, goods: [], receiptNumber: 'T1-000009' }] as never },
  ],
  ['a sound sale in quarantine', ['lost-or-quarantined'], { orders: [], quarantined: [0], levels: new Map([[0, 10]]) }],
  ['the level is off', ['stock'], { levels: new Map([[0, 7]]) }],
  ['a tile is off', ['stock'], { tablets: [{ ...soundTablet, shown: new Map([[0, 9]]) }] as never }],
  ['something still waits', ['stuck'], { tablets: [{ ...soundTablet, unsent: 1 }] as never }],
  ['a change was skipped', ['skipped'], { tablets: [{ ...soundTablet, skipped: ['stock 4'] }] as never }],
  [
    'a number is missing',
    ['receipt-number'],
    { tablets: [{ ...soundTablet, journal: [{ intent: 0, receiptNumber: 'T1-000002' }] }] as never },
  ],
])('the oracle says so when %s', (_what, kinds, change) => {
  const { oracle, evidence } = soundDay();
  oracle.judge({ ...evidence, ...change });
  const said = oracle.breaches.map(({ kind }) => kind);
  if (kinds[0] === 'lost-or-quarantined') expect(said).toContain('quarantined');
  else expect(said).toEqual(kinds);
});
