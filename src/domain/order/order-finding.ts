/** What a check found wrong: a code with what should have been there and what is. Words are made elsewhere. */
export interface Finding<Code extends string> {
  readonly code: Code;
  /** The line, tender or movement it is about; null for the whole order. */
  readonly ref: string | null;
  readonly expected: string | number | null;
  readonly found: string | number | null;
}
