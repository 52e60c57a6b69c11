/** The demo shop's catalogue is sound: what a real retailer's import would be refused for, it does not have. */
import { describe, expect, test } from 'vitest';
import { demoPicture } from '../../src/demo/pictures/index.ts';
import { DEMO_ITEMS } from '../../src/demo/shop/all-items.ts';
import { DEMO_ASSOCIATES } from '../../src/demo/shop/associates.ts';
import { DEMO_CATEGORY_DRAFTS, DEMO_VARIANTS } from '../../src/demo/shop/catalogue.ts';
import { DEMO_LOCATIONS, DEMO_REGISTERS, STORE_KEYS } from '../../src/demo/shop/locations.ts';
import { PRICE_LISTS } from '../../src/demo/shop/money-and-tax.ts';
import { openingStock } from '../../src/demo/shop/opening-stock.ts';
import { LANGUAGES } from '../../src/domain/catalog/variant.ts';
import { REGISTER_CODE_PATTERN } from '../../src/protocol/office.ts';
import { associateDocument, storeDocument } from '../../src/protocol/sync/documents.ts';

const drafts = DEMO_VARIANTS.map(({ draft }) => draft);
const count = (values: readonly unknown[]) => new Set(values).size;

/** Plain arithmetic of GS1's check digit, from the right. */
function isEan13(code: string): boolean {
  if (!/^\d{13}$/.test(code)) return false;
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(code[11 - i]) * (i % 2 === 0 ? 3 : 1);
  return (sum + Number(code[12])) % 10 === 0;
}

describe('the catalogue of Linden & Row', () => {
  test('is as large as a shop of three stores', () => {
    expect(DEMO_ITEMS.length).toBeGreaterThanOrEqual(100);
    expect(drafts.length).toBeGreaterThan(380);
    expect(drafts.length).toBeLessThan(480);
  });

  test('has a title in every language for every item and category, and none that is only copied', () => {
    for (const { title } of [...drafts, ...DEMO_CATEGORY_DRAFTS]) {
      for (const language of LANGUAGES) expect(title[language]?.trim()).toBeTruthy();
      expect(title['zh-TW']).toMatch(/\p{Script=Han}/u);
      expect(title['zh-CN']).toMatch(/\p{Script=Han}/u);
    }
  });

  test('gives every form its own SKU, and every stocked form its own EAN-13 under an in-store prefix', () => {
    expect(count(drafts.map(({ sku }) => sku))).toBe(drafts.length);
    const codes = drafts.filter(({ tracked }) => tracked).map(({ barcodes }) => barcodes);
    expect(codes.every((list) => list.length === 1)).toBe(true);
    expect(count(codes.flat())).toBe(codes.length);
    for (const code of codes.flat()) {
      expect(isEan13(code), code).toBe(true);
      expect(code).toMatch(/^2[0-9]/);
    }
  });

  test('has a believable price for every form in both lists, and a former price only above it', () => {
    for (const { sku, prices } of drafts) {
      expect(prices.map(({ priceList }) => priceList).sort(), sku).toEqual(Object.values(PRICE_LISTS).sort());
      for (const { priceMinor, compareAtMinor } of prices) {
        expect(priceMinor, sku).toBeGreaterThanOrEqual(300);
        expect(priceMinor, sku).toBeLessThanOrEqual(40_000);
        if (compareAtMinor !== null) expect(compareAtMinor, sku).toBeGreaterThan(priceMinor ?? 0);
      }
    }
  });

  test('names only tax categories that every store resolves to a rate', () => {
    for (const key of STORE_KEYS) {
      const rates = new Map(DEMO_LOCATIONS[key].taxCategories.map(({ id, rates }) => [id, rates]));
      for (const { sku, taxCategory } of drafts) expect(rates.get(taxCategory)?.length, `${sku} in ${key}`).toBe(1);
    }
  });

  test('exempts clothing in New York below 110 dollars and no other goods', () => {
    const exempt = new Set(
      DEMO_LOCATIONS['new-york'].taxCategories.filter(({ rates }) => rates[0]?.ratePpm === 0).map(({ id }) => id),
    );
    const inDollars = (sku: string) =>
      drafts.find((draft) => draft.sku === sku)?.prices.find((price) => price.priceList === PRICE_LISTS.USD);
    const isExempt = (sku: string) => exempt.has(drafts.find((draft) => draft.sku === sku)?.taxCategory ?? '');
    expect(isExempt('SH01-CHK-M')).toBe(true);
    expect(isExempt('CO01-CHR-M')).toBe(false);
    expect(isExempt('TA01-CHK')).toBe(false);
    for (const { sku } of drafts) if (isExempt(sku)) expect(inDollars(sku)?.priceMinor, sku).toBeLessThan(11_000);
  });

  test('has a picture for every form, and a known category two levels deep at most', () => {
    const parents = new Map(DEMO_CATEGORY_DRAFTS.map(({ key, parentKey }) => [key, parentKey]));
    for (const { sku, image, categoryKey } of drafts) {
      expect(demoPicture(image ?? ''), sku).not.toBeNull();
      const parent = parents.get(categoryKey);
      expect(parent, sku).not.toBeUndefined();
      if (typeof parent === 'string') expect(parents.get(parent), sku).toBeNull();
    }
  });
});

