// @vitest-environment happy-dom
/** A cart that began on the client's phone is finished at the counter, with and without a network. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { claimStanding } from '../../../src/features/sell/web-cart-model.ts';
import { must } from '../../../src/kernel/invariant.ts';
import type { EntryKind } from '../../../src/protocol/entry/entry.ts';
import type { OnlineCartDocument } from '../../../src/protocol/sync/channel-documents.ts';
import type { ShownCart } from '../../../src/replica/index.ts';
import {
  cartLines,
  choose,
  cleanCounters,
  openCounter,
  ordersOf,
  press,
  pressInDialog,
  scan,
} from '../counter/counter-app.tsx';
import type { CounterRig } from '../counter/counter-rig.ts';
import { CART_CODE, webCart } from './channel-shop.ts';

cleanCounters();

const see = async (text: string | RegExp) => (await screen.findAllByText(text))[0];
const entriesOf = async (rig: CounterRig, kind: EntryKind) =>
  (await rig.journal.after(0, 100)).map(({ entry }) => entry).filter((entry) => entry.kind === kind);

async function typeCode(code: string): Promise<void> {
  const field = await screen.findByRole('searchbox');
  fireEvent.change(field, { target: { value: code } });
  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.keyUp(field, { key: 'Enter' });
}

const claimedBy = (register: string): Partial<OnlineCartDocument> => ({
  state: 'claimed',
  claim: {
    ...{ register, incarnation: 1, associate: 'asc_00000000000000000000000009', fence: 4 },
    until: '2026-03-02T09:12:00.000Z',
  },
});

test('its code, typed at the till, opens it; taken over without a network it is sold, and the sale says which cart it was', async () => {
  const rig = await openCounter({ told: { carts: [webCart()] } });
  await typeCode('web2-3456');
  const lines = within(await screen.findByRole('list', { name: 'In the cart' }));
  expect(lines.getByText('Linen shirt')).toBeTruthy();
  expect(await see(/an exception names both/)).toBeTruthy();
  await press('Take over at this counter');
  expect(await see('Web cart, not asked for yet')).toBeTruthy();
  expect(cartLines().length).toBe(2);
  expect((await entriesOf(rig, 'online-cart.claim'))[0]?.body).toMatchObject({ cart: webCart().id, cartVersion: 3 });

  await press(/^Charge /);
  await choose('Card');
  await press(/^Card: /);
  await see('Paid');
  const [sale] = await ordersOf(rig);
  expect(sale).toMatchObject({ cart: webCart().id, lines: [{ quantity: 2 }, { quantity: 1 }] });
  await press(/^New sale/);
  expect(screen.queryByText(/Web cart/)).toBe(null);
  await typeCode(CART_CODE);
  expect(await see('Sold already')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Take over at this counter' })).toBe(null);
});

test('another cart on the counter is parked first, and waits', async () => {
  const rig = await openCounter({ told: { carts: [webCart()] } });
  await scan(rig, must(rig.rows[0], 'something is sold').sku);
  const other = rig.openCart.current().id;
  rig.devices.scanner.deliver({ text: CART_CODE, source: 'camera' });
  await press('Park it and take over');
  await waitFor(() => expect(rig.openCart.current().id).toBe(webCart().id));
  expect(rig.journal.snapshot().parkedCarts.map(({ id }) => id)).toEqual([other]);
});

test('what this tablet does not sell stays behind, and another price is said before it is taken over', async () => {
  const cart = webCart();
  const [mugs, shirt] = cart.lines;
  const gone = { ...must(shirt, 'a shirt'), variant: 'var_00000000000000000000000099' };
  const dearer = { ...must(mugs, 'mugs'), listPriceMinor: 1 };
  const rig = await openCounter({
    start: { screen: 'online-cart', cart: cart.id },
    told: { carts: [{ ...cart, lines: [dearer, gone] }] },
  });
  expect(await see('not on this tablet')).toBeTruthy();
  expect(await see('Other price at this counter: €16.00')).toBeTruthy();
  await press('Take over at this counter');
  await waitFor(() => expect(rig.openCart.current().lines.map(({ title }) => title)).toEqual(['Stoneware mug']));
});

test('while another till holds it, and the network is there, it is not taken over', async () => {
  await openCounter({
    link: 'online',
    start: { screen: 'online-cart', cart: webCart().id },
    told: { carts: [webCart(claimedBy('reg_00000000000000000000000009'))] },
  });
  expect(await see(/another till finishes it/)).toBeTruthy();
  expect(await see(/Until 10:12/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /[Tt]ake over/ })).toBe(null);
});

test('given back, it leaves the counter and the web shop is told', async () => {
  const rig = await openCounter({ start: { screen: 'online-cart', cart: webCart().id }, told: { carts: [webCart()] } });
  await press('Take over at this counter');
  await press('Give back');
  await pressInDialog('Give back');
  await waitFor(() => expect(rig.openCart.current().lines).toEqual([]));
  expect(rig.openCart.current().id).not.toBe(webCart().id);
  expect((await entriesOf(rig, 'online-cart.release')).length).toBe(1);
});

test('what is rung after a web cart was cleared away is another cart', async () => {
  const rig = await openCounter({ start: { screen: 'online-cart', cart: webCart().id }, told: { carts: [webCart()] } });
  await press('Take over at this counter');
  await press('More for this cart');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Clear cart' }));
  await waitFor(() => expect(rig.openCart.current().lines).toEqual([]));
  expect(rig.openCart.current().id).not.toBe(webCart().id);
});

test('what the client changed after it was taken over is said, and taken with one tap', async () => {
  const rig = await openCounter({ start: { screen: 'online-cart', cart: webCart().id }, told: { carts: [webCart()] } });
  await press('Take over at this counter');
  await see('Web cart, not asked for yet');
  const [mugs] = webCart().lines;
  rig.views.tell({ carts: [webCart({ version: 4, lines: [{ ...must(mugs, 'mugs'), quantity: 3 }] })] });
  await press('Take the changes');
  await waitFor(() => expect(rig.openCart.current().lines.map(({ quantity }) => quantity)).toEqual([3]));
  expect(screen.queryByText('The client changed it since')).toBe(null);
});

test('how a claim stands is said as it is known', () => {
  const here = { register: 'reg_here', isOnline: true, now: Date.parse('2026-03-02T09:00:00.000Z') };
  const shown = (change: Partial<ShownCart>): ShownCart => ({ ...webCart(), ownClaim: null, ...change });
  const mine = { ...claimedBy('reg_here'), ownClaim: 'held' } as const;
  const others = { ...claimedBy('reg_there'), ownClaim: 'asked' } as const;
  expect(claimStanding(shown({ ownClaim: 'asked' }), here).kind).toBe('asked');
  expect(claimStanding(shown({ ownClaim: 'asked' }), { ...here, isOnline: false }).kind).toBe('asked-offline');
  expect(claimStanding(shown(mine), here)).toEqual({ kind: 'held', until: '2026-03-02T09:12:00.000Z' });
  expect(claimStanding(shown(mine), { ...here, now: here.now + 15 * 60_000 }).kind).toBe('lapsed');
  expect(claimStanding(shown(others), here).kind).toBe('refused-by');
  expect(claimStanding(shown({ ownClaim: 'refused' }), here).kind).toBe('refused');
  expect(claimStanding(shown({ state: 'ordered', ownClaim: 'refused' }), here).kind).toBe('ordered');
  expect(claimStanding(shown({ ownClaim: null }), here).kind).toBe('lapsed');
});
