import { describe, expect, test } from 'vitest';
import { createLayerSearch } from '../../../src/replica/catalog/search-layers.ts';
import { queryTerms } from '../../../src/replica/catalog/search-text.ts';
import { indexOf, popularityOf } from './goods-rig.ts';
import { type Food, foodRows, foods } from './real-goods.ts';

/** Longer than any number of rows that share all words of a title. */
const ALL = 40_000;

/** Words of two letters or more, and of scripts without spaces a fragment from the middle. */
function ownWords(title: string): readonly string[] {
  const runs =
    title
      .normalize('NFKC')
      .match(
        /[\p{sc=Thai}]+|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]+|(?<!\p{N})[\p{sc=Latn}\p{sc=Cyrl}\p{M}]{2,}|[\p{sc=Arab}\p{sc=Hebr}\p{sc=Hang}]+/gu,
      ) ?? [];
  return runs.map((run) =>
    /^[\p{sc=Thai}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(run) ? [...run].slice(1, 5).join('') : run,
  );
}

describe('real foods of the world', () => {
  test('are found by their own words, in every script, and by any part of their code', () => {
    const rows = foodRows();
    const goods = foods();
    if (rows === null || goods === null) {
      console.info('The foods are not beside the project.');
      return;
    }
    const search = createLayerSearch([{ index: indexOf(goods), dead: null }]);
    const popularity = popularityOf(goods);
    const counts = new Map<string, { asked: number; found: number }>();
    const missed: string[] = [];
    rows.forEach(({ title, script, barcode }: Food, ordinal) => {
      // Each of the rare scripts, and a share of the common one.
      if (script === 'latn' && ordinal % 40 !== 0) return;
      const count = counts.get(script) ?? { asked: 0, found: 0 };
      counts.set(script, count);
      for (const query of [title, ...ownWords(title).slice(0, 3), barcode.slice(-6)]) {
        if (queryTerms(query).length === 0) continue;
        count.asked++;
        if (search.search(query, ALL, popularity).ordinals.includes(ordinal)) count.found++;
        else missed.push(`${script}: ${query} of ${title}`);
      }
    });
    console.info(Object.fromEntries(counts), missed.slice(0, 20));
    expect([...counts.keys()].sort()).toEqual(['ar', 'cyrl', 'han', 'he', 'ja', 'ko', 'latn', 'th']);
    expect(missed).toEqual([]);
  }, 120_000);
});
