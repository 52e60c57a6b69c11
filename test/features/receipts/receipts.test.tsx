// @vitest-environment happy-dom
/** Receipts afterwards: copies, goods that come back, sales that are void. */
import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type Claim, claimOf, claimStatement, signedClaim } from '../../../src/domain/receipt/claim.ts';
import { must } from '../../../src/kernel/invariant.ts';
import { createWebKeyVault } from '../../../src/replica/index.ts';
import { newId } from '../../support/shop-floor.ts';
import { choose, cleanCounters, openCounter, ordersOf, press, pressInDialog, scan } from '../counter/counter-app.tsx';
import type { CounterRig } from '../counter/counter-rig.ts';

cleanCounters();

async function sellTwoMugs(): Promise<CounterRig> {
  const rig = await openCounter();
  const mug = must(
    rig.rows.find(({ title }) => title.en === 'Stoneware mug'),
    'mugs are sold',
  );
  await scan(rig, mug.sku);
  await scan(rig, mug.sku);
  await press('Charge €32.00');
  await press('€32.00 Exact');
  await screen.findByRole('heading', { name: 'Paid' });
  await press('to receipts');
  return rig;
}

test('a copy is marked, and leaves its trace', async () => {
  const rig = await sellTwoMugs();
  await press(/AMS1-000001/);
  await press('Print copy');
  await waitFor(() => expect(rig.devices.printer.printed).toHaveLength(1));
  expect(rig.devices.printer.printed[0]?.text).toContain('COPY 1');
  await press('Print copy');
  await waitFor(() => expect(rig.devices.printer.printed[1]?.text).toContain('COPY 2'));
  const kinds = (await rig.journal.after(0, 50)).map(({ entry }) => entry.kind);
  expect(kinds.filter((kind) => kind === 'receipt.reprint')).toHaveLength(2);
});

test('one of two mugs comes back at what was paid, and only one more can', async () => {
  const rig = await sellTwoMugs();
  await press(/AMS1-000001/);
  await press('Take back');
  await press('One more: Stoneware mug');
  await pressInDialog('Take back 1 item · €16.00');
  expect((await screen.findByRole('alert')).textContent).toBe('Choose a reason');
  await choose('Faulty');
  await choose('Damaged');
  await pressInDialog('Take back 1 item · €16.00');
  expect(await screen.findByText('To refund')).toBeTruthy();
  await press('Give back €16.00 in cash');
  await screen.findByRole('heading', { name: 'Refunded' });
  const [, refund] = await ordersOf(rig);
  expect(refund?.kind).toBe('return');
  expect(refund?.totals.totalMinor).toBe(-1600);
  expect(refund?.stock.map(({ bucket, quantity }) => [bucket, quantity])).toEqual([['damaged', 1]]);
  expect(refund?.lines[0]?.origin?.receiptNumber).toBe('AMS1-000001');
  await press('to receipts');
  await press(/AMS1-000001/);
  expect(await screen.findByText('Partly returned')).toBeTruthy();
  await press('Take back');
  expect(await screen.findByText('1 can come back')).toBeTruthy();
});

test('a refund never exceeds what is due back', async () => {
  await sellTwoMugs();
  await press(/AMS1-000001/);
  await press('Take back');
  await press('One more: Stoneware mug');
  await choose('Faulty');
  await pressInDialog(/^Take back 1/);
  for (const digit of '1700') await press(digit);
  expect((await screen.findByRole('alert')).textContent).toBe('That is €1.00 more than is due back');
});

test('a void needs a reason, gives everything back, and happens once', async () => {
  const rig = await sellTwoMugs();
  await press(/AMS1-000001/);
  await press('Void');
  const dialog = await screen.findByRole('alertdialog');
  expect(dialog.textContent).toContain('Give back €32.00 in cash.');
  await press('Void sale');
  expect((await screen.findByRole('alert')).textContent).toBe('Choose a reason');
  await choose('Rung by mistake');
  await press('Void sale');
  expect(await screen.findByText('Voided')).toBeTruthy();
  const voids = (await rig.journal.after(0, 50)).filter(({ entry }) => entry.kind === 'order.post-void');
  expect(voids).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'Void' }).hasAttribute('disabled')).toBe(true);
  expect(screen.getByRole('button', { name: 'Take back' }).hasAttribute('disabled')).toBe(true);
  expect(screen.getByText('This sale is void already.')).toBeTruthy();
});

