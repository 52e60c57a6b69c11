/** Goods come back once, whatever a cart knew when the return was laid into it. */
import { expect, test } from 'vitest';
import type { Order } from '../../../src/domain/order/order.ts';
import { must } from '../../../src/kernel/invariant.ts';
import { keepIdentity, loadTablet } from '../../../src/replica/identity/tablet.ts';
import { createJournal } from '../../../src/replica/journal/create-journal.ts';
import {
  createRigLocks,
  createRigNews,
  fixedClock,
  RIG,
  rigEnrolment,
  rigIds,
  rigSale,
  rigVault,
} from '../../support/journal-rig.ts';
import { createDisk, openMemoryStore } from '../../support/memory-journal-store.ts';

/** A sale of two pieces, and returns of it. */
async function soldTwo() {
  const store = openMemoryStore(createDisk());
  const ids = rigIds();
  await keepIdentity(store, rigVault, { secret: 'rig' }, rigEnrolment());
  const { identity } = must(await loadTablet(store, rigVault), 'the rig enrols first');
  const ports = { clock: fixedClock(), ids, locks: createRigLocks(), news: createRigNews()() };
  const journal = await createJournal({ store, identity, ports, role: 'seller' });
  const sale = rigSale(ids, { quantity: 2 });
  await journal.append(sale.draft);
  const [placed] = await journal.after(0, 1);
  const { lines, receiptNumber } = must(placed, 'the sale is there').entry.body as Order;
  const origin = { order: sale.orderId, line: lines[0]?.id ?? '', receiptNumber };
  const giveBack = (quantity: number) => {
    const { orderId, draft } = rigSale(ids, { quantity });
    const body: typeof draft.body = (numbers) => {
      const order = draft.body(numbers);
      return { ...order, kind: 'return', lines: order.lines.map((line) => ({ ...line, direction: 'back', origin })) };
    };
    const append = async () => {
      const verdict = await journal.append({ ...draft, body });
      return verdict.ok ? 'written' : verdict.refusal;
    };
    return { orderId, append };
  };
  const voidOf = (order: string) =>
    journal.append({
      kind: 'order.post-void',
      associate: RIG.associate,
      body: (numbers) => ({ order, receiptNumber: numbers.receiptNumber(), stock: [] }) as never,
    });
  return { journal, sale, giveBack, voidOf };
}

test('B04: goods come back once, however long the second return waited in a parked cart', async () => {
  const { journal, sale, giveBack } = await soldTwo();
  const [first, parked, last] = [giveBack(1), giveBack(2), giveBack(1)];
  expect(await first.append()).toBe('written');
  expect(await parked.append()).toMatchObject({ code: 'returned-before', order: sale.orderId });
  expect(await last.append()).toBe('written');
  expect(await giveBack(1).append()).toMatchObject({ code: 'returned-before' });
  expect(journal.snapshot().sequence).toBe(3);
});

test('B04: nothing comes back of a sale that was voided meanwhile', async () => {
  const { sale, giveBack, voidOf } = await soldTwo();
  await voidOf(sale.orderId);
  expect(await giveBack(1).append()).toMatchObject({ code: 'returned-before' });
});

test('B04: what a voided return brought back can come back again, and the sale knows', async () => {
  const { journal, sale, giveBack, voidOf } = await soldTwo();
  const first = giveBack(2);
  await first.append();
  await voidOf(first.orderId);
  const { followers } = await journal.order(sale.orderId);
  expect(followers.map(({ entry }) => entry.kind)).toEqual(['order.place', 'order.post-void']);
  expect(await giveBack(2).append()).toBe('written');
});
