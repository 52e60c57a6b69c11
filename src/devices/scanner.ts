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
}

/** The meeting point of all scanning hardware of this tablet. */
export function createScannerHub(): Scanner {
  const listeners: ScanListener[] = [];
  return {
    subscribe(listener) {
      listeners.push(listener);
      return () => {
        const place = listeners.lastIndexOf(listener);
        if (place >= 0) listeners.splice(place, 1);
      };
    },
    deliver(scan) {
      const newest = listeners.at(-1);
      newest?.(scan);
      return newest !== undefined;
    },
  };
}
