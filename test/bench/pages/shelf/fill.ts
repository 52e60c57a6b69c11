/** Fills a replica of this origin with offered segments, by the product's own code, in a worker as in the product. */
import { openShelfHere } from '../../../../src/replica/index.ts';

export interface FillInput {
  readonly manifest: string;
  /** What a segment's address begins with; its hash follows. */
  readonly segment: string;
}

export interface FillTimes {
  readonly ms: number;
  /** Until words are found, too, and the index is on disk. */
  readonly searchableMs: number;
  readonly rows: number;
}

export async function fillShelf(input: FillInput): Promise<FillTimes> {
  const from = performance.now();
  const { shelf } = await openShelfHere();
  const worker = new Worker(new URL('./fill-worker.ts', import.meta.url), { type: 'module' });
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<{ fault: string | null }>) =>
      data.fault === null ? resolve() : reject(new Error(data.fault)),
    );
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.postMessage(input);
  });
  const ms = performance.now() - from;
  await shelf.settled();
  const searchableMs = performance.now() - from;
  const { rows } = shelf.state();
  worker.terminate();
  shelf.close();
  return { ms, searchableMs, rows };
}
