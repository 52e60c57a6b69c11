/** What an import says to the person at the keyboard. */
import type { ImportCode } from '../server/catalog/import-problem.ts';
import type { TermsRefusal } from '../server/catalog/import-terms.ts';

export const HELP = `Imports goods and stock from CSV files.

  npm run import -- GOODS.csv [--stock STOCK.csv] [options]
  npm run import -- --stock STOCK.csv [options]

Without --apply nothing is changed: every row is checked, every bad one is named with its line, and you
see what would change. With --apply the file is written in one go, if no row is bad; else nothing is.

  --apply              write it
  --stock FILE         how many are on hand, by SKU and location
  --location NAME|ID   where stock rows without a location belong; needed when the retailer has several
  --price-list ID      which list the prices are for; needed when the retailer has several
  --tenant ID          which retailer; needed when the database holds several

Columns of GOODS (first line names them; UTF-8, comma, quotes as in RFC 4180; * must be there):

  sku *            the retailer's own number; case matters; the same SKU is updated at the next import
  title_en *       up to 500 characters        title_zh_tw, title_zh_cn   the same in Chinese
  price *          like 12.50; empty means not for sale          compare_at   former price to strike through
  tax_category *   id or title of a tax category of the retailer
  category *       like  Women > Dresses; new ones are made
  barcodes         up to 12, separated by |
  item             rows with the same value are forms of one item
  option_names     like  Colour|Size           options   like  Blue|M
  image            file name of a picture      unit      each (default) or g (priced per kilogram)
  tracked          yes (default) or no: has stock                active    yes (default) or no: is offered

Columns of STOCK: sku *, quantity * (whole pieces or grams on hand now), location (name or id).
`;

export const PROBLEM_WORDS = {
  'not-utf-8': 'the file is not UTF-8 from here on; save it as "CSV UTF-8"',
  'csv-malformed': 'quotes do not match, so nothing after this line can be read',
  'row-too-long': 'this row never ends; a quote is probably missing its partner',
  'file-empty': 'the file has no rows',
  'column-missing': 'this column must be there',
  'column-twice': 'this column is there twice',
  'column-count': 'the row has another number of fields than the first line',
  'control-character': 'contains a control character',
  'too-long': 'is too long',
  missing: 'must not be empty',
  'sku-twice': 'this SKU stands in the file already',
  'not-an-amount': 'is not an amount of money',
  'too-many-digits': 'has more decimals than the currency',
  'ambiguous-amount': 'could mean two amounts; write 1234.00 or 1.23',
  'amount-too-large': 'is larger than any price may be',
  'tax-category-unknown': 'the retailer has no such tax category',
  'too-many-values': 'too many values',
  'options-mismatch': 'option_names and options must have the same number of values',
  'image-name-odd': 'is not a plain file name',
  'unit-unknown': 'must be "each" or "g"',
  'not-yes-or-no': 'must be yes or no',
  'category-too-deep': 'a category lies at most six deep',
  'sku-unknown': 'this SKU is neither in the catalogue nor in the file of goods',
  'sku-untracked': 'these goods have no stock (tracked: no)',
  'location-unknown': 'there is no such location',
  'stock-twice': 'this SKU is stated twice for the location',
  'not-a-quantity': 'is not a whole number',
  'quantity-out-of-range': 'is more than 99,999,999',
  'column-unknown': 'nobody reads this column',
  'check-digit-wrong': 'the barcode’s check digit does not fit; it is imported as it is',
  'barcode-shared': 'another SKU has this barcode too; the associate will have to choose',
  'former-price-not-higher': 'the former price is not higher than the price',
  'no-price': 'has no price, so it cannot be sold',
} as const satisfies Record<ImportCode, string>;

export function termsWords(refusal: TermsRefusal): string {
  switch (refusal.code) {
    case 'no-locations':
      return 'This retailer has no locations yet. Make one at head office first.';
    case 'price-list-unclear':
      return `Say which price list the prices are for: --price-list ${refusal.lists.join(' or ')}`;
    case 'price-list-of-several-currencies':
      return `The price list is used with several currencies (${refusal.currencies.join(', ')}).`;
    case 'location-unknown':
      return `There is no such location. There are: ${refusal.locations.join(', ')}`;
  }
}
