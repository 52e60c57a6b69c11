/**
 * What this tablet moved and the server's levels do not contain yet. Levels come with `included`, the last
 * of our own sequences that they contain; everything above it is laid over them, and nothing else: which
 * entries the server acknowledged meanwhile does not matter, so nothing is counted twice or not at all.
 */
import { type OverlayLevel, overlayOf } from '../../domain/inventory/overlay.ts';
import type { StockMovement } from '../../domain/inventory/stock.ts';
import type { Journal, JournalRecord } from './journal.ts';

export interface OwnMovements {
  /** Makes sure that everything above `included` is in memory: await it before levels with that number are shown. */
  reach(included: number): Promise<void>;
  /** By ordinal; of what is in memory, and so never anything that `included` contains. */
  overlay(included: number): ReadonlyMap<number, OverlayLevel>;
  /** Called after an append or another tab's changed what `overlay` answers. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

const PAGE = 500;

export function createOwnMovements(
  journal: Pick<Journal, 'after' | 'snapshot' | 'subscribe'>,
  location: string,
): OwnMovements {
  const listeners = new Set<() => void>();
  /** Sequences in (`from`, `through`] have been read; only those that moved stock are kept. */
  let from = Number.MAX_SAFE_INTEGER;
  let through = Number.MAX_SAFE_INTEGER;
  let held: readonly { readonly sequence: number; readonly movements: readonly StockMovement[] }[] = [];
  let reading: Promise<void> = Promise.resolve();

  async function readOn(): Promise<void> {
    let isChanged = false;
    for (;;) {
      const records = await journal.after(through, PAGE);
      const last = records.at(-1);
      if (last === undefined) break;
      const moved = records.map((record) => ({ sequence: record.sequence, movements: movementsOf(record, location) }));
      held = [...held, ...moved.filter(({ movements }) => movements.length > 0)];
      through = last.sequence;
      isChanged = true;
      if (records.length < PAGE) break;
    }
    if (isChanged) for (const listener of [...listeners]) listener();
  }

  /** One reading at a time, so that no entry is read twice. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = reading.then(work);
    reading = done.catch(() => undefined);
    return done;
  }

  const silence = journal.subscribe(() => {
    if (from !== Number.MAX_SAFE_INTEGER && journal.snapshot().sequence > through)
      inTurn(readOn).catch(() => undefined);
  });

  return {
    reach: (included) =>
      inTurn(async () => {
        if (included < from) {
          held = [];
          from = included;
          through = included;
        } else {
          held = held.filter(({ sequence }) => sequence > included);
          from = included;
          through = Math.max(through, included);
        }
        await readOn();
      }),
    overlay: (included) =>
      overlayOf(held.filter(({ sequence }) => sequence > included).flatMap(({ movements }) => movements)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      silence();
      listeners.clear();
    },
  };
}

function movementsOf({ entry }: JournalRecord, location: string): readonly StockMovement[] {
  const moves =
    entry.kind === 'order.place' || entry.kind === 'order.post-void' || entry.kind === 'fulfillment.hand-over';
  if (!moves) return [];
  return entry.body.stock.filter((movement) => movement.location === location);
}
