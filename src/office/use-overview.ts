/** What the page shows, asked again every quarter of a minute while somebody looks at it. What was there stays there. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OverviewResponse } from '../protocol/office.ts';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';

const POLL_MS = 15_000;

export interface OverviewState {
  readonly overview: OverviewResponse | null;
  /** Why the last try failed; null while all is well. */
  readonly trouble: OfficeRefusal['code'] | null;
  /** How far the server's clock is ahead of this machine's: countdowns and ages are told by the server's. */
  readonly aheadMs: number;
  refresh(): Promise<void>;
}

export function useOverview(api: OfficeApi, onSignedOut: (code: OfficeRefusal['code']) => void): OverviewState {
  const [state, setState] = useState<Omit<OverviewState, 'refresh'>>({ overview: null, trouble: null, aheadMs: 0 });
  const latest = useRef(0);

  const refresh = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    const answer = await api.overview();
    // Another question was asked since: its answer is the newer one.
    if (mine !== latest.current) return;
    if (answer.ok) {
      const aheadMs = Date.parse(answer.value.serverTime) - Date.now();
      setState({ overview: answer.value, trouble: null, aheadMs });
    } else if (answer.refusal.code === 'not-signed-in') onSignedOut(answer.refusal.code);
    else setState((before) => ({ ...before, trouble: answer.refusal.code }));
  }, [api, onSignedOut]);

  useEffect(() => {
    void refresh();
    const look = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    const timer = setInterval(look, POLL_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [refresh]);

  return { ...state, refresh };
}
