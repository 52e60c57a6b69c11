/** The time as a screen shows it: it moves on by itself. Milliseconds since 1970. */
import { useEffect, useState } from 'react';
import { useCounter } from './counter.tsx';

const NOW_EVERY_MS = 20_000;

export function useNow(): number {
  const { clock } = useCounter();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), NOW_EVERY_MS);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
