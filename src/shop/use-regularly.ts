import { useEffect } from 'react';

/** Again and again while somebody looks, and at once when they come back to it. `work` stays the same function. */
export function useRegularly(work: () => void, everyMs: number | null): void {
  useEffect(() => {
    if (everyMs === null) return;
    const look = () => {
      if (document.visibilityState === 'visible') work();
    };
    const timer = setInterval(look, everyMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [work, everyMs]);
}
