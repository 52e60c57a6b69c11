/** Thrown when the program, not the person at the till, is wrong. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** `sentence` says what should have been true; pass a thunk when building it costs something. */
export function invariant(fact: unknown, sentence: string | (() => string)): asserts fact {
  if (!fact) throw new BrokenInvariant(typeof sentence === 'string' ? sentence : sentence());
}

export function must<T>(value: T | null | undefined, sentence: string | (() => string)): T {
  invariant(value !== null && value !== undefined, sentence);
  return value;
}

/** The last arm of an exhaustive switch: a new variant stops compiling before it reaches a counter. */
export function unreachable(variant: never): never {
  throw new BrokenInvariant(`nobody handles ${JSON.stringify(variant)}`);
}
