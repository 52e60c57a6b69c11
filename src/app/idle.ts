/** Locks the screen when nobody has touched it for a while. */
import { useEffect, useRef } from 'react';

const LOOK_EVERY_MS = 5_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const;

export function isIdleFor(lastTouch: number, now: number, minutes: number): boolean {
  return minutes > 0 && now - lastTouch >= minutes * 60_000;
}

/** Wall time on purpose: a tablet that slept in its cover was not touched either. */
export function useIdleLock(minutes: number, isOn: boolean, onIdle: () => void): void {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  useEffect(() => {
    if (!isOn || minutes === 0) return;
    let lastTouch = Date.now();
    const touched = () => {
      lastTouch = Date.now();
    };
    const look = () => {
      if (isIdleFor(lastTouch, Date.now(), minutes)) latest.current();
    };
    for (const kind of TOUCHES) document.addEventListener(kind, touched, { capture: true, passive: true });
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      for (const kind of TOUCHES) document.removeEventListener(kind, touched, { capture: true });
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, [minutes, isOn]);
}
