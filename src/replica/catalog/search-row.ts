/** What of a row of goods can be found: the terms of its titles, options and SKU, and its codes. */
import type { Variant, Words } from '../../domain/catalog/variant.ts';
import type { OpenSegment } from '../../protocol/segment/columnar.ts';
import { parted } from '../../protocol/segment/rows.ts';
import type { RowTerms } from './packed-index.ts';
import { addSkuTerms, addTerms, bareCode, countQueryTerms } from './search-text.ts';

type Searchable = Pick<Variant, 'title' | 'options' | 'sku' | 'barcodes'>;
export type SearchedRow = Searchable & Pick<Variant, 'ordinal' | 'item' | 'category' | 'popularity' | 'tracked'>;

/** Forms of an item follow each other with the same title, and options repeat all over the catalogue: each is cut once. */
export function createRowCutter(): (row: Searchable) => RowTerms {
  let lastTitle: Words | null = null;
  let title: readonly string[] = [];
  let titleLengths: readonly number[] = [];
  const options = new Map<string, readonly string[]>();
  const optionLists = new WeakMap<readonly string[], readonly string[]>();

  function cutTitle(words: Words): void {
    const terms = new Set<string>();
    const into = { push: (term: string) => terms.add(term) };
    titleLengths = [words.en, words['zh-TW'], words['zh-CN']].map((text) => {
      if (text === undefined) return 0;
      const folded = addTerms(text, into);
      return countQueryTerms(folded);
    });
    title = [...terms];
    lastTitle = words;
  }

  function termsOfOption(value: string): readonly string[] {
    const known = options.get(value);
    if (known !== undefined) return known;
    const terms: string[] = [];
    addTerms(value, terms);
    options.set(value, terms);
    return terms;
  }

  function termsOfOptions(values: readonly string[]): readonly string[] {
    if (values.length === 0) return values;
    const known = optionLists.get(values);
    if (known !== undefined) return known;
    const terms = values.flatMap(termsOfOption);
    optionLists.set(values, terms);
    return terms;
  }

  return (row) => {
    if (lastTitle === null || !isSameTitle(row.title, lastTitle)) cutTitle(row.title);
    const sku: string[] = [];
    const codes = [addSkuTerms(row.sku, sku)];
    for (const barcode of row.barcodes) codes.push(bareCode(barcode));
    return {
      title,
      titleLengths,
      option: termsOfOptions(row.options),
      sku,
      codes: codes.includes('') ? codes.filter((code) => code !== '') : codes,
    };
  };
}

function isSameTitle(a: Words, b: Words): boolean {
  return a === b || (a.en === b.en && a['zh-TW'] === b['zh-TW'] && a['zh-CN'] === b['zh-CN']);
}

/** Reads of each row only what search needs; null for a hole, and for what the retailer no longer offers. */
export function openSearchRows(segment: OpenSegment<'items'>): (row: number) => SearchedRow | null {
  const active = segment.numbers('active');
  const popularity = segment.numbers('popularity');
  const tracked = segment.numbers('tracked');
  const [titleEn, titleZhTw, titleZhCn] = [
    segment.texts('titleEn'),
    segment.texts('titleZhTw'),
    segment.texts('titleZhCn'),
  ];
  const [item, category, sku] = [segment.texts('item'), segment.texts('category'), segment.texts('sku')];
  const [options, barcodes] = [segment.texts('options'), segment.texts('barcodes')];
  let title: Words = { en: '' };
  const optionLists = new Map<string, readonly string[]>();

  function titleOf(row: number): Words {
    const en = titleEn(row);
    const taiwan = titleZhTw(row);
    const mainland = titleZhCn(row);
    if (title.en !== en || (title['zh-TW'] ?? '') !== taiwan || (title['zh-CN'] ?? '') !== mainland) {
      title = {
        en,
        ...(taiwan === '' ? {} : { 'zh-TW': taiwan }),
        ...(mainland === '' ? {} : { 'zh-CN': mainland }),
      };
    }
    return title;
  }

  function optionsOf(row: number): readonly string[] {
    const text = options(row);
    const known = optionLists.get(text) ?? parted(text);
    optionLists.set(text, known);
    return known;
  }

  return (row) => {
    if (active[row] !== 1) return null;
    return {
      ordinal: segment.first + row,
      item: item(row),
      category: category(row),
      popularity: popularity[row] ?? 0,
      tracked: tracked[row] === 1,
      title: titleOf(row),
      options: optionsOf(row),
      sku: sku(row),
      barcodes: parted(barcodes(row)),
    };
  };
}
