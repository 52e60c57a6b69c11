/** What the tablet itself is asked for while the app runs: to keep our storage, stay awake, and wear a badge. Each may say no. */
import { useEffect } from 'react';

export async function persistStorage(): Promise<boolean> {
  const { storage } = navigator;
  if (!storage?.persist) return false;
  try {
    return (await storage.persisted()) || (await storage.persist());
  } catch {
    return false;
  }
}

/** The number on the app's icon: what has not reached the server. */
export function useUnsentBadge(unsent: number): void {
  useEffect(() => {
    const { setAppBadge, clearAppBadge } = navigator;
    if (!setAppBadge || !clearAppBadge) return;
    const asked = unsent > 0 ? setAppBadge.call(navigator, unsent) : clearAppBadge.call(navigator);
    asked.catch(() => undefined);
  }, [unsent]);
}

/** Keeps the screen on while a shift is open; the system takes the lock away whenever the app is hidden. */
export function useWakeLock(isOn: boolean): void {
  useEffect(() => {
    if (!isOn || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      const held = await navigator.wakeLock.request('screen').catch(() => null);
      if (isOver) await held?.release();
      else lock = held;
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', ask);
      lock?.release().catch(() => undefined);
    };
  }, [isOn]);
}
