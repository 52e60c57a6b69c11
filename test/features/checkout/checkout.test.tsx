// @vitest-environment happy-dom
/** Paying, in every way a customer does, and every way it can go wrong. */
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createHealingStore } from '../../../src/replica/journal/heal.ts';
import { createDisk, openMemoryStore } from '../../support/memory-journal-store.ts';
import {
  choose,
  cleanCounters,
  openCounter,
  ordersOf,
  press,
  pressInDialog,
  scan,
  typeOnPad,
} from '../counter/counter-app.tsx';
import type { CounterRig } from '../counter/counter-rig.ts';

cleanCounters();

async function mugToPay(rig: CounterRig): Promise<void> {
  const mug = rig.rows.find(({ title }) => title.en === 'Stoneware mug');
  await scan(rig, mug?.sku ?? '');
  await press('Charge €16.00');
  await screen.findByText('To pay');
}

test('the exact amount is one tap, and the cart is fresh afterwards', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  await press('€16.00 Exact');
  expect(await screen.findByRole('heading', { name: 'Paid' })).toBeTruthy();
  const [order] = await ordersOf(rig);
  expect(order?.totals.totalMinor).toBe(1600);
  expect(order?.receiptNumber).toBe('AMS1-000001');
  expect(screen.getByText('No change')).toBeTruthy();
  expect(rig.openCart.current().lines).toEqual([]);
  expect(rig.openCart.current().id).not.toBe(order?.cart);
  await press('New sale');
  expect(await screen.findByText('Ready to sell')).toBeTruthy();
});

test('a note gives change, in large type', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  await press('€20.00');
  expect(await screen.findByText('Change due')).toBeTruthy();
  expect(screen.getAllByText('€4.00').length).toBeGreaterThan(0);
  const [order] = await ordersOf(rig);
  expect(order?.tenders.map(({ tenderedMinor, changeMinor }) => [tenderedMinor, changeMinor])).toEqual([[2000, 400]]);
});

test('an amount typed on the pad shows its change before it is taken', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  await typeOnPad('5000');
  expect(screen.getByText('Change €34.00')).toBeTruthy();
  await press('Take €50.00 in cash');
  expect(await screen.findByText('Change due')).toBeTruthy();
  expect((await ordersOf(rig))[0]?.tenders[0]?.changeMinor).toBe(3400);
});

test('cash and card together settle one sale', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  await typeOnPad('1000');
  await press('Add €10.00 in cash');
  expect(await screen.findByText('Still to pay')).toBeTruthy();
  await choose('Card');
  fireEvent.change(screen.getByRole('textbox', { name: 'Terminal reference (optional)' }), {
    target: { value: ' 771 ' },
  });
  await press('Card: €6.00');
  await screen.findByRole('heading', { name: 'Paid' });
  const [order] = await ordersOf(rig);
  expect(order?.tenders.map(({ kind, amountMinor, reference }) => [kind, amountMinor, reference])).toEqual([
    ['cash', 1000, null],
    ['card', 600, '771'],
  ]);
});

test('a part payment can be taken back', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  await typeOnPad('1000');
  await press('Add €10.00 in cash');
  await press('Take back Cash, €10.00');
  expect(await screen.findByText('To pay')).toBeTruthy();
  expect(await screen.findByRole('button', { name: '€16.00 Exact' })).toBeTruthy();
});

test('a card is never charged more than is due', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  await choose('Card');
  await typeOnPad('1700');
  expect((await screen.findByRole('alert')).textContent).toBe('A card cannot be charged €1.00 more than is due');
  expect(screen.getByRole('button', { name: 'Card: €17.00' }).hasAttribute('disabled')).toBe(true);
});

test('two taps on pay sell once', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  const exact = screen.getByRole('button', { name: '€16.00 Exact' });
  // Within one act nothing is drawn between the taps: the second meets the same, still living key.
  act(() => {
    exact.click();
    exact.click();
    exact.click();
  });
  await screen.findByRole('heading', { name: 'Paid' });
  expect(await ordersOf(rig)).toHaveLength(1);
});

test('a disk that says no sells nothing and keeps the cart', async () => {
  let isFull = false;
  const disk = createDisk();
  const journalStore = openMemoryStore(disk, {
    fate: (step, mode) => (isFull && mode === 'write' && step === 'commit' ? 'abort' : 'on'),
  });
  const rig = await openCounter({ disk, journalStore });
  await mugToPay(rig);
  await rig.openCart.saved();
  isFull = true;
  await press('€16.00 Exact');
  expect(await screen.findByText('This tablet could not save the sale')).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'Paid' })).toBeNull();
  expect(rig.openCart.current().lines).toHaveLength(1);
  isFull = false;
  await press('€16.00 Exact');
  await screen.findByRole('heading', { name: 'Paid' });
  expect((await ordersOf(rig)).map(({ receiptNumber }) => receiptNumber)).toEqual(['AMS1-000001']);
});

test('F11: a sale of which nobody knows whether it was saved is not to be rung again', async () => {
  let isGone = false;
  const disk = createDisk();
  const journalStore = createHealingStore(() => openMemoryStore(disk, { fate: () => (isGone ? 'abort' : 'on') }));
  const rig = await openCounter({ disk, journalStore });
  await mugToPay(rig);
  await rig.openCart.saved();
  // The database goes once the write began, and does not come back: nothing can be read either.
  isGone = true;
  await press('€16.00 Exact');
  expect(await screen.findByText('Nobody can tell yet whether this was saved')).toBeTruthy();
  expect(screen.getByText(/Do not do it again. Restart the app/)).toBeTruthy();
  expect(screen.queryByText(/Nothing was sold/)).toBeNull();
});

