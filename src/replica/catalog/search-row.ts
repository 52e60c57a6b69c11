/** What of a row of goods can be found: the terms of its titles, options and SKU, and its codes. */
import type { Variant } from '../../domain/catalog/variant.ts';
import type { RowTerms } from './packed-index.ts';
import { addSkuTerms, addTerms, bareCode, queryTerms } from './search-text.ts';

type Searchable = Pick<Variant, 'title' | 'options' | 'sku' | 'barcodes'>;

/** Forms of an item follow each other with the same title, and options repeat all over the catalogue: each is cut once. */
export function createRowCutter(): (row: Searchable) => RowTerms {
  let lastTitle: readonly (string | undefined)[] = [];
  let title: readonly string[] = [];
  let titleLengths: readonly number[] = [];
  const options = new Map<string, readonly string[]>();

  function termsOfOption(value: string): readonly string[] {
    const known = options.get(value);
    if (known !== undefined) return known;
    const terms: string[] = [];
    addTerms(value, terms);
    options.set(value, terms);
    return terms;
  }

  return (row) => {
    const words = [row.title.en, row.title['zh-TW'], row.title['zh-CN']];
    if (words.some((text, form) => text !== lastTitle[form])) {
      const terms: string[] = [];
      for (const text of words) if (text !== undefined) addTerms(text, terms);
      lastTitle = words;
      title = [...new Set(terms)];
      titleLengths = words.map((text) => (text === undefined ? 0 : queryTerms(text).length));
    }
    const sku: string[] = [];
    addSkuTerms(row.sku, sku);
    const codes = [row.sku, ...row.barcodes].map(bareCode).filter((code) => code !== '');
    return { title, titleLengths, option: row.options.flatMap(termsOfOption), sku, codes };
  };
}
