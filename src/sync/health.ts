/** Facts for the health screen: what the journey between tablet and server met lately. */
export interface SyncHealth {
  readonly rounds: number;
  /** Entries acknowledged since this engine started. */
  readonly pushed: number;
  /** Newest first; the same fault in a row is one line with a count. */
  readonly faults: readonly { readonly code: string; readonly at: string; readonly times: number }[];
}

export const EMPTY_HEALTH: SyncHealth = { rounds: 0, pushed: 0, faults: [] };

const FAULTS_MAX = 20;

export function withFault(health: SyncHealth, code: string, at: string): SyncHealth {
  const [newest, ...older] = health.faults;
  const faults =
    newest?.code === code
      ? [{ code, at, times: newest.times + 1 }, ...older]
      : [{ code, at, times: 1 }, ...health.faults].slice(0, FAULTS_MAX);
  return { ...health, faults };
}
