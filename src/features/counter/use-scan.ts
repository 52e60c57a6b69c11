/** While its component is mounted and `isOn`, scans come here first. */
import { useEffect, useRef } from 'react';
import type { Scan } from '../../devices/index.ts';
import { useCounter } from './counter.tsx';

export function useScan(onScan: (scan: Scan) => void, isOn = true): void {
  const { devices } = useCounter();
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    if (!isOn) return;
    return devices.scanner.subscribe((scan) => latest.current(scan));
  }, [devices, isOn]);
}
