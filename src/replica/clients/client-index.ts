/**
 * Clients in memory, to be found by what an associate hears or reads: words of the name by their beginnings, in
 * any order; Chinese by any run of its characters, in either form; digits of the phone; the e-mail's beginning.
 * Accents, width and case do not count. Every client is looked at: twenty thousand take a few milliseconds.
 */
import type { Client } from '../../domain/client/client.ts';
import { foldText } from '../catalog/search-text.ts';
import type { FoundClient } from './client-book.ts';

export interface ClientIndex {
  size(): number;
  get(id: string): FoundClient | null;
  put(client: Client, isUnsent: boolean): void;
  remove(id: string): void;
  /** All of them, by name, where nothing was typed. */
  find(text: string, limit: number): readonly FoundClient[];
}

interface Held {
  readonly found: FoundClient;
  /** The name, folded: what results are ordered by. */
  readonly name: string;
  /** Words behind a blank each: of the name, and the e-mail. */
  readonly words: string;
  /** The name without blanks, where it is of a script that has none. */
  readonly run: string;
  readonly digits: string;
}

const NUMBER = /^[+\d\s().\-/]+$/;
const HAN = /\p{Script=Han}/u;
const PLAIN = /^[a-z0-9 ]*$/;
const DIGITS_MIN = 2;

export function createClientIndex(): ClientIndex {
  const held = new Map<string, Held>();
  return {
    size: () => held.size,
    get: (id) => held.get(id)?.found ?? null,
    put: (client, isUnsent) => void held.set(client.id, entryOf(client, isUnsent)),
    remove: (id) => void held.delete(id),
    find(text, limit) {
      const asked = foldText(text).trim();
      const fits = matcherOf(asked);
      // Only the best are kept in order: a single letter may fit thousands.
      const best: Ranked[] = [];
      for (const one of held.values()) {
        if (!fits(one)) continue;
        const isFirst = one.name.startsWith(asked);
        const last = best[limit - 1];
        if (last !== undefined && !isBefore(isFirst, one, last)) continue;
        let at = best.length;
        while (at > 0 && isBefore(isFirst, one, best[at - 1] as Ranked)) at--;
        best.splice(at, 0, { isFirst, one });
        if (best.length > limit) best.pop();
      }
      return best.map(({ one }) => one.found);
    },
  };
}

interface Ranked {
  /** The name begins as typed. */
  readonly isFirst: boolean;
  readonly one: Held;
}

function isBefore(isFirst: boolean, one: Held, than: Ranked): boolean {
  if (isFirst !== than.isFirst) return isFirst;
  const other = than.one;
  return one.name < other.name || (one.name === other.name && one.found.client.id < other.found.client.id);
}

function entryOf(client: Client, isUnsent: boolean): Held {
  const name = foldText(client.name);
  const email = client.email === null ? '' : ` ${foldText(client.email)}`;
  return {
    found: { client, isUnsent },
    name,
    // Most names are words and blanks as they stand.
    words: PLAIN.test(name) ? ` ${name}${email}` : ` ${wordsIn(name).join(' ')}${email}`,
    run: PLAIN.test(name) || !HAN.test(name) ? '' : name.replaceAll(/\s+/g, ''),
    digits: client.phone === null ? '' : digitsIn(client.phone),
  };
}

/** "O'Brien" is one word, "Smith-Jones" are two. */
function wordsIn(folded: string): readonly string[] {
  return folded
    .replaceAll(/['’.]/g, '')
    .split(/[\s,;/()\-–·]+/u)
    .filter((word) => word !== '');
}

function digitsIn(text: string): string {
  return text.replaceAll(/\D/g, '');
}

function matcherOf(asked: string): (one: Held) => boolean {
  if (asked === '') return () => true;
  if (NUMBER.test(asked) && digitsIn(asked).length >= DIGITS_MIN) return ofNumber(digitsIn(asked));
  const tests = asked.split(/\s+/).map((typed): ((one: Held) => boolean) => {
    if (HAN.test(typed)) return ({ run }) => run.includes(typed);
    if (/^\d{2,}$/.test(typed)) return ofNumber(typed);
    const words = wordsIn(typed).map((word) => ` ${word}`);
    // As it stands it may be the beginning of an e-mail.
    return (one) =>
      one.words.includes(` ${typed}`) || (words.length > 0 && words.every((word) => one.words.includes(word)));
  });
  return (one) => tests.every((fits) => fits(one));
}

/** At home a number begins with zeros that it does not have from abroad. */
function ofNumber(digits: string): (one: Held) => boolean {
  const abroad = digits.replace(/^0+/, '');
  return (one) => one.digits.includes(digits) || (abroad.length > DIGITS_MIN && one.digits.includes(abroad));
}
