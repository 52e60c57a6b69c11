/**
 * A life as a table: which moves lead from which state to which. Pure data, so that a test can walk it and
 * prove that every state is reached and none is a trap that was not meant to be one.
 */
import { granted, refused, type Verdict } from './verdict.ts';

/** By state, then by move, the state it leads to. A state without moves is an end. */
export type Moves<State extends string, Move extends string> = {
  readonly [S in State]: { readonly [M in Move]?: State };
};

export interface NotNow<State extends string, Move extends string> {
  readonly code: 'not-now';
  readonly state: State;
  readonly move: Move;
}

export function step<State extends string, Move extends string>(
  moves: Moves<State, Move>,
  state: State,
  move: Move,
): Verdict<State, NotNow<State, Move>> {
  const next = moves[state][move];
  return next === undefined ? refused({ code: 'not-now', state, move }) : granted(next);
}

/** Every state that moves can lead to from `start`, itself included. */
export function reachableFrom<State extends string, Move extends string>(
  moves: Moves<State, Move>,
  start: State,
): ReadonlySet<State> {
  const seen = new Set<State>([start]);
  for (const state of seen) for (const next of Object.values(moves[state]) as State[]) seen.add(next);
  return seen;
}
