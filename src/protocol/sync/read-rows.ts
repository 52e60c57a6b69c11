/**
 * Whether the body of a change is plainly a row of its packed table. Thousands arrive at once, and the
 * schema takes a hundred times as long over each: what this knows to be sound need not be asked of it, and
 * what this does not know, the schema judges. It accepts nothing that the schema would refuse or change.
 */
import { UNIT_PRICE_MAX_MINOR } from '../../domain/money/minor.ts';
import { ID_PATTERN, ID_PREFIXES, type IdNoun } from '../../kernel/ids.ts';
import { TEXT_MAX } from '../limits.ts';
import { type CHANGE_BODIES, levelRow, priceRow, variantRow } from './documents.ts';

/** Kinds of packed streams; everything else is a document. */
export type PackedKind = Extract<keyof typeof CHANGE_BODIES, 'variant.put' | 'price.put' | 'level.put'>;

export function isPackedKind(kind: string): kind is PackedKind {
  return kind === 'variant.put' || kind === 'price.put' || kind === 'level.put';
}

type Fields = Readonly<Record<string, unknown>>;

/** False says nothing yet: ask the schema. */
export function isPlainRow(kind: PackedKind, body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Object.getPrototypeOf(body) !== Object.prototype) return false;
  const fields = body as Fields;
  switch (kind) {
    case 'variant.put':
      return isVariant(fields);
    case 'price.put':
      return (
        hasOnly(fields, PRICE_FIELDS) &&
        isCount(fields.ordinal) &&
        isPrice(fields.priceMinor) &&
        isPrice(fields.compareAtMinor)
      );
    case 'level.put':
      return (
        hasOnly(fields, LEVEL_FIELDS) &&
        isCount(fields.ordinal) &&
        Number.isSafeInteger(fields.onHand) &&
        Number.isSafeInteger(fields.committed) &&
        Number.isSafeInteger(fields.damaged)
      );
  }
}

const VARIANT_FIELDS = new Set(Object.keys(variantRow.shape));
const PRICE_FIELDS = new Set(Object.keys(priceRow.shape));
const LEVEL_FIELDS = new Set(Object.keys(levelRow.shape));
const TITLES = new Set(['en', 'zh-TW', 'zh-CN']);

function isVariant(row: Fields): boolean {
  const { title } = row;
  return (
    hasOnly(row, VARIANT_FIELDS) &&
    isCount(row.ordinal) &&
    isId(row.id, 'variant') &&
    isId(row.item, 'item') &&
    isText(row.sku, 1, 60) &&
    isTexts(row.barcodes, 12, 1) &&
    typeof title === 'object' &&
    title !== null &&
    isTitle(title as Fields) &&
    isTexts(row.options, 6, 0) &&
    isTexts(row.optionNames, 6, 0) &&
    isId(row.category, 'category') &&
    isId(row.taxCategory, 'taxCategory') &&
    (row.image === null || isText(row.image, 0, 200)) &&
    (row.unit === 'each' || row.unit === 'g') &&
    typeof row.tracked === 'boolean' &&
    isCount(row.popularity) &&
    typeof row.active === 'boolean'
  );
}

function isTitle(title: Fields): boolean {
  if (!isText(title.en, 0, TEXT_MAX)) return false;
  for (const language in title) if (!TITLES.has(language) || !isText(title[language], 0, TEXT_MAX)) return false;
  return true;
}

/** Those that are missing are found missing one by one. */
function hasOnly(fields: Fields, known: ReadonlySet<string>): boolean {
  for (const field in fields) if (!known.has(field)) return false;
  return true;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isPrice(value: unknown): boolean {
  return value === null || (isCount(value) && (value as number) <= UNIT_PRICE_MAX_MINOR);
}

function isText(value: unknown, min: number, max: number): boolean {
  return typeof value === 'string' && value.length >= min && value.length <= max;
}

function isTexts(value: unknown, max: number, min: number): boolean {
  return Array.isArray(value) && value.length <= max && value.every((text) => isText(text, min, 60));
}

function isId(value: unknown, noun: IdNoun): boolean {
  return (
    typeof value === 'string' &&
    value.startsWith(ID_PREFIXES[noun]) &&
    value[3] === '_' &&
    value.length === 30 &&
    ID_PATTERN.test(value)
  );
}
