/**
 * Tells a keyboard-wedge scanner from a person by timing alone. Pure: keys with their times go in,
 * decisions come out; `wedge-scanner.ts` carries them out in a page.
 *
 * Invariants: 1. every plain key is passed on, released later in order, or part of exactly one scan, and
 * only the first keys of a scan may be two of these; 2. keys farther apart than `maxGapMs` never share a scan; 3. a person's typing passes untouched
 * unless three keys come faster than a hand can.
 */
export interface WedgeSettings {
  /** Longest time between two keys of one scan. 35 ms suits most scanners; some Zebra set-ups need 100. */
  readonly maxGapMs: number;
  /** Shortest scan that ends with Enter or Tab. */
  readonly minLength: number;
  /** Shortest scan that ends with nothing but silence. */
  readonly minLengthUnended: number;
}

export const WEDGE_SETTINGS: WedgeSettings = { maxGapMs: 35, minLength: 4, minLengthUnended: 6 };

/** In a text field this many keys pass before the rest of a burst is held back. */
const FREE_KEYS_IN_TEXT = 2;

export interface WedgeKey {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  readonly at: number;
  /** Where the key would go: into text, or to a shortcut or keypad. */
  readonly inText: boolean;
}

/** A burst under way; `text` is all of it, `held` the keys at its end that nobody else has seen. */
export interface Burst {
  readonly text: string;
  readonly held: readonly string[];
  readonly lastAt: number;
}

export type BurstEnd =
  | { readonly kind: 'scan'; readonly text: string }
  /** It was a person after all: these keys are owed to where they were going. */
  | { readonly kind: 'release'; readonly keys: readonly string[] };

export interface WedgeStep {
  readonly burst: Burst | null;
  /** How the burst before this key ended, if it did. To be carried out before the key goes on. */
  readonly ended: BurstEnd | null;
  /** True: the page must not see this key. */
  readonly swallow: boolean;
}

const isCharacter = (key: string) => [...key].length === 1;
const isTerminator = (key: string) => key === 'Enter' || key === 'Tab';

/**
 * How long silence must last until an unended burst is decided. A lone key that is held back would feel
 * slow, so it is decided soon. Otherwise patience costs nobody anything, and a page that is busy drawing
 * what the first key brought gets the rest of a scan late, though its keys carry the right times.
 */
export function silenceMs(burst: Burst, settings: WedgeSettings): number {
  const isOwedSoon = burst.text.length === 1 && burst.held.length === 1;
  return Math.max(isOwedSoon ? 60 : 250, settings.maxGapMs * 2);
}

/**
 * What silence leaves of a burst. Keys that were owed to the page are given to it; but those pressed right
 * behind them may still be on their way to a busy page, and a scan without its first key would be another's.
 */
export function afterSilence(burst: Burst | null, ended: BurstEnd | null): Burst | null {
  return burst !== null && ended?.kind === 'release' ? { ...burst, held: [] } : null;
}

export function stepKey(burst: Burst | null, key: WedgeKey, settings: WedgeSettings): WedgeStep {
  const inTime = burst !== null && key.at - burst.lastAt <= settings.maxGapMs && key.at >= burst.lastAt;
  if (isTerminator(key.key)) {
    if (burst && inTime && burst.text.length >= settings.minLength) {
      return { burst: null, ended: { kind: 'scan', text: burst.text }, swallow: true };
    }
    return { burst: null, ended: endBySilence(burst, settings), swallow: false };
  }
  // Scanners press Shift for capitals; it belongs to the key that follows.
  if (key.key === 'Shift') return { burst, ended: null, swallow: false };
  if (!isCharacter(key.key)) return { burst: null, ended: endBySilence(burst, settings), swallow: false };
  if (!inTime || !burst) {
    // A space presses buttons: no label begins with one, so it never begins a burst.
    if (key.key === ' ') return { burst: null, ended: endBySilence(burst, settings), swallow: false };
    const begun = { text: key.key, held: key.inText ? [] : [key.key], lastAt: key.at };
    return { burst: begun, ended: endBySilence(burst, settings), swallow: !key.inText };
  }
  const hold = !key.inText || burst.text.length >= FREE_KEYS_IN_TEXT;
  return {
    burst: { text: burst.text + key.key, held: hold ? [...burst.held, key.key] : burst.held, lastAt: key.at },
    ended: null,
    swallow: hold,
  };
}

/** What a burst turns out to be when nothing follows it. */
export function endBySilence(burst: Burst | null, settings: WedgeSettings): BurstEnd | null {
  if (!burst) return null;
  // With slow scanners a fast typist looks alike, so only Enter or Tab may end a scan.
  const silenceDecides = settings.maxGapMs <= 50;
  if (silenceDecides && burst.text.length >= settings.minLengthUnended) return { kind: 'scan', text: burst.text };
  return burst.held.length > 0 ? { kind: 'release', keys: burst.held } : null;
}
