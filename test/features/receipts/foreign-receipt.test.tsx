// @vitest-environment happy-dom
/** The receipt of another tablet, scanned here: genuine, not to be checked yet, or not ours. */
import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type Claim, claimStatement, signedClaim } from '../../../src/domain/receipt/claim.ts';
import { createWebKeyVault } from '../../../src/replica/index.ts';
import { setLanguage } from '../../../src/ui/index.ts';
import { newId } from '../../support/shop-floor.ts';
import { cleanCounters, openCounter, press, scan } from '../counter/counter-app.tsx';
import type { CounterRig } from '../counter/counter-rig.ts';

cleanCounters();

const vault = createWebKeyVault(crypto.subtle);
const { handle, publicKey } = await vault.createSigningKey();
const KEY = { register: newId('register'), incarnation: 1, name: 'Till 2', x: publicKey.x, y: publicKey.y };
const CLAIM: Claim = {
  register: KEY.register,
  incarnation: KEY.incarnation,
  order: newId('order'),
  receiptNumber: 'ROT2-000042',
  totalMinor: 12_345,
  currency: 'EUR',
  businessDay: '2026-03-01',
  lines: 3,
};

/** The code on paper: `said` is what it says, `signed` is what the register put its name to. */
async function codeOf(said: Claim = CLAIM, signed: Claim = said): Promise<string> {
  return signedClaim(claimStatement(said), await vault.sign(handle, claimStatement(signed)));
}

async function openReceipts({ knowsKey = true } = {}): Promise<CounterRig> {
  const rig = await openCounter({ start: { screen: 'receipts' } });
  if (knowsKey) rig.learnKeys([KEY]);
  return rig;
}

function show(rig: CounterRig, text: string): void {
  act(() => void rig.devices.scanner.deliver({ text, source: 'wedge' }));
}

test('a genuine one says who sold what for how much, and where its goods are taken back', async () => {
  const rig = await openReceipts();
  show(rig, await codeOf());
  await screen.findByText('This receipt is genuine');
  for (const fact of ['Till 2', 'ROT2-000042', 'Mar 1, 2026', '€123.45']) {
    expect(screen.getByText(fact)).toBeTruthy();
  }
  expect(screen.getByText(/taken back at the tablet that sold them, or by head office/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take back' })).toBeNull();
  act(() => setLanguage('zh-TW'));
  expect(await screen.findByText('這張收據是真的')).toBeTruthy();
  act(() => setLanguage('zh-CN'));
  expect(await screen.findByText('此小票是真的')).toBeTruthy();
});

test('it says in which store that register stands, where this tablet was told', async () => {
  const rig = await openReceipts({ knowsKey: false });
  rig.learnKeys([{ ...KEY, store: 'Linden & Row Rotterdam' }]);
  show(rig, await codeOf());
  expect(await screen.findByText('Linden & Row Rotterdam · Till 2')).toBeTruthy();
});

test('on the sell screen it opens the same answer, and the cart stays as it was', async () => {
  const rig = await openCounter();
  rig.learnKeys([KEY]);
  await scan(rig, rig.rows.find(({ title }) => title.en === 'Stoneware mug')?.sku ?? '');
  const before = rig.openCart.current();
  show(rig, await codeOf());
  await screen.findByText('This receipt is genuine');
  expect(rig.openCart.current()).toEqual(before);
});

test.each([
  ['a larger amount', { totalMinor: 112_345 }],
  ['another number', { receiptNumber: 'ROT2-000043' }],
  ['another order', { order: newId('order') }],
] as const)('%s under the same signature is a warning, and nothing of it is told', async (_, change) => {
  const rig = await openReceipts();
  const said = { ...CLAIM, ...change };
  show(rig, await codeOf(said, CLAIM));
  const warning = await screen.findByRole('alert');
  expect(warning.textContent).toContain('This receipt was not made by one of our registers');
  for (const fact of [said.receiptNumber, /€1,?123\.45|€123\.45/, 'Till 2']) {
    expect(screen.queryByText(fact)).toBeNull();
  }
  await waitFor(() => expect(rig.devices.sound.heard.at(-1)).toBe('not-found'));
});

test('of a register that is not known here it waits for sync, and then answers by itself', async () => {
  const rig = await openReceipts({ knowsKey: false });
  let kicks = 0;
  Object.assign(rig.counter.sync, { kick: () => kicks++ });
  show(rig, await codeOf());
  await screen.findByText('This receipt cannot be checked yet');
  expect(screen.queryByText('€123.45')).toBeNull();
  await press('Sync now');
  expect(kicks).toBe(1);
  act(() => rig.learnKeys([KEY]));
  expect(await screen.findByText('This receipt is genuine')).toBeTruthy();
});

test('one after another, each gets its own answer', async () => {
  const rig = await openReceipts();
  show(rig, await codeOf({ ...CLAIM, totalMinor: 1 }, CLAIM));
  await screen.findByRole('alert');
  show(rig, await codeOf());
  await screen.findByText('This receipt is genuine');
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('a code that cannot be read takes the answer to the one before it away', async () => {
  const rig = await openReceipts();
  const code = await codeOf();
  show(rig, code);
  await screen.findByText('This receipt is genuine');
  show(rig, `ET1.AAAA${code.slice(8)}`);
  await screen.findByText('That is not a receipt');
  expect(screen.queryByText('This receipt is genuine')).toBeNull();
});

test('the total of a shop with another currency is not written with the digits of this one', async () => {
  const rig = await openReceipts();
  show(rig, await codeOf({ ...CLAIM, currency: 'TWD', totalMinor: 980 }));
  await screen.findByText('This receipt is genuine');
  expect(screen.getByText('As printed, in TWD')).toBeTruthy();
  expect(screen.queryByText(/9\.80/)).toBeNull();
});

test('an address without a code behind it says how to check the paper', async () => {
  await openCounter({ start: { screen: 'receipt', order: newId('order') } });
  expect(await screen.findByText('This receipt is not on this tablet')).toBeTruthy();
});
