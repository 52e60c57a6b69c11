/** What a check found wrong: a code with what should have been there and what is. Words are made elsewhere. */
export interface Finding<Code extends string> {
  readonly code: Code;
  /** The line, tender or movement it is about; null for the whole order. */
  readonly ref: string | null;
  readonly expected: string | number | null;
  readonly found: string | number | null;
}

/** Sums of wrong amounts may leave the safe integers, which findings must not: then they are told as text. */
export function factOf(amount: bigint): number | string {
  const number = Number(amount);
  return Number.isSafeInteger(number) ? number : amount.toString();
}
