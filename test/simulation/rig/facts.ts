/**
 * The few words in which the day's doings are written down, for people, tablets, the centre and the oracle
 * alike. Each thing somebody means to do has a number, and says it where its kind has room for a text.
 */

export type Bucket = 'on-hand' | 'damaged';

/** Goods of one variant in one state, at one location. */
export function pileOf(ordinal: number, bucket: Bucket): string {
  return `${ordinal} ${bucket}`;
}

export function noteOf(intent: number): string {
  return `intent ${intent}`;
}

/** -1 for a text that no intent wrote. */
export function intentOf(note: string | null | undefined): number {
  return Number(note?.split(' ')[1] ?? -1);
}
