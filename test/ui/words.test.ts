import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/domain/catalog/variant.ts';
import { defineWords, type RoomWords, wordsOf } from '../../src/ui/i18n.ts';
import { filesUnder, PROJECT } from '../support/sources.ts';

const isCatalogue = (value: unknown): value is RoomWords =>
  typeof value === 'object' && value !== null && 'catalogue' in value && 'room' in value;

/** Every module of screens that defines words. */
const files = filesUnder('src')
  .map((file) => file.path)
  .filter((path) => /^src\/(ui|features|office|app)\/.*words\.ts$/.test(path))
  .filter((path) => readFileSync(join(PROJECT, path), 'utf8').includes('defineWords('));

const rooms = await Promise.all(
  files.map(async (path) => {
    const exported = Object.values((await import(join(PROJECT, path))) as Record<string, unknown>);
    return { path, words: exported.filter(isCatalogue) };
  }),
);
const all = rooms.flatMap(({ path, words }) => words.map((found) => ({ path, found })));

/** Names of the values a message asks for, choices included. */
function valuesOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      const [name, , choices] = token as [string, string?, unknown?];
      names.add(name);
      if (typeof choices === 'object' && choices !== null) Object.values(choices).forEach(walk);
    }
  };
  walk(compileMessageOrThrow(message));
  return [...names].sort();
}

describe('words for people', () => {
  test('are found at all', () => {
    expect(all.length).toBeGreaterThan(8);
  });

  test('every room has its own name', () => {
    const names = all.map(({ found }) => found.room);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  test.each(all)('$path speaks all languages, key by key', ({ found }) => {
    const keys = Object.keys(found.catalogue.en).sort();
    for (const language of LANGUAGES) {
      expect(Object.keys(found.catalogue[language]).sort()).toEqual(keys);
      const empty = keys.filter((key) => found.catalogue[language][key]?.trim() === '');
      expect(empty).toEqual([]);
    }
  });

  test.each(all)('$path asks for the same values in every language', ({ found }) => {
    for (const [key, english] of Object.entries(found.catalogue.en)) {
      for (const language of LANGUAGES) {
        const message = found.catalogue[language][key] ?? '';
        const strange = valuesOf(message).filter((name) => !valuesOf(english).includes(name));
        expect({ key, language, strange }).toEqual({ key, language, strange: [] });
      }
    }
  });

  test.each(all)('$path is translated: Chinese is not English, Taiwan is not the mainland', ({ found }) => {
    const chinese = Object.values(found.catalogue['zh-TW']);
    const inHan = chinese.filter((message) => /\p{Script=Han}/u.test(message));
    expect(inHan.length).toBeGreaterThan(chinese.length * 0.7);
    if (chinese.length > 12) expect(Object.values(found.catalogue['zh-CN'])).not.toEqual(chinese);
  });
});

test('a message is chosen by number and by language', () => {
  const words = defineWords('test-room', {
    en: { lines: '{count, plural, one {# line} other {# lines}} for {name}' },
    'zh-TW': { lines: '{name}：{count} 項' },
    'zh-CN': { lines: '{name}：{count} 行' },
  });
  expect(wordsOf(words, 'en')('lines', { count: 1, name: 'Ana' })).toBe('1 line for Ana');
  expect(wordsOf(words, 'en')('lines', { count: 3, name: 'Ana' })).toBe('3 lines for Ana');
  expect(wordsOf(words, 'zh-TW')('lines', { count: 3, name: '安娜' })).toBe('安娜：3 項');
});
