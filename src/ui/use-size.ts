/** How large an element is drawn, followed as it changes. */
import { type RefCallback, useCallback, useState } from 'react';
import { remPxOf } from './layout.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** What one rem is in it. */
  readonly remPx: number;
}

const UNKNOWN: Size = { width: 0, height: 0, remPx: 16 };

export function useSize(): [RefCallback<HTMLElement>, Size] {
  const [size, setSize] = useState(UNKNOWN);
  const follow = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const measure = () => {
      const remPx = remPxOf(document.documentElement);
      const { offsetWidth: width, offsetHeight: height } = element;
      setSize((before) =>
        before.width === width && before.height === height && before.remPx === remPx
          ? before
          : { width, height, remPx },
      );
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return [follow, size];
}
