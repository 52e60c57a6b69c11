/** Goods as the files that head office would import, and as the JSON that a plain sync would send. */
import type { Goods } from './goods.ts';

export function goodsFile(goods: readonly Goods[]): string {
  const head =
    'sku,title_en,title_zh_tw,title_zh_cn,price,compare_at,tax_category,category,barcodes,item,option_names,options';
  const rows = goods.map(({ variant, price, categoryPath }) =>
    [
      variant.sku,
      variant.title.en,
      variant.title['zh-TW'] ?? '',
      variant.title['zh-CN'] ?? '',
      amount(price.priceMinor),
      amount(price.compareAtMinor),
      'Standard',
      categoryPath,
      variant.barcodes.join('|'),
      variant.item,
      variant.optionNames.join('|'),
      variant.options.join('|'),
    ]
      .map(quoted)
      .join(','),
  );
  return [head, ...rows, ''].join('\n');
}

export function stockFile(goods: readonly Goods[], location: string): string {
  return [
    'sku,quantity,location',
    ...goods.map(({ variant, level }) => [variant.sku, level.onHand, quoted(location)].join(',')),
    '',
  ].join('\n');
}

/** One product and one level each, as a server without packed tables would send them. */
export function jsonRows(goods: readonly Goods[]) {
  return {
    products: goods.map(({ variant, price }) => ({
      ...variant,
      priceMinor: price.priceMinor,
      compareAtMinor: price.compareAtMinor,
      updatedAt: '2026-03-01T09:00:00.000Z',
    })),
    levels: goods.map(({ variant, level }) => ({
      id: variant.id,
      ordinal: variant.ordinal,
      ...level,
      updatedAt: '2026-03-01T09:00:00.000Z',
    })),
  };
}

function amount(minor: number | null): string {
  return minor === null ? '' : (minor / 100).toFixed(2);
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
