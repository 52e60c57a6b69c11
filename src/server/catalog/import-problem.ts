/** What can be wrong with a file of goods or stock: a code, where, and what stood there. Words are the reader's. */

export const IMPORT_PROBLEM_CODES = [
  // The file as a whole.
  'not-utf-8',
  'csv-malformed',
  'row-too-long',
  'file-empty',
  'column-missing',
  'column-twice',
  // A row.
  'column-count',
  'control-character',
  'too-long',
  'missing',
  'sku-twice',
  'not-an-amount',
  'too-many-digits',
  'ambiguous-amount',
  'amount-too-large',
  'tax-category-unknown',
  'too-many-values',
  'options-mismatch',
  'image-name-odd',
  'unit-unknown',
  'not-yes-or-no',
  'category-too-deep',
  'sku-unknown',
  'sku-untracked',
  'location-unknown',
  'stock-twice',
  'not-a-quantity',
  'quantity-out-of-range',
] as const;

/** Worth a look, and imported all the same. */
export const IMPORT_WARNING_CODES = [
  'column-unknown',
  'check-digit-wrong',
  'barcode-shared',
  'former-price-not-higher',
  'no-price',
] as const;

export type ImportCode = (typeof IMPORT_PROBLEM_CODES)[number] | (typeof IMPORT_WARNING_CODES)[number];

export interface ImportProblem {
  /** Counted from 1, as editors do; a row of several lines is named by its last. */
  readonly line: number;
  readonly column: string | null;
  readonly code: ImportCode;
  /** What stood there, cut short. */
  readonly value: string;
}

const SHOWN_MAX = 60;

export function problemAt(line: number, column: string | null, code: ImportCode, value = ''): ImportProblem {
  return { line, column, code, value: value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX)}…` : value };
}
