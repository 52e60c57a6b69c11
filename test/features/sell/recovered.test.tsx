// @vitest-environment happy-dom
/** The tablet stops between the commit and the word "done". */
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { emptyCart } from '../../../src/domain/cart/cart-commands.ts';
import { settle } from '../../../src/domain/pricing/settle.ts';
import { readClaim } from '../../../src/domain/receipt/claim.ts';
import { planTenders } from '../../../src/domain/tender/plan-tenders.ts';
import { CounterProvider, completeSale, openShift, receiptFor, takeRow } from '../../../src/features/counter/index.ts';
import { RecoveredSale } from '../../../src/features/sell/recovered-sale.tsx';
import { must } from '../../../src/kernel/invariant.ts';
import { MoneyProvider } from '../../../src/ui/index.ts';
import { cleanCounters, ordersOf } from '../counter/counter-app.tsx';
import { createCounterRig } from '../counter/counter-rig.ts';

cleanCounters();

test('after the restart the sale is told once, its cart is gone, and nothing is sold again', async () => {
  const rig = await createCounterRig();
  await openShift(rig.counter, 0);
  rig.openCart.replace(emptyCart(rig.ids('cart')));
  takeRow(rig.counter, must(rig.rows[0], 'the shop sells something'), 'en');
  const cart = rig.openCart.current();
  const settled = settle(cart, rig.counter.store);
  const amountMinor = settled.totals.totalMinor;
  const plan = planTenders(amountMinor, [{ id: rig.ids('tender'), kind: 'cash', amountMinor, reference: null }]);
  if (!plan.ok) throw new Error('the exact amount settles');
  const sale = { cart, settled, tenders: plan.value.tenders, orderId: rig.ids('order'), language: 'en' as const };
  const sold = await completeSale(rig.counter, sale);
  if (!sold.ok) throw new Error('the sale is kept');

  const again = await createCounterRig({ disk: rig.disk, seed: 9 });
  expect(again.openCart.current().lines).toEqual([]);
  render(
    <MoneyProvider currency={again.counter.store.currency}>
      <CounterProvider counter={again.counter}>
        <RecoveredSale />
      </CounterProvider>
    </MoneyProvider>,
  );
  expect(await screen.findByText(/Sale AMS1-000001 over .* is kept/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'All right' }));
  await waitFor(() => expect(screen.queryByText(/is kept/)).toBeNull());
  expect(await again.journal.pendingPrints()).toEqual([]);
  expect(await ordersOf(again)).toHaveLength(1);
});

test('the code on a receipt reads back as the claim of its sale, signed', async () => {
  const rig = await createCounterRig();
  await openShift(rig.counter, 0);
  takeRow(rig.counter, must(rig.rows[0], 'the shop sells something'), 'en');
  const cart = rig.openCart.current();
  const settled = settle(cart, rig.counter.store);
  const amountMinor = settled.totals.totalMinor;
  const plan = planTenders(amountMinor, [{ id: rig.ids('tender'), kind: 'card', amountMinor, reference: '7' }]);
  if (!plan.ok) throw new Error('the exact amount settles');
  const sale = { cart, settled, tenders: plan.value.tenders, orderId: rig.ids('order'), language: 'en' as const };
  const sold = await completeSale(rig.counter, sale);
  if (!sold.ok) throw new Error('the sale is kept');
  const { order, at } = sold.value;
  const receipt = await receiptFor(rig.counter, { order, at, associate: rig.counter.associate.id, copy: 0 });
  const claim = readClaim(must(receipt.claim, 'a receipt has its code'));
  expect(claim.ok && [claim.value.claim.order, claim.value.claim.totalMinor, claim.value.signature]).toEqual([
    order.id,
    amountMinor,
    'c2lnbmF0dXJl',
  ]);
  const unsigned = { ...rig.counter, signClaim: () => Promise.reject(new Error('no key')) };
  expect((await receiptFor(unsigned, { order, at, associate: '', copy: 0 })).claim).toBeNull();
});
