/** How a round ends early. A fault is an expected state of the journey, with a code for `lastFault`. */
import type { Answer } from './believe.ts';
import { isFarewell } from './transport.ts';

export interface RoundFault {
  readonly code: string;
  /** Nobody answered who is our server. */
  readonly isOffline: boolean;
  /** This incarnation will not be heard again. */
  readonly isFarewell: boolean;
  readonly retryAfterMs: number | null;
}

export function faultOf(answer: Exclude<Answer<unknown>, { kind: 'answered' }>): RoundFault {
  if (answer.kind === 'offline') {
    return { code: answer.because, isOffline: true, isFarewell: false, retryAfterMs: answer.retryAfterMs };
  }
  const isEnd = isFarewell(answer.code) || answer.code === 'fork';
  return { code: answer.code, isOffline: false, isFarewell: isEnd, retryAfterMs: answer.retryAfterMs };
}

/** Something on this side of the network. */
export function localFault(code: string): RoundFault {
  return { code, isOffline: false, isFarewell: false, retryAfterMs: null };
}
