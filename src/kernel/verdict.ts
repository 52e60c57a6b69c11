/**
 * "No" is a value. A refusal carries a code and the facts behind it; words for people are made where
 * people read them, in `features` and `office`. What can be refused returns a Verdict and never throws.
 */
export interface Refusal {
  readonly code: string;
}

export type Verdict<T, R extends Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

export function granted<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refused<const R extends Refusal>(refusal: R): { readonly ok: false; readonly refusal: R } {
  return { ok: false, refusal };
}
