// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ShopApp } from '../../src/shop/index.ts';
import { setLanguage, ToastRegion } from '../../src/ui/index.ts';
import { AT, type FakeCentre, fakeCentre, form, memoryStorage } from './fake-centre.ts';

let centre: FakeCentre;
let storage: ReturnType<typeof memoryStorage>;

beforeEach(() => {
  setLanguage('en');
  centre = fakeCentre();
  storage = memoryStorage();
  window.history.replaceState(null, '', '/shop');
});
afterEach(cleanup);

const press = (name: string | RegExp, role = 'button') => fireEvent.click(screen.getByRole(role, { name }));

async function enter(): Promise<void> {
  render(
    <>
      <ShopApp fetch={centre.fetch} storage={storage} />
      <ToastRegion />
    </>,
  );
  fireEvent.click(await screen.findByRole('button', { name: /Amsterdam/ }));
  fireEvent.click(await screen.findByRole('link', { name: /Linen shirt/ }));
  await screen.findByRole('heading', { name: 'Linen shirt' });
}

async function fillCart(): Promise<void> {
  await enter();
  press('Add to cart');
  await screen.findByText(/In your cart ·/);
  press(/^Cart,/, 'link');
  await screen.findByRole('heading', { name: 'Cart' });
}

test('what the store may not promise can be looked at, and not put into the cart', async () => {
  await enter();
  expect(screen.getByRole('button', { name: 'M' }).getAttribute('aria-pressed')).toBe('true');
  press('S');
  expect(screen.getByText('Not available here')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Add to cart' }).hasAttribute('disabled')).toBe(true);
});

test('forms that differ by two things are chosen by each of them', async () => {
  centre.forms = [form(1, ['Blue', 'S']), form(2, ['Blue', 'M']), form(3, ['Red', 'M'])];
  const { fetch } = centre;
  const named: typeof fetch = async (path, init) => {
    const answer = await fetch(path, init);
    return path.includes('/items/')
      ? Response.json({ ...(await answer.json()), optionNames: ['Colour', 'Size'] })
      : answer;
  };
  centre = { ...centre, fetch: named };
  await enter();
  press('Red');
  expect(screen.getByText('SKU-3')).toBeDefined();
  // There is no small red one: the small one that is there is blue.
  press('S');
  expect(screen.getByText('SKU-1')).toBeDefined();
});

test('an answer that was lost is asked for again under the same key, and the cart holds one', async () => {
  await enter();
  centre.network = 'answer-lost-once';
  press('Add to cart');
  await screen.findByText(/In your cart ·/);
  const made = centre.asked.filter(({ what }) => what.startsWith('POST') && what.endsWith('/carts'));
  expect(made.map(({ key }) => key)).toEqual([made[0]?.key, made[0]?.key]);
  expect(centre.cart.lines.map(({ quantity }) => quantity)).toEqual([1]);
});

test('a cart shows its code for the till; while an associate holds it, it says so and changes nothing', async () => {
  await fillCart();
  expect(screen.getByText('ABCD-2345')).toBeDefined();
  centre.cart = { ...centre.cart, state: 'claimed', claimedUntil: '2099-03-02T10:15:00.000Z' };
  press(/^One more of/);
  await screen.findByText('An associate is finishing your cart');
  expect(screen.getByRole('button', { name: /^One more of/ }).hasAttribute('disabled')).toBe(true);
  expect(screen.queryByRole('button', { name: /^Place order/ })).toBeNull();
  centre.cart = { ...centre.cart, state: 'completed', claimedUntil: null };
  await screen.findByText('This cart was paid for in the store.', {}, { timeout: 5_000 });
  expect(screen.getByRole('link', { name: 'Cart, 0 pieces' })).toBeDefined();
});

test('a cart that another window changed is shown as it stands now', async () => {
  await fillCart();
  centre.cart = { ...centre.cart, version: 9, lines: centre.cart.lines.map((line) => ({ ...line, quantity: 5 })) };
  press(/^One more of/);
  await screen.findByRole('link', { name: 'Cart, 5 pieces' });
  press(/^One more of/);
  await waitFor(() => expect(centre.cart.version).toBe(10));
});

test('a name is asked for before anything is sent', async () => {
  await fillCart();
  press(/^Place order/);
  expect(screen.getByText('Tell us your name')).toBeDefined();
  expect(centre.asked.some(({ what }) => what.endsWith('/order'))).toBe(false);
});

test('an order follows what happens in the store, and shows its code without a network', async () => {
  await fillCart();
  fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Ada Lovelace' } });
  press(/^Place order/);
  await screen.findByRole('heading', { name: 'Order W-1001' });
  centre.order = {
    ...centre.order,
    fulfillment: 'ready',
    timeline: [...centre.order.timeline, { at: AT, what: 'laid-ready', isCounter: true }],
  };
  await screen.findByText('Ready to collect', {}, { timeout: 5_000 });
  centre.network = 'away';
  await screen.findByText(/This is how your order stood last/, {}, { timeout: 5_000 });
  expect(screen.getByText('ABCD-2345')).toBeDefined();
});

test('who comes back to the page later finds the order by what this browser remembers, with no name in it', async () => {
  await fillCart();
  fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Ada Lovelace' } });
  press(/^Place order/);
  await screen.findByRole('heading', { name: 'Order W-1001' });
  expect(storage.getItem('evertill-shop')).toContain('W-1001');
  expect(storage.getItem('evertill-shop')).not.toContain('Ada');
});
