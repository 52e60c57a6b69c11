/** Real goods beside the project, read as the replica would hold them; null where the files are not there. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Variant } from '../../../src/domain/catalog/variant.ts';
import { tidied } from '../../../src/kernel/text.ts';
import { variant } from './replica-rig.ts';

const FOLDER = resolve(import.meta.dirname, '../../../../shared/data');
export const GIFTS_FILE = resolve(FOLDER, 'uci-online-retail-2010-12_2011-11_2011-12.csv');
export const FOODS_FILE = resolve(FOLDER, 'off-products-barcodes.csv');

function read(file: string): readonly Readonly<Record<string, string>>[] | null {
  return existsSync(file) ? parse(readFileSync(file), { columns: true, relax_quotes: true }) : null;
}

/** Each stock code once, with its first description; what sold more often is more popular. */
export function gifts(): Variant[] | null {
  const lines = read(GIFTS_FILE);
  if (lines === null) return null;
  const goods = new Map<string, { title: string; sold: number }>();
  for (const { StockCode = '', Description = '' } of lines) {
    const known = goods.get(StockCode);
    if (known === undefined) goods.set(StockCode, { title: tidied(Description), sold: 1 });
    else {
      if (known.title === '') known.title = tidied(Description);
      known.sold++;
    }
  }
  return [...goods]
    .filter(([, { title }]) => title !== '')
    .map(([sku, { title, sold }], ordinal) => variant(ordinal, { sku, title: { en: title }, popularity: sold }));
}

export interface Food {
  readonly barcode: string;
  readonly title: string;
  readonly script: string;
  readonly isCheckDigitOk: boolean;
}

export function foodRows(): Food[] | null {
  const rows = read(FOODS_FILE);
  return (
    rows?.map(({ barcode = '', title = '', script = '', check_digit_ok }) => ({
      barcode,
      title: tidied(title),
      script,
      isCheckDigitOk: check_digit_ok === '1',
    })) ?? null
  );
}

export function foods(): Variant[] | null {
  return (
    foodRows()?.map(({ barcode, title }, ordinal) =>
      variant(ordinal, { sku: `F-${ordinal}`, barcodes: [barcode], title: { en: title } }),
    ) ?? null
  );
}