describe('its places and people', () => {
  test('stores are documents a tablet accepts; two include tax, one adds it', () => {
    for (const store of Object.values(DEMO_LOCATIONS)) storeDocument.parse(store);
    expect(STORE_KEYS.map((key) => DEMO_LOCATIONS[key].pricesIncludeTax)).toEqual([true, true, false]);
  });

  test('every use of a reason has several, in three languages', () => {
    const { reasons } = DEMO_LOCATIONS.amsterdam;
    for (const use of ['price', 'discount', 'return', 'void', 'paid-in', 'paid-out'] as const) {
      expect(reasons.filter((reason) => reason.use === use).length, use).toBeGreaterThanOrEqual(2);
    }
    for (const { title } of reasons) for (const language of LANGUAGES) expect(title[language]).toBeTruthy();
    expect(count(reasons.map(({ id }) => id))).toBe(reasons.length);
  });

  test('each store has two registers, and a manager among people whose PINs differ', () => {
    expect(DEMO_REGISTERS.every(({ code }) => REGISTER_CODE_PATTERN.test(code))).toBe(true);
    for (const key of STORE_KEYS) {
      expect(DEMO_REGISTERS.filter(({ store }) => store === key).length).toBe(2);
      expect(DEMO_ASSOCIATES.some(({ role, stores }) => role === 'manager' && stores.includes(key))).toBe(true);
    }
    expect(count(DEMO_ASSOCIATES.map(({ pin }) => pin))).toBe(DEMO_ASSOCIATES.length);
    for (const { stores: _, pin, ...associate } of DEMO_ASSOCIATES) {
      expect(pin).toMatch(/^\d{4}$/);
      associateDocument.parse({ ...associate, permissions: [], pin: null });
    }
  });

  test('stock is lived in: plenty, the last ones, none, and some that only the warehouse has', () => {
    const rows = openingStock();
    const inStores = rows.filter(({ at }) => at !== 'warehouse');
    const share = (test: (quantity: number) => boolean) =>
      inStores.filter(({ quantity }) => test(quantity)).length / inStores.length;
    expect(share((quantity) => quantity === 0)).toBeGreaterThan(0.05);
    expect(share((quantity) => quantity === 0)).toBeLessThan(0.25);
    expect(share((quantity) => quantity >= 1 && quantity <= 3)).toBeGreaterThan(0.08);
    const elsewhereOnly = rows.filter(
      ({ sku, at, quantity }) =>
        at === 'warehouse' && quantity > 0 && inStores.every((row) => row.sku !== sku || row.quantity === 0),
    );
    expect(elsewhereOnly.length).toBeGreaterThan(3);
    expect(rows.every(({ quantity }) => quantity >= 0)).toBe(true);
    expect(openingStock()).toEqual(rows);
  });
});
