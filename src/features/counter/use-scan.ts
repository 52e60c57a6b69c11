/**
 * While its component is mounted and `isOn`, scans come here first. Listening changes in the same step as
 * the screen: a scan is always heard by what is shown, as it is shown, and none falls between two screens.
 */
import { useLayoutEffect, useRef } from 'react';
import type { Scan } from '../../devices/index.ts';
import { useCounter } from './counter.tsx';

export function useScan(onScan: (scan: Scan) => void, isOn = true): void {
  const { devices } = useCounter();
  const latest = useRef(onScan);
  useLayoutEffect(() => {
    latest.current = onScan;
  });
  useLayoutEffect(() => {
    if (!isOn) return;
    return devices.scanner.subscribe((scan) => latest.current(scan));
  }, [devices, isOn]);
}
