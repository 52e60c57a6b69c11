/** A cart that a shopper and an associate hold in their hands, and a last piece that both want. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { exceptionsOf, goodsWith, levelOf } from '../support/served-shop.ts';
import { enterShop, openCart, orderForCollection, putInCart } from '../support/shopper.ts';
import { goTo, payExactCash, scan } from '../support/tablet.ts';
import { openTwoTills, type Till, type TwoTills } from '../support/two-tills.ts';

let floor: TwoTills;

beforeAll(async () => {
  floor = await openTwoTills();
  await enterShop(floor.shopper.page, floor.shop.url, 'Linden & Row Amsterdam');
});

afterAll(() => floor?.remove());

/** Something in the cart, and the cart's code. */
async function fillCart(title: string): Promise<string> {
  const { page } = floor.shopper;
  await page.goto(`${floor.shop.url}/shop`);
  await putInCart(page, title);
  await openCart(page);
  return must(await page.getByText(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/).textContent(), 'a cart shows its code');
}

async function findCart({ page }: Till, code: string): Promise<void> {
  await goTo(page, 'Orders');
  const field = page.getByRole('searchbox', { name: /^Order number/ });
  await field.fill(code);
  await field.press('Enter');
  await page.getByRole('article', { name: `Web cart ${code}` }).waitFor();
}

test('a web cart is claimed at the till while the shopper changes it: one finishes it, the other looks on', async () => {
  const { central, shopper, tills } = floor;
  const [till] = tills;
  const { sku, title } = must((await goodsWith(central, { least: 6 }))[2], 'there are goods');
  const before = await levelOf(central, sku);
  const { page } = shopper;
  const code = await fillCart(title);
  await page.getByRole('button', { name: `One more of ${title}` }).click();
  await findCart(till, code);
  await till.page.getByText('2 items').first().waitFor();
  await till.page.getByRole('button', { name: 'Take over at this counter' }).click();
  await page.getByText('An associate is finishing your cart').waitFor();
  expect(await page.getByRole('button', { name: `One more of ${title}` }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: /^Place order/ }).count()).toBe(0);

  await payExactCash(till.page);
  await page.getByText('This cart was paid for in the store.').waitFor();
  expect(await levelOf(central, sku)).toEqual({ onHand: before.onHand - 2, committed: before.committed });
  expect(await exceptionsOf(central, 'cart-sold-twice')).toEqual([]);
  expect(await exceptionsOf(central, 'cart-claim-lost')).toEqual([]);
  expect(shopper.faults).toEqual([]);
});

test('a cart finished at a till that is offline and ordered on the web meanwhile: both stand, one exception names both', async () => {
  const { central, shopper, tills } = floor;
  const [till] = tills;
  const { sku, title } = must((await goodsWith(central, { least: 6 }))[3], 'there are goods');
  const before = await levelOf(central, sku);
  const code = await fillCart(title);
  await findCart(till, code);
  await till.goDark();
  await till.page.getByRole('button', { name: 'Take over at this counter' }).click();
  await payExactCash(till.page);
  const { number } = await orderForCollection(shopper.page, 'Ada Lovelace');
  await till.comeBack();
  await expect.poll(() => exceptionsOf(central, 'cart-sold-twice').then((rows) => rows.length)).toBe(1);
  expect(await levelOf(central, sku)).toEqual({ onHand: before.onHand - 1, committed: before.committed + 1 });
  await goTo(till.page, 'Exceptions');
  await till.page.getByText('A web cart was sold twice').waitFor();
  expect(number).toMatch(/^W-\d+$/);
});

test('B02: the last piece sold at the counter offline and on the web: the sale stands, the web order is named', async () => {
  const { central, shop, shopper, tills } = floor;
  const [till, other] = tills;
  const { sku, title, barcode } = must((await goodsWith(central, { exactly: 1 }))[0], 'there is a last piece');
  const before = await levelOf(central, sku);
  const { page } = shopper;
  await page.goto(`${shop.url}/shop`);
  await putInCart(page, title);
  await goTo(till.page, 'Sell');
  await till.goDark();
  await scan(till.page, barcode);
  await payExactCash(till.page);
  const { number } = await orderForCollection(page, 'Ada Lovelace');
  await till.comeBack();

  await expect.poll(() => exceptionsOf(central, 'promise-broken').then((rows) => rows.length)).toBe(1);
  expect(await levelOf(central, sku)).toEqual({ onHand: before.onHand - 1, committed: before.committed + 1 });
  for (const { page: screen, tablet } of [till, other]) {
    await goTo(screen, 'Exceptions');
    await screen.getByText('Sold what a web order was promised').waitFor();
    await screen.getByText(new RegExp(number)).first().waitFor();
    expect(tablet.faults).toEqual([]);
  }
});
