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

/**
 * Optimal string alignment distance of `typed` to the nearest prefix of `word`, so that a word half typed
 * with a slip is found too; more than `bound` is answered as `bound + 1`. The bound is small: each slip
 * branches four ways where the words first differ, and what is alike costs one comparison a letter.
 */
export function prefixDistance(typed: string, word: string, bound: number): number {
  return word.length + bound < typed.length ? bound + 1 : distanceFrom(typed, 0, word, 0, bound, false);
}

/** Whether `typed` is the whole of `word` with at most one slip. */
export function isOneSlipFrom(typed: string, word: string): boolean {
  return Math.abs(word.length - typed.length) <= 1 && distanceFrom(typed, 0, word, 0, 1, true) <= 1;
}

function distanceFrom(
  typed: string,
  typedFrom: number,
  word: string,
  wordFrom: number,
  bound: number,
  isWhole: boolean,
): number {
  let i = typedFrom;
  let j = wordFrom;
  while (i < typed.length && j < word.length && typed.charCodeAt(i) === word.charCodeAt(j)) {
    i++;
    j++;
  }
  if (i === typed.length) return isWhole ? Math.min(word.length - j, bound + 1) : 0;
  if (bound === 0) return 1;
  const isSwap =
    i + 1 < typed.length &&
    j + 1 < word.length &&
    typed.charCodeAt(i) === word.charCodeAt(j + 1) &&
    typed.charCodeAt(i + 1) === word.charCodeAt(j);
  let best = 1 + distanceFrom(typed, i + 1, word, j, bound - 1, isWhole);
  if (j < word.length) {
    best = Math.min(best, 1 + distanceFrom(typed, i + 1, word, j + 1, bound - 1, isWhole));
    best = Math.min(best, 1 + distanceFrom(typed, i, word, j + 1, bound - 1, isWhole));
  }
  return isSwap ? Math.min(best, 1 + distanceFrom(typed, i + 2, word, j + 2, bound - 1, isWhole)) : best;
}
