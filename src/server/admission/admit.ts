/** Exactly the next one, or nothing. A retried push costs a look-up, never a second sale. */
export type Admission =
  | { readonly kind: 'place' }
  | { readonly kind: 'already-placed' }
  | { readonly kind: 'gap'; readonly expected: number }
  /** Another entry has this place: two tablets write as one incarnation. */
  | { readonly kind: 'fork' };

export function admit(
  lastPlaced: number,
  hashAt: (sequence: number) => string | undefined,
  entry: { readonly sequence: number; readonly hash: string },
): Admission {
  if (entry.sequence > lastPlaced + 1) return { kind: 'gap', expected: lastPlaced + 1 };
  if (entry.sequence === lastPlaced + 1) return { kind: 'place' };
  return hashAt(entry.sequence) === entry.hash ? { kind: 'already-placed' } : { kind: 'fork' };
}
