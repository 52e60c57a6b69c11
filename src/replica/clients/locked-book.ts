/** A book nobody has opened: what every screen sees before the first sign-in, and tools that know no clients. */
import type { ClientBookState, HeldClientBook } from './client-book.ts';

const LOCKED: ClientBookState = { kind: 'locked' };

export const LOCKED_BOOK: HeldClientBook = {
  state: () => LOCKED,
  subscribe: () => () => {},
  get: () => null,
  find: () => [],
  contactOf: async () => null,
  seal: async () => null,
  setSignedIn: () => {},
  close: () => {},
};
