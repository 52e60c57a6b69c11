/**
 * The form of a new store, as people type it, and what the server is asked for it. Pure: what is wrong is
 * named field by field.
 */
import { LANGUAGES, type Words } from '../domain/catalog/variant.ts';
import { USUAL_RECEIPT_FOOTER } from '../domain/store/usual-words.ts';
import { foldWidth } from '../kernel/text.ts';
import { granted, refused, type Verdict } from '../kernel/verdict.ts';
import type { LocationFacts, LocationPatch, LocationRequest } from '../protocol/office.ts';
import type { Country } from './countries.ts';

export interface TaxRow {
  readonly key: string;
  readonly title: string;
  readonly percent: string;
  /** Other stores have this category: this one must know it too. */
  readonly isShared: boolean;
}

export interface StoreForm {
  readonly name: string;
  readonly address: string;
  readonly taxNumber: string;
  readonly currencyCode: string;
  readonly currencyDigits: number;
  readonly timeZone: string;
  readonly dayStartsAtHour: number;
  readonly pricesIncludeTax: boolean;
  /** The store whose prices it shares; null: prices of its own. */
  readonly pricesOf: string | null;
  readonly taxName: string;
  readonly taxes: readonly TaxRow[];
  readonly footer: Words;
}

const DAY_STARTS_AT_HOUR = 4;
export const ADDRESS_LINES_MAX = 6;
const PPM_OF_PERCENT = 10_000;

/** Titles under which the usual tax categories begin; imports name them. */
export interface TaxTitles {
  readonly standard: string;
  readonly reduced: string;
}

/** A form filled in as is usual in that country, beside the stores there are. What was typed already stays. */
export function proposedForm(
  country: Country,
  others: readonly LocationFacts[],
  titles: TaxTitles,
  typed?: StoreForm,
): StoreForm {
  const { currency, rates } = country;
  const shared = sharedTitles(others);
  const taxes: TaxRow[] =
    shared.length > 0
      ? shared.map((title, at) => ({ key: title, title, percent: percentOf(at, title), isShared: true }))
      : [
          { key: 'standard', title: titles.standard, percent: String(rates.standard), isShared: false },
          ...(rates.reduced === undefined
            ? []
            : [{ key: 'reduced', title: titles.reduced, percent: String(rates.reduced), isShared: false }]),
        ];
  const form: StoreForm = {
    name: typed?.name ?? '',
    address: typed?.address ?? '',
    taxNumber: typed?.taxNumber ?? '',
    currencyCode: currency.code,
    currencyDigits: currency.digits,
    timeZone: country.timeZones[0] ?? '',
    dayStartsAtHour: typed?.dayStartsAtHour ?? DAY_STARTS_AT_HOUR,
    pricesIncludeTax: country.pricesIncludeTax,
    pricesOf: null,
    taxName: country.tax,
    taxes,
    footer: typed?.footer ?? USUAL_RECEIPT_FOOTER,
  };
  return { ...form, pricesOf: sharersOf(form, others)[0]?.id ?? null };

  /** As a neighbour in the same country charges it, or else as the country usually does. */
  function percentOf(at: number, title: string): string {
    const neighbour = others.find(({ timeZone }) => country.timeZones.includes(timeZone));
    const same = neighbour?.taxCategories.find((category) => category.title === title);
    if (same !== undefined) {
      return String(same.rates.reduce((sum, { ratePpm }) => sum + ratePpm, 0) / PPM_OF_PERCENT);
    }
    return String(at === 0 ? rates.standard : (rates.reduced ?? rates.standard));
  }
}

/** Stores whose price list it may share: those that trade in the same money. One store for each list. */
export function sharersOf(
  form: Pick<StoreForm, 'currencyCode' | 'currencyDigits'>,
  others: readonly LocationFacts[],
): readonly LocationFacts[] {
  return others.filter(
    ({ currency, priceList }, at) =>
      currency.code === form.currencyCode &&
      currency.digits === form.currencyDigits &&
      others.findIndex((other) => other.priceList === priceList) === at,
  );
}

function sharedTitles(others: readonly LocationFacts[]): readonly string[] {
  const titles = new Map(others.flatMap(({ taxCategories }) => taxCategories.map(({ id, title }) => [id, title])));
  return [...titles.values()];
}

