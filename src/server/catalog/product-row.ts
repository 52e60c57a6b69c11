/** One row of a file of goods, read into a draft: pure. Says everything that is wrong with it, not only the first thing. */
import { isCheckDigitOk } from '../../domain/catalog/scan-code.ts';
import type { Words } from '../../domain/catalog/variant.ts';
import type { Currency } from '../../domain/money/minor.ts';
import { parseAmount } from '../../domain/money/parse-amount.ts';
import { foldWidth, tidied } from '../../kernel/text.ts';
import { TEXT_MAX } from '../../protocol/limits.ts';
import type { VariantDraft } from './catalog-draft.ts';
import type { CsvColumns, CsvRow } from './csv-rows.ts';
import { type ImportCode, type ImportProblem, problemAt } from './import-problem.ts';

export const PRODUCT_COLUMNS = {
  required: ['sku', 'title_en', 'price', 'tax_category', 'category'],
  optional: [
    'barcodes',
    'title_zh_tw',
    'title_zh_cn',
    'item',
    'option_names',
    'options',
    'compare_at',
    'image',
    'tracked',
    'unit',
    'active',
  ],
} as const satisfies CsvColumns;

/** Between several values of one field. */
export const VALUE_SEPARATOR = '|';
/** Between a category and the one inside it. */
export const CATEGORY_SEPARATOR = '>';

export interface ProductTerms {
  readonly priceList: string;
  readonly currency: Pick<Currency, 'digits'>;
  /** Id by the id or the title, folded to lower case. */
  readonly taxCategories: ReadonlyMap<string, string>;
}

export interface ProductRow {
  /** Null when anything is wrong. */
  readonly draft: (VariantDraft & { readonly categoryPath: readonly string[] }) | null;
  readonly problems: readonly ImportProblem[];
  readonly warnings: readonly ImportProblem[];
}

const SKU_MAX = 60;
const CODE_MAX = 60;
const BARCODES_MAX = 12;
const OPTIONS_MAX = 6;
const OPTION_MAX = 60;
const IMAGE_MAX = 200;
const ITEM_KEY_MAX = 120;
const CATEGORY_DEPTH_MAX = 6;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;
const IMAGE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const YES = new Set(['', 'yes', 'true', '1']);
const NO = new Set(['no', 'false', '0']);

export function readProductRow({ line, fields }: CsvRow, terms: ProductTerms): ProductRow {
  const problems: ImportProblem[] = [];
  const warnings: ImportProblem[] = [];
  const wrong = (column: string, code: ImportCode, value = '') => {
    problems.push(problemAt(line, column, code, value));
  };

  function text(column: string, max: number, isRequired = false): string {
    const value = tidied(fields[column] ?? '');
    if (value === '' && isRequired) wrong(column, 'missing');
    if (value.length > max) wrong(column, 'too-long', value);
    if (CONTROL.test(value)) wrong(column, 'control-character', value);
    return value;
  }

  function values(column: string, most: number, max: number): string[] {
    const list = text(column, most * (max + 1))
      .split(VALUE_SEPARATOR)
      .map((value) => value.trim())
      .filter((value) => value !== '');
    if (list.length > most) wrong(column, 'too-many-values', String(list.length));
    for (const value of list) if (value.length > max) wrong(column, 'too-long', value);
    return list;
  }

  function amount(column: string): number | null {
    const typed = text(column, TEXT_MAX);
    if (typed === '') return null;
    const parsed = parseAmount(typed, terms.currency);
    if (parsed.ok) return parsed.value;
    wrong(column, parsed.refusal.code, typed);
    return null;
  }

  function yesOrNo(column: string): boolean {
    const value = foldWidth(text(column, 20)).toLowerCase();
    if (!YES.has(value) && !NO.has(value)) wrong(column, 'not-yes-or-no', value);
    return !NO.has(value);
  }

  const sku = text('sku', SKU_MAX, true);
  const title = words(text('title_en', TEXT_MAX, true), text('title_zh_tw', TEXT_MAX), text('title_zh_cn', TEXT_MAX));
  const barcodes = [...new Set(values('barcodes', BARCODES_MAX, CODE_MAX).map(foldWidth))];
  for (const code of barcodes) {
    const isGtinLength = /^(\d{8}|\d{12,14})$/.test(code);
    if (isGtinLength && !isCheckDigitOk(code)) warnings.push(problemAt(line, 'barcodes', 'check-digit-wrong', code));
  }
  const optionNames = values('option_names', OPTIONS_MAX, OPTION_MAX);
  const options = values('options', OPTIONS_MAX, OPTION_MAX);
  if (optionNames.length !== options.length) wrong('options', 'options-mismatch', fields.options ?? '');
  const categoryPath = text('category', TEXT_MAX, true)
    .split(CATEGORY_SEPARATOR)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (categoryPath.length > CATEGORY_DEPTH_MAX) wrong('category', 'category-too-deep', fields.category ?? '');
  const taxName = text('tax_category', TEXT_MAX, true);
  const taxCategory = terms.taxCategories.get(taxName.toLowerCase());
  if (taxCategory === undefined && taxName !== '') wrong('tax_category', 'tax-category-unknown', taxName);
  const image = text('image', IMAGE_MAX);
  if (image !== '' && !IMAGE_NAME.test(image)) wrong('image', 'image-name-odd', image);
  const unit = foldWidth(text('unit', 20)).toLowerCase() || 'each';
  if (unit !== 'each' && unit !== 'g') wrong('unit', 'unit-unknown', unit);
  const priceMinor = amount('price');
  const compareAtMinor = amount('compare_at');
  if (priceMinor === null && (fields.price ?? '').trim() === '') warnings.push(problemAt(line, 'price', 'no-price'));
  if (priceMinor !== null && compareAtMinor !== null && compareAtMinor <= priceMinor) {
    warnings.push(problemAt(line, 'compare_at', 'former-price-not-higher', fields.compare_at));
  }
  const itemKey = text('item', ITEM_KEY_MAX);
  const tracked = yesOrNo('tracked');
  const active = yesOrNo('active');
  if (problems.length > 0 || taxCategory === undefined) return { draft: null, problems, warnings };
  return {
    draft: {
      sku,
      itemKey: itemKey === '' ? null : itemKey,
      barcodes,
      title,
      optionNames,
      options,
      categoryKey: categoryPath.join(` ${CATEGORY_SEPARATOR} `),
      categoryPath,
      taxCategory,
      image: image === '' ? null : image,
      unit: unit === 'g' ? 'g' : 'each',
      tracked,
      active,
      prices: [{ priceList: terms.priceList, priceMinor, compareAtMinor }],
    },
    problems,
    warnings,
  };
}

function words(en: string, taiwan: string, mainland: string): Words {
  return { en, ...(taiwan === '' ? {} : { 'zh-TW': taiwan }), ...(mainland === '' ? {} : { 'zh-CN': mainland }) };
}