test('F02: a cart that was sold by a sale nobody saw the end of is not sold again', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  await rig.openCart.saved();
  const cart = rig.openCart.current();
  const { shift } = rig.journal.snapshot();
  await rig.journal.append({
    kind: 'order.place',
    associate: rig.counter.associate.id,
    body: ({ receiptNumber }) =>
      ({
        id: rig.ids('order'),
        cart: cart.id,
        receiptNumber: receiptNumber(),
        shift: shift?.id,
        lines: [],
        stock: [],
      }) as never,
  });
  await press('€16.00 Exact');
  expect(await screen.findByText('This was done already')).toBeTruthy();
  expect(await ordersOf(rig)).toHaveLength(1);
  expect(rig.openCart.current().lines).toEqual([]);
});

test('what is scanned while the sale is written begins the next cart', async () => {
  const disk = createDisk();
  let written: () => void = () => undefined;
  let isSlow = false;
  const journalStore = openMemoryStore(disk, {
    fate: (step, mode) =>
      isSlow && mode === 'write' && step === 'commit'
        ? new Promise((resolve) => {
            written = () => resolve('on');
          })
        : 'on',
  });
  const rig = await openCounter({ disk, journalStore });
  await mugToPay(rig);
  await rig.openCart.saved();
  isSlow = true;
  await press('€16.00 Exact');
  await scan(rig, rig.rows.find(({ title }) => title.en === 'Gift wrapping')?.sku ?? '');
  await waitFor(() => expect(rig.openCart.current().lines).toHaveLength(2));
  isSlow = false;
  written();
  await screen.findByRole('heading', { name: 'Paid' });
  const [order] = await ordersOf(rig);
  expect(order?.lines.map(({ title }) => title)).toEqual(['Stoneware mug']);
  expect(rig.openCart.current().lines.map(({ title }) => title)).toEqual(['Gift wrapping']);
});

test('without a shift the drawer is counted first, and the sale goes on', async () => {
  const rig = await openCounter({ hasShift: false });
  const mug = rig.rows.find(({ title }) => title.en === 'Stoneware mug');
  await scan(rig, mug?.sku ?? '');
  await press('Charge €16.00');
  expect(await screen.findByRole('dialog', { name: 'Open the shift first' })).toBeTruthy();
  await typeOnPad('15000');
  await pressInDialog('Open shift and go on');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await press('€16.00 Exact');
  await screen.findByRole('heading', { name: 'Paid' });
  expect(rig.journal.snapshot().shift).not.toBeNull();
});

test('the receipt is signed, printed on demand, and a silent printer never touches the sale', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  await press('€16.00 Exact');
  expect(await screen.findByRole('img', { name: 'Code of receipt AMS1-000001' })).toBeTruthy();
  await press('Print receipt');
  await waitFor(() => expect(rig.devices.printer.printed.map(({ title }) => title)).toEqual(['AMS1-000001']));
  expect(rig.devices.printer.printed[0]?.text).toContain('Stoneware mug');
  rig.devices.printer.next = 'refuses';
  await press('Print receipt');
  expect(await screen.findByText(/The printer did not answer/)).toBeTruthy();
  expect(await ordersOf(rig)).toHaveLength(1);
});

test("the next customer's scan on the finished sale begins the next cart", async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  await press('€16.00 Exact');
  await screen.findByRole('heading', { name: 'Paid' });
  await scan(rig, rig.rows.find(({ title }) => title.en === 'Gift wrapping')?.sku ?? '');
  expect(await screen.findByRole('button', { name: 'Charge €3.50' })).toBeTruthy();
});

test('a scan in the very moment the finished sale appears is heard by it', async () => {
  const rig = await openCounter();
  await mugToPay(rig);
  const wrapping = rig.rows.find(({ title }) => title.en === 'Gift wrapping')?.sku ?? '';
  const watch = new MutationObserver(() => {
    if (!screen.queryByRole('heading', { name: 'Paid' })) return;
    watch.disconnect();
    rig.devices.scanner.deliver({ text: wrapping, source: 'wedge' });
  });
  watch.observe(document.body, { childList: true, subtree: true });
  await press('€16.00 Exact');
  expect(await screen.findByRole('button', { name: 'Charge €3.50' })).toBeTruthy();
});

test('a whole sale by keyboard', async () => {
  const rig = await openCounter();
  fireEvent.keyDown(document.body, { key: '/' });
  const field = screen.getByRole('searchbox', { name: 'Search or scan' });
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: 'stoneware mug' } });
  await screen.findByText(/match/);
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(rig.openCart.current().lines).toHaveLength(1));
  fireEvent.keyDown(document.body, { key: 'F2' });
  await screen.findByText('To pay');
  for (const key of '2000') fireEvent.keyDown(document.body, { key });
  fireEvent.keyDown(document.body, { key: 'Enter' });
  expect(await screen.findByText('Change due')).toBeTruthy();
  expect((await ordersOf(rig))[0]?.tenders[0]?.changeMinor).toBe(400);
});
