/**
 * A Scanner hands over what it read off a label, as text, without judging it. The newest listener gets
 * the scan, so that a sheet that asks for a receipt takes scans away from the screen beneath it and
 * gives them back when it closes.
 */
export interface Scan {
  readonly text: string;
  readonly source: 'wedge' | 'camera' | 'typed';
}

export type ScanListener = (scan: Scan) => void;

export interface Scanner {
  /** Returns the way to stop listening. */
  subscribe(listener: ScanListener): () => void;
  /** Feeds a scan from elsewhere (camera, a typed code) to whoever listens now; false when nobody does. */
  deliver(scan: Scan): boolean;
  /**
   * From now on a scan that nobody listens for is kept for the next listener, and `onKept` hears of it.
   * Returns the way to stop, which forgets what is kept.
   */
  keepUnheard(onKept: () => void): () => void;
}

/** More than anybody scans while one screen makes way for another. */
const KEPT_MAX = 50;

/** The meeting point of all scanning hardware of this tablet. */
export function createScannerHub(): Scanner {
  const listeners: ScanListener[] = [];
  let kept: Scan[] = [];
  let tellKept: (() => void) | null = null;
  return {
    subscribe(listener) {
      listeners.push(listener);
      for (const scan of kept.splice(0)) listener(scan);
      return () => {
        const place = listeners.lastIndexOf(listener);
        if (place >= 0) listeners.splice(place, 1);
      };
    },
    deliver(scan) {
      const newest = listeners.at(-1);
      newest?.(scan);
      if (!newest && tellKept && kept.length < KEPT_MAX) {
        kept.push(scan);
        tellKept();
      }
      return newest !== undefined;
    },
    keepUnheard(onKept) {
      tellKept = onKept;
      return () => {
        tellKept = null;
        kept = [];
      };
    },
  };
}