export type StoreFault =
  | 'nameMissing'
  | 'addressLong'
  | 'currencyWrong'
  | 'taxNameMissing'
  | 'taxTitleMissing'
  | 'taxTitleTwice'
  | 'percentWrong';

/** What is wrong, by field; a tax category's two fields are `title:KEY` and `percent:KEY`. */
export type StoreFaults = Readonly<Record<string, StoreFault>>;

export function readStoreForm(
  form: StoreForm,
  others: readonly LocationFacts[],
): Verdict<LocationRequest, { readonly code: 'form-incomplete'; readonly faults: StoreFaults }> {
  const faults: Record<string, StoreFault> = {};
  const currencyCode = foldWidth(form.currencyCode).trim().toUpperCase();
  if (form.name.trim() === '') faults.name = 'nameMissing';
  const address = addressLines(form.address);
  if (address.length > ADDRESS_LINES_MAX) faults.address = 'addressLong';
  if (!/^[A-Z]{3}$/.test(currencyCode)) faults.currency = 'currencyWrong';
  const taxName = form.taxName.trim();
  if (taxName === '') faults.taxName = 'taxNameMissing';
  const titles = form.taxes.map(({ title }) => title.trim().toLowerCase());
  const taxCategories = form.taxes.map((row, at) => {
    const title = row.title.trim();
    if (title === '') faults[`title:${row.key}`] = 'taxTitleMissing';
    else if (titles.indexOf(title.toLowerCase()) !== at) faults[`title:${row.key}`] = 'taxTitleTwice';
    const ratePpm = readPercent(row.percent);
    if (ratePpm === null) faults[`percent:${row.key}`] = 'percentWrong';
    return { title, rates: [{ title: `${taxName} ${(ratePpm ?? 0) / PPM_OF_PERCENT}%`, ratePpm: ratePpm ?? 0 }] };
  });
  if (Object.keys(faults).length > 0) return refused({ code: 'form-incomplete', faults });
  const sharer = sharersOf({ ...form, currencyCode }, others).find(({ id }) => id === form.pricesOf);
  return granted({
    kind: 'store',
    name: form.name.trim(),
    address,
    taxNumber: form.taxNumber.trim() || null,
    currency: { code: currencyCode, digits: form.currencyDigits },
    timeZone: form.timeZone,
    dayStartsAtHour: form.dayStartsAtHour,
    pricesIncludeTax: form.pricesIncludeTax,
    priceList: sharer?.priceList ?? null,
    taxCategories,
    receiptFooter: footerOf(form.footer),
  });
}

/** What may change of a store that stands. */
export interface StoreCard {
  readonly name: string;
  readonly address: string;
  readonly taxNumber: string;
  readonly footer: Words;
}

export function readStoreCard(
  card: StoreCard,
): Verdict<LocationPatch, { readonly code: 'form-incomplete'; readonly faults: StoreFaults }> {
  const faults: Record<string, StoreFault> = {};
  const address = addressLines(card.address);
  if (card.name.trim() === '') faults.name = 'nameMissing';
  if (address.length > ADDRESS_LINES_MAX) faults.address = 'addressLong';
  if (Object.keys(faults).length > 0) return refused({ code: 'form-incomplete', faults });
  return granted({
    name: card.name.trim(),
    address,
    taxNumber: card.taxNumber.trim() || null,
    receiptFooter: footerOf(card.footer),
  });
}

/** Parts per million of `21`, `8,875` or `５`: at most four decimals and a hundred percent. Null: not a percentage. */
export function readPercent(typed: string): number | null {
  const parts = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(foldWidth(typed).replace('%', '').trim());
  if (!parts) return null;
  const ppm = Number(parts[1]) * PPM_OF_PERCENT + Number((parts[2] ?? '').padEnd(4, '0'));
  return ppm <= 100 * PPM_OF_PERCENT ? ppm : null;
}

function addressLines(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Where a language says nothing, receipts in it carry the English words. */
function footerOf(footer: Words): LocationRequest['receiptFooter'] {
  const said = Object.fromEntries(
    LANGUAGES.flatMap((language) => {
      const text = footer[language]?.trim() ?? '';
      return text === '' ? [] : [[language, text]];
    }),
  );
  return { en: '', ...said };
}
