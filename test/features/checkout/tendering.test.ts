import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offer, openMinor, planOf, preview, type Tendering } from '../../../src/features/checkout/tendering.ts';

const amount = fc.integer({ min: 1, max: 200_000 });
const tender = fc.record({ kind: fc.constantFrom('cash' as const, 'card' as const), amountMinor: amount });

test('whatever is offered, what is open and what was settled make up the balance', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 100_000 }),
      fc.array(tender, { maxLength: 8 }),
      (balanceMinor, offers) => {
        let tendering: Tendering = { balanceMinor, offered: [] };
        for (const [index, each] of offers.entries()) {
          const next = { id: String(index), reference: null, ...each };
          const taken = offer(tendering, next);
          if (taken.ok) tendering = { ...tendering, offered: [...tendering.offered, next] };
        }
        const settled = planOf(tendering).tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        expect(settled + openMinor(tendering)).toBe(Math.abs(balanceMinor));
      },
    ),
    { seed: 20260301, numRuns: 400 },
  );
});

test('offers survive a cart that grew; one that shrank below them drops the last', () => {
  const offered = [
    { id: 'a', kind: 'card' as const, amountMinor: 600, reference: null },
    { id: 'b', kind: 'card' as const, amountMinor: 400, reference: null },
  ];
  expect(openMinor({ balanceMinor: 1500, offered })).toBe(500);
  expect(planOf({ balanceMinor: 800, offered }).tenders.map(({ id }) => id)).toEqual(['a']);
});

test('a preview tells change, a rest, or a refusal', () => {
  const due: Tendering = { balanceMinor: 1600, offered: [] };
  expect(preview(due, 'cash', 2000)).toEqual({ kind: 'completes', changeMinor: 400 });
  expect(preview(due, 'cash', 1000)).toEqual({ kind: 'part', remainingMinor: 600 });
  expect(preview(due, 'card', 2000)).toMatchObject({
    kind: 'refused',
    refusal: { code: 'tender-exceeds-balance', overByMinor: 400 },
  });
  expect(preview(due, 'cash', 0)).toEqual({ kind: 'nothing' });
  expect(preview({ balanceMinor: -500, offered: [] }, 'cash', 500)).toEqual({ kind: 'completes', changeMinor: 0 });
});
