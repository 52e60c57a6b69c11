/** The library to beat: MiniSearch with prefixes and slips, over the same words. */
import MiniSearch from 'minisearch';
import { foldText } from '../../../../src/replica/catalog/search-text.ts';

const HAN = /[\u3400-\u9fff]+/g;

function termsOf(text: string): string[] {
  const folded = foldText(text);
  const words = folded.replaceAll(HAN, ' ').split(/[^\p{L}\p{N}]+/u);
  const pairs = [...folded.matchAll(HAN)].flatMap(([run]) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  return [...words.filter((word) => word !== ''), ...pairs];
}

export async function askMiniSearch(input: {
  readonly url: string;
  readonly queries: readonly { readonly text: string }[];
}) {
  const rows = (await (await fetch(input.url)).json()) as string[];
  const search = new MiniSearch<{ id: number; words: string }>({ fields: ['words'], tokenize: termsOf });
  const from = performance.now();
  search.addAll(rows.map((words, id) => ({ id, words })));
  const buildMs = performance.now() - from;
  const ms: number[] = [];
  for (const { text } of input.queries) {
    const begun = performance.now();
    search.search(text, { prefix: true, fuzzy: 0.2, combineWith: 'AND' });
    ms.push(performance.now() - begun);
  }
  return { ms, buildMs };
}
