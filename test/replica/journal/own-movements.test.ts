/** Stock on the tile: the server's level and our own sales, each counted once, in any order of events. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepIdentity, loadTablet } from '../../../src/replica/identity/tablet.ts';
import type { RegisterJournal } from '../../../src/replica/index.ts';
import { createJournal } from '../../../src/replica/journal/create-journal.ts';
import { createOwnMovements, type OwnMovements } from '../../../src/replica/journal/own-movements.ts';
import {
  createRigLocks,
  createRigNews,
  fixedClock,
  RIG,
  rigEnrolment,
  rigHandOver,
  rigIds,
  rigSale,
  rigVault,
} from '../../support/journal-rig.ts';
import { createDisk, openMemoryStore } from '../../support/memory-journal-store.ts';

type Step =
  | { readonly kind: 'sell'; readonly ordinal: number; readonly quantity: number }
  /** The server has entries up to a share of what was written, whether or not its answer arrived. */
  | { readonly kind: 'place'; readonly share: number }
  | { readonly kind: 'acknowledge'; readonly share: number }
  | { readonly kind: 'pull' }
  | { readonly kind: 'restart' }
  /** The server is restored to an earlier state, and pulled from anew. */
  | { readonly kind: 'restore'; readonly share: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('sell' as const),
        ordinal: fc.nat(2),
        quantity: fc.integer({ min: 1, max: 9 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom<'place' | 'acknowledge'>('place', 'acknowledge'),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom<'pull' | 'restart'>('pull', 'restart') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('restore' as const),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
  ),
  { minLength: 1, maxLength: 25 },
);

test('N09 whatever order sales, acknowledgements, pulls, restarts and restores come in, a tile counts every sale once', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (day) => {
      const disk = createDisk();
      const ids = rigIds();
      await keepIdentity(openMemoryStore(disk), rigVault, {}, rigEnrolment());
      const open = async (): Promise<{ journal: RegisterJournal; own: OwnMovements }> => {
        const store = openMemoryStore(disk);
        const tablet = await loadTablet(store, rigVault);
        if (tablet === null) throw new Error('the rig enrols first');
        const ports = { clock: fixedClock(), ids, locks: createRigLocks(), news: createRigNews()() };
        const journal = await createJournal({ store, identity: tablet.identity, ports, role: 'seller' });
        return { journal, own: createOwnMovements(journal, RIG.location) };
      };
      let { journal, own } = await open();
      const sold: { ordinal: number; quantity: number }[] = [];
      let placed = 0;
      /** What this tablet's copy says: levels, and up to which of its entries they contain. */
      let copy = { included: 0, levels: [100, 100, 100] };
      const pull = async () => {
        const levels = [100, 100, 100];
        for (const { ordinal, quantity } of sold.slice(0, placed)) levels[ordinal] = (levels[ordinal] ?? 0) - quantity;
        await own.reach(placed);
        copy = { included: placed, levels };
      };
      await own.reach(0);
      for (const step of day) {
        if (step.kind === 'sell') {
          await journal.append(rigSale(ids, step).draft);
          sold.push({ ordinal: step.ordinal, quantity: step.quantity });
        } else if (step.kind === 'place') placed = Math.max(placed, Math.round(sold.length * step.share));
        else if (step.kind === 'acknowledge')
          await journal.settle([], Math.min(placed, Math.round(sold.length * step.share)), 0);
        else if (step.kind === 'pull') await pull();
        else if (step.kind === 'restart') {
          ({ journal, own } = await open());
          await own.reach(copy.included);
        } else {
          placed = Math.round(placed * step.share);
          await journal.resend('other', placed);
          await pull();
        }
        // Appends are read behind the append: wait until the reading is through.
        await own.reach(copy.included);
        const overlay = own.overlay(copy.included);
        copy.levels.forEach((level, ordinal) => {
          const expected = sold
            .filter((sale) => sale.ordinal === ordinal)
            .reduce((left, sale) => left - sale.quantity, 100);
          expect(level + (overlay.get(ordinal)?.onHand ?? 0)).toBe(expected);
        });
      }
    }),
    { seed: 20260302, numRuns: 120 },
  );
});

test('an append shows on the tile without anybody asking', async () => {
  const disk = createDisk();
  const ids = rigIds();
  const store = openMemoryStore(disk);
  const tablet = await keepIdentity(store, rigVault, {}, rigEnrolment());
  const ports = { clock: fixedClock(), ids, locks: createRigLocks(), news: createRigNews()() };
  const journal = await createJournal({ store, identity: tablet.identity, ports, role: 'seller' });
  const own = createOwnMovements(journal, RIG.location);
  await own.reach(0);
  let changes = 0;
  own.subscribe(() => {
    changes += 1;
  });
  await journal.append(rigSale(ids, { ordinal: 2, quantity: 3 }).draft);
  await expect.poll(() => own.overlay(0).get(2)).toEqual({ onHand: -3, committed: 0, damaged: 0 });
  expect(changes).toBe(1);
});

test('a parcel that was handed over leaves the shelf, and what it was promised is available to nobody else', async () => {
  const disk = createDisk();
  const ids = rigIds();
  const store = openMemoryStore(disk);
  const tablet = await keepIdentity(store, rigVault, {}, rigEnrolment());
  const ports = { clock: fixedClock(), ids, locks: createRigLocks(), news: createRigNews()() };
  const journal = await createJournal({ store, identity: tablet.identity, ports, role: 'seller' });
  const own = createOwnMovements(journal, RIG.location);
  await own.reach(0);
  await journal.append(rigHandOver(ids, { ordinal: 4 }).draft);
  await expect.poll(() => own.overlay(0).get(4)).toEqual({ onHand: -2, committed: -2, damaged: 0 });
});
