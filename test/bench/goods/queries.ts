/** What people type, by class, drawn from the goods with a fixed seed, and which product they mean. */
import { type Chance, chanceOf } from '../../../src/demo/chance.ts';
import type { Query } from '../pages/shelf/read.ts';
import type { Goods } from './goods.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

type Maker = (goods: Goods, chance: Chance) => string;

const wordsOf = ({ variant }: Goods) =>
  variant.title.en.split(' ').filter((word) => /^\p{L}+$/u.test(word) && word.length > 2);
const wordOf = (goods: Goods, chance: Chance) => chance.pick(wordsOf(goods));
const han = ({ variant }: Goods) => /[\u3400-\u9fff]+/.exec(variant.title['zh-TW'] ?? '')?.[0] ?? '';

const CLASSES: Readonly<Record<string, Maker>> = {
  'one letter': (goods, chance) => wordOf(goods, chance).slice(0, 1),
  'two letters': (goods, chance) => wordOf(goods, chance).slice(0, 2),
  'three letters': (goods, chance) => wordOf(goods, chance).slice(0, 3),
  word: wordOf,
  'two words': (goods, chance) => `${wordOf(goods, chance)} ${wordOf(goods, chance)}`,
  'words out of order': (goods, chance) => {
    const words = wordsOf(goods);
    return `${words.at(-1)} ${words[0]} ${chance.pick(words).slice(0, 3)}`;
  },
  'word and slip': (goods, chance) => `${wordsOf(goods)[0]} ${slipped(wordsOf(goods).at(-1) ?? '', chance)}`,
  slip: (goods, chance) => slipped(wordOf(goods, chance), chance),
  'one character': (goods) => han(goods).slice(0, 1),
  'two characters': (goods) => han(goods).slice(0, 2),
  'four characters': (goods) => han(goods).slice(0, 4),
  'characters and letters': (goods) => `${han(goods).slice(0, 2)} ${wordsOf(goods)[0]?.slice(0, 3)}`,
  'word and option': (goods) => [wordsOf(goods).at(-1), ...goods.variant.options].join(' '),
  sku: ({ variant }) => variant.sku.split('-').slice(0, 2).join('-'),
  'part of a code': ({ variant }) => (variant.barcodes[0] ?? '').slice(0, 11),
  nothing: (_, chance) => `qz${chance.between(10_000, 99_999)}x`,
};

/** Classes of words so common that the product meant need not be among the first. */
export function queriesOf(goods: readonly Goods[], perClass: number): Query[] {
  const chance = chanceOf('queries of the bench');
  return Object.entries(CLASSES).flatMap(([kind, make]) =>
    Array.from({ length: perClass }, () => ({ kind, text: make(chance.pick(goods), chance), meant: [] })),
  );
}

/**
 * One slip in one of the longer words of a title: that word alone, and in the whole title. Found is who has all the
 * words that were meant: of an item with thirty forms, any form.
 */
export function slipQueries(goods: readonly Goods[], count: number): Query[] {
  const chance = chanceOf('slips of the bench');
  const queries: Query[] = [];
  while (queries.length < count * 2) {
    const { variant } = chance.pick(goods);
    const words = variant.title.en.split(' ');
    const long = words.filter((word) => /^[\p{L}]+$/u.test(word) && word.length >= 5);
    if (long.length === 0) continue;
    const meant = chance.pick(long);
    const wrong = slipped(meant, chance);
    const text = words.map((word) => (word === meant ? wrong : word)).join(' ');
    queries.push({ kind: 'word', text: wrong, meant: [meant] }, { kind: 'title', text, meant: words });
  }
  return queries;
}

/** One letter changed, missed, added, or swapped with its neighbour; the first may be hit too. */
function slipped(word: string, chance: Chance): string {
  const at = chance.between(0, word.length - 2);
  const letter = LETTERS.charAt(chance.between(0, 25));
  const [before, after] = [word.slice(0, at), word.slice(at + 1)];
  const edited = [
    `${before}${letter}${after}`,
    `${before}${after}`,
    `${before}${letter}${word.slice(at)}`,
    `${before}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`,
  ][chance.between(0, 3)] as string;
  // A letter in its own place is no slip.
  return edited === word ? slipped(word, chance) : edited;
}
