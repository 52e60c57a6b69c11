/**
 * Goods as a large shop has them, invented from one seed: the same number gives the same goods, on every
 * machine. Titles in three languages, forms by colour and size, barcodes with right check digits,
 * categories, prices and stock.
 */
import { chanceOf } from '../../../src/demo/chance.ts';
import type { Price, Variant } from '../../../src/domain/catalog/variant.ts';
import type { StockLevel } from '../../../src/domain/inventory/stock.ts';
import { ID_PREFIXES, type IdNoun, ulid } from '../../../src/kernel/ids.ts';
import { COLOURS, ENDINGS, KINDS, MANNERS, MATERIALS, PACKS, SHOE_SIZES, SIZES, SYLLABLES } from './words.ts';

export interface Goods {
  readonly variant: Variant;
  /** The category by its path, as a file of goods names it. */
  readonly categoryPath: string;
  readonly price: Price;
  readonly level: StockLevel;
}

const BORN_MS = Date.UTC(2026, 0, 5);
const BRANDS = 1_800;
const HOUSE_PREFIX = 540_100_000_000;

/** The first `count` goods; more of them begin with the same ones. */
export function inventGoods(count: number): Goods[] {
  const chance = chanceOf('goods of the bench');
  const newId = (noun: IdNoun) =>
    `${ID_PREFIXES[noun]}_${ulid(
      BORN_MS,
      Uint8Array.from({ length: 10 }, () => chance.between(0, 255)),
    )}`;
  const brands = Array.from({ length: BRANDS }, () =>
    capital(`${chance.pick(SYLLABLES)}${chance.hits(40) ? chance.pick(SYLLABLES) : ''}${chance.pick(ENDINGS)}`),
  );
  const tax = newId('taxCategory');
  const categories = new Map(KINDS.map(([path]) => [path, newId('category')]));
  const goods: Goods[] = [];

  while (goods.length < count) {
    const [path, nouns] = chance.pick(KINDS);
    const noun = chance.pick(nouns);
    const manner = chance.pick(MANNERS);
    const material = chance.pick(MATERIALS);
    // A few brands sell most of the goods.
    const brand = brands[Math.floor(chance.between(0, BRANDS - 1) ** 2 / BRANDS)] ?? '';
    const model = chance.hits(55)
      ? ` ${String.fromCharCode(65 + chance.between(0, 25))}${chance.between(10, 9_999)}`
      : '';
    const item = newId('item');
    const basePrice = chance.between(2, 240) * 100 - 5;
    const appeal = chance.hits(12) ? chance.between(50, 900) : chance.between(0, 20);
    for (const options of formsOf(path, chance)) {
      if (goods.length === count) break;
      const ordinal = goods.length;
      goods.push({
        categoryPath: path,
        variant: {
          ordinal,
          id: newId('variant'),
          item,
          sku: `${brand.slice(0, 3).toUpperCase()}-${String(100_000 + ordinal)}${options.map((value) => `-${value.replace(/\W/g, '').slice(0, 3).toUpperCase()}`).join('')}`,
          barcodes: chance.hits(5)
            ? [barcode(HOUSE_PREFIX + ordinal), barcode(871_000_000_000 + ordinal)]
            : [barcode(HOUSE_PREFIX + ordinal)],
          title: {
            en: `${brand} ${manner[0]} ${material[0].toLowerCase()} ${noun[0].toLowerCase()}${model}`,
            'zh-TW': `${brand} ${manner[1]}${material[1]}${noun[1]}${model}`,
            'zh-CN': `${brand} ${manner[2]}${material[2]}${noun[2]}${model}`,
          },
          options,
          optionNames: options.length === 2 ? ['Colour', 'Size'] : options.length === 1 ? ['Size'] : [],
          category: categories.get(path) ?? '',
          taxCategory: tax,
          image: null,
          unit: 'each',
          tracked: true,
          popularity: Math.max(0, appeal + chance.between(-9, 9)),
          active: true,
        },
        price: {
          ordinal,
          priceMinor: basePrice + chance.between(0, 3) * 100,
          compareAtMinor: chance.hits(10) ? basePrice + 1_000 : null,
        },
        level: { onHand: chance.hits(6) ? 0 : chance.between(1, 80), committed: 0, damaged: chance.hits(2) ? 1 : 0 },
      });
    }
  }
  return goods;
}

function formsOf(path: string, chance: ReturnType<typeof chanceOf>): readonly (readonly string[])[] {
  if (path.startsWith('Clothing') || path === 'Shoes') {
    const sizes = path === 'Shoes' ? SHOE_SIZES : SIZES;
    const from = chance.between(0, COLOURS.length - 3);
    return COLOURS.slice(from, from + chance.between(1, 3)).flatMap((colour) =>
      sizes.slice(chance.between(0, 1)).map((size) => [colour, size]),
    );
  }
  if (path.startsWith('Food')) return PACKS.slice(0, chance.between(1, 3)).map((pack) => [pack]);
  return [[]];
}

/** EAN-13 of twelve digits, with its check digit. */
function barcode(digits: number): string {
  const text = String(digits).padStart(12, '0');
  let sum = 0;
  for (let place = 0; place < 12; place++) sum += Number(text.charAt(place)) * (place % 2 === 0 ? 1 : 3);
  return `${text}${(10 - (sum % 10)) % 10}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