test('scanning the code of a receipt opens it; one of a strange register cannot be checked', async () => {
  const rig = await sellTwoMugs();
  const order = must((await ordersOf(rig))[0], 'a sale was made');
  const codeOf = (id: string) =>
    signedClaim(claimStatement(claimOf({ ...order, id }, { register: 'r', incarnation: 1 })), 'c2ln');
  rig.devices.scanner.deliver({ text: codeOf(order.id), source: 'wedge' });
  expect(await screen.findByRole('button', { name: 'Take back' })).toBeTruthy();
  rig.devices.scanner.deliver({ text: codeOf('ord_00000000000000000000000000'), source: 'wedge' });
  expect(await screen.findByText('This receipt cannot be checked yet')).toBeTruthy();
});

test('who may not void is told whom to ask', async () => {
  const rig = await openCounter({ role: 'associate' });
  await scan(rig, rig.rows.find(({ title }) => title.en === 'Stoneware mug')?.sku ?? '');
  await press('Charge €16.00');
  await press('€16.00 Exact');
  await screen.findByRole('heading', { name: 'Paid' });
  await press('to receipts');
  await press(/AMS1-000001/);
  expect(await screen.findByText(/Ask a supervisor to sign in/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Void' }).hasAttribute('disabled')).toBe(true);
});

/** The code on the paper of the one sale, altered, as the scanner reads it. */
async function showPaper(
  rig: CounterRig,
  change: Partial<Claim> = {},
  sign: (statement: string) => Promise<string> = async () => 'c2lnbmF0dXJl',
) {
  const [order] = await ordersOf(rig);
  const claim = { ...claimOf(must(order, 'a sale was made'), rig.counter.identity), ...change };
  const statement = claimStatement(claim);
  const text = signedClaim(statement, await sign(statement));
  act(() => void rig.devices.scanner.deliver({ text, source: 'wedge' }));
}

test('the true paper of a sale of this tablet opens it without a word', async () => {
  const rig = await sellTwoMugs();
  await showPaper(rig);
  await screen.findByRole('button', { name: 'Take back' });
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['a larger amount', { totalMinor: 320_000 }],
  ['another number', { receiptNumber: 'AMS1-000007' }],
  ['another day', { businessDay: '2026-03-09' }],
  ['more lines', { lines: 9 }],
  ['another currency', { currency: 'USD' }],
  ['another register', { register: newId('register') }],
] as const)('paper of our own sale that says %s is told to be false, above what was really sold', async (_, change) => {
  const rig = await sellTwoMugs();
  await showPaper(rig, change);
  const warning = await screen.findByRole('alert');
  expect(warning.textContent).toContain('This is not the paper we printed');
  await waitFor(() => expect(rig.devices.sound.heard.at(-1)).toBe('not-found'));
  expect(await screen.findByRole('button', { name: 'Take back' })).toBeTruthy();
  // The list is of the sales themselves: it answers no paper.
  await press(/AMS1-000001/);
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('paper that says what was sold and was not signed by this tablet is told to be false too', async () => {
  const rig = await sellTwoMugs();
  const vault = createWebKeyVault(crypto.subtle);
  const [own, other] = [await vault.createSigningKey(), await vault.createSigningKey()];
  const { register, incarnation } = rig.counter.identity;
  const { x, y } = own.publicKey;
  rig.learnKeys([{ register, incarnation, name: 'Till 1', x, y }]);
  await showPaper(rig, {}, (statement) => vault.sign(other.handle, statement));
  expect((await screen.findByRole('alert')).textContent).toContain('This is not the paper we printed');
  await showPaper(rig, {}, (statement) => vault.sign(own.handle, statement));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});
