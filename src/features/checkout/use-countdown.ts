/** Counts down to going on by itself, until somebody asks to stay. */
import { useEffect, useRef, useState } from 'react';

export function useCountdown(seconds: number | null, onEnd: () => void) {
  const [secondsLeft, setLeft] = useState(seconds);
  const latest = useRef(onEnd);
  useEffect(() => {
    latest.current = onEnd;
  });
  useEffect(() => {
    if (secondsLeft === null) return;
    if (secondsLeft === 0) return latest.current();
    const timer = setTimeout(() => setLeft(secondsLeft - 1), 1000);
    return () => clearTimeout(timer);
  }, [secondsLeft]);
  return { secondsLeft, stay: () => setLeft(null) };
}
