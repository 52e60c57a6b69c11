import { describe, expect, test } from 'vitest';
import { readProductRow } from '../../../src/server/catalog/product-row.ts';
import { readStockRow } from '../../../src/server/catalog/stock-row.ts';

const TERMS = {
  priceList: 'pls_1',
  currency: { digits: 2 },
  taxCategories: new Map([['standard', 'txc_1']]),
};
const GOOD = {
  sku: 'LS-1',
  title_en: 'Linen shirt',
  price: '49.90',
  tax_category: 'Standard',
  category: 'Women > Shirts',
};

const read = (fields: Record<string, string>, terms = TERMS) =>
  readProductRow({ line: 7, fields: { ...GOOD, ...fields } }, terms);
const codes = (fields: Record<string, string>, terms = TERMS) =>
  read(fields, terms).problems.map(({ column, code }) => `${column} ${code}`);
const notes = (fields: Record<string, string>) => read(fields).warnings.map(({ code }) => code);

describe('a row of goods', () => {
  test('with everything in it becomes a draft', () => {
    const { draft, problems, warnings } = read({
      barcodes: '4006381333931 | 012345678905',
      title_zh_tw: '亞麻襯衫',
      title_zh_cn: '亚麻衬衫',
      item: 'linen-shirt',
      option_names: 'Colour|Size',
      options: 'Blue|M',
      compare_at: '59,90',
      image: 'shirts/linen.svg',
      unit: 'each',
      tracked: 'No',
      active: '1',
    });
    expect([problems, warnings]).toEqual([[], []]);
    expect(draft).toEqual({
      sku: 'LS-1',
      itemKey: 'linen-shirt',
      barcodes: ['4006381333931', '012345678905'],
      title: { en: 'Linen shirt', 'zh-TW': '亞麻襯衫', 'zh-CN': '亚麻衬衫' },
      optionNames: ['Colour', 'Size'],
      options: ['Blue', 'M'],
      categoryKey: 'Women > Shirts',
      categoryPath: ['Women', 'Shirts'],
      taxCategory: 'txc_1',
      image: 'shirts/linen.svg',
      unit: 'each',
      tracked: false,
      active: true,
      prices: [{ priceList: 'pls_1', priceMinor: 4_990, compareAtMinor: 5_990 }],
    });
  });

  test('is kept in one form of its letters, without the blanks around them', () => {
    const { draft } = read(
      {
        sku: ' LS-e\u0301 ',
        title_en: '\u3000Cafe\u0301 cup ',
        title_zh_tw: ' 咖啡杯 ',
        tax_category: ' Re\u0301duit ',
        category: ' Cafe\u0301 >  Cups ',
        option_names: ' Colour ',
        options: ' Ecru\u0301 ',
      },
      { ...TERMS, taxCategories: new Map([['r\u00e9duit', 'txc_2']]) },
    );
    expect(draft).toMatchObject({
      sku: 'LS-\u00e9',
      title: { en: 'Caf\u00e9 cup', 'zh-TW': '咖啡杯' },
      taxCategory: 'txc_2',
      categoryPath: ['Caf\u00e9', 'Cups'],
      optionNames: ['Colour'],
      options: ['Ecr\u00fa'],
    });
  });

  test('of stock finds goods and places however their letters were composed', () => {
    const locations = new Map([['z\u00fcrich', 'loc_1']]);
    const row = { line: 2, fields: { sku: 'LS-e\u0301', quantity: '3', location: 'Zu\u0308rich' } };
    expect(readStockRow(row, { locations, location: null }).draft).toEqual({
      sku: 'LS-\u00e9',
      quantity: 3,
      location: 'loc_1',
    });
  });

  test.each([
    ['１２', 1_200],
    ['0', 0],
    ['12,5', 1_250],
    ['99999999.99', 9_999_999_999],
  ])('reads the price %s', (price, minor) => {
    expect(read({ price }).draft?.prices[0]?.priceMinor).toBe(minor);
  });

  test.each([
    ['1e9', 'price not-an-amount'],
    ['-1', 'price not-an-amount'],
    ['twelve', 'price not-an-amount'],
    ['12.345', 'price ambiguous-amount'],
    ['12.3456', 'price too-many-digits'],
    ['100000000.00', 'price amount-too-large'],
    ['NaN', 'price not-an-amount'],
    ['€ 12', 'price not-an-amount'],
  ])('refuses the price %s', (price, problem) => {
    expect(codes({ price })).toEqual([problem]);
    expect(read({ price }).draft).toBeNull();
  });

  test('holds a price to the digits of its currency', () => {
    expect(codes({ price: '49.90' }, { ...TERMS, currency: { digits: 0 } })).toEqual(['price too-many-digits']);
    expect(read({ price: '4990' }, { ...TERMS, currency: { digits: 0 } }).draft?.prices[0]?.priceMinor).toBe(4_990);
  });

  test('names everything that is wrong with it, with its line', () => {
    const { draft, problems } = read({
      sku: '',
      title_en: 'x'.repeat(501),
      tax_category: 'Luxury',
      options: 'Blue',
      image: '../../etc/passwd',
      unit: 'litre',
      tracked: 'maybe',
      barcodes: Array.from({ length: 13 }, (_, at) => `c${at}`).join('|'),
    });
    expect(draft).toBeNull();
    expect(problems.every((problem) => problem.line === 7)).toBe(true);
    expect(problems.map(({ column, code }) => `${column} ${code}`).sort()).toEqual([
      'barcodes too-many-values',
      'image image-name-odd',
      'options options-mismatch',
      'sku missing',
      'tax_category tax-category-unknown',
      'title_en too-long',
      'tracked not-yes-or-no',
      'unit unit-unknown',
    ]);
  });

  test('keeps the character that parts lists, and every other control character, out', () => {
    expect(codes({ options: 'Bl\u001fue', option_names: 'Colour' })).toEqual(['options control-character']);
    expect(codes({ title_en: 'two\nlines' })).toEqual(['title_en control-character']);
  });

  test('is imported with a note when a check digit is wrong, a former price is lower, or no price is given', () => {
    expect(notes({ barcodes: '4006381333932' })).toEqual(['check-digit-wrong']);
    expect(notes({ barcodes: 'HOUSE-1|123' })).toEqual([]);
    expect(notes({ compare_at: '49.90' })).toEqual(['former-price-not-higher']);
    expect(notes({ price: '' })).toEqual(['no-price']);
    expect(read({ price: '' }).draft?.prices[0]?.priceMinor).toBeNull();
  });
});

