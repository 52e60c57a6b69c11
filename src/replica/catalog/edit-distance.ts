/** How many slips of the finger lie between two words: letters changed, missed, added, or two neighbours swapped. */

/** A bit per letter (digits and others share six): words whose bits differ by more than the bound need no closer look. */
export function letterSignature(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    bits |= 1 << (unit >= 97 && unit <= 122 ? unit - 97 : 26 + (unit % 6));
  }
  return bits;
}

export function bitsIn(bits: number): number {
  let pairs = bits - ((bits >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const WORD_MAX = 40;
/** Three rows of the distance table, reused: this runs thousands of times per typed letter. */
const ROWS = [0, 1, 2].map(() => new Uint8Array(WORD_MAX + 1));

/**
 * Optimal string alignment distance of `typed` to the nearest prefix of `word`, so that a word half typed
 * with a slip is found too; more than `bound` is answered as `bound + 1`.
 */
export function prefixDistance(typed: string, word: string, bound: number): number {
  const length = typed.length;
  if (length > WORD_MAX || word.length + bound < length) return bound + 1;
  let [beforeLast, last, current] = ROWS as [Uint8Array, Uint8Array, Uint8Array];
  for (let i = 0; i <= length; i++) last[i] = i;
  let best = length;
  const reach = Math.min(word.length, length + bound);
  for (let j = 1; j <= reach; j++) {
    current[0] = j;
    let least = j;
    const letter = word.charCodeAt(j - 1);
    for (let i = 1; i <= length; i++) {
      const typedLetter = typed.charCodeAt(i - 1);
      let cost = at(last, i - 1) + (typedLetter === letter ? 0 : 1);
      cost = Math.min(cost, at(last, i) + 1, at(current, i - 1) + 1);
      const isSwap = i > 1 && j > 1 && typedLetter === word.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === letter;
      if (isSwap) cost = Math.min(cost, at(beforeLast, i - 2) + 1);
      current[i] = cost;
      if (cost < least) least = cost;
    }
    best = Math.min(best, at(current, length));
    // The row before still counts for a swap, so one good row is not enough to stop.
    if (least > bound + 1) break;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(best, bound + 1);
}

function at(row: Uint8Array, place: number): number {
  return row[place] ?? 0;
}
