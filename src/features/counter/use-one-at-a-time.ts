/** Runs one piece of work at a time: a second tap while the first is being written does nothing. */
import { useCallback, useRef } from 'react';

export function useOneAtATime(): (work: () => Promise<unknown>) => void {
  const isBusy = useRef(false);
  return useCallback((work) => {
    // State arrives with the next render; a second tap may come before it.
    if (isBusy.current) return;
    isBusy.current = true;
    void work().finally(() => {
      isBusy.current = false;
    });
  }, []);
}