describe('a row of stock', () => {
  const terms = { locations: new Map([['harbour', 'loc_1']]), location: null };
  const stock = (fields: Record<string, string>, at = terms as Parameters<typeof readStockRow>[1]) =>
    readStockRow({ line: 3, fields: { sku: 'A', location: 'Harbour', quantity: '5', ...fields } }, at);

  test('names a location by its name, or takes the one for all', () => {
    expect(stock({}).draft).toEqual({ sku: 'A', location: 'loc_1', quantity: 5 });
    expect(stock({ location: '' }, { ...terms, location: 'loc_2' }).draft?.location).toBe('loc_2');
  });

  test.each([
    ['-1', 'not-a-quantity'],
    ['1e9', 'not-a-quantity'],
    ['1.5', 'not-a-quantity'],
    ['', 'missing'],
    ['100000000', 'quantity-out-of-range'],
  ])('refuses the quantity "%s"', (quantity, code) => {
    expect(stock({ quantity }).problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('reads full-width digits', () => {
    expect(stock({ quantity: '１２' }).draft?.quantity).toBe(12);
  });

  test('refuses a location nobody knows, and none at all', () => {
    expect(stock({ location: 'Moon' }).problems).toMatchObject([{ code: 'location-unknown', value: 'Moon' }]);
    expect(stock({ location: '' }).problems).toMatchObject([{ code: 'missing' }]);
  });
});
