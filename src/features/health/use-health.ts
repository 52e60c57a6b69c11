/** The facts behind the pill, read as they change: the sync engine's word, the journal's numbers, the disk's room. */
import { useEffect, useRef, useState } from 'react';
import type { Documents, Journal, JournalSnapshot } from '../../replica/index.ts';
import type { SyncClient, SyncStatus } from '../../sync/index.ts';
import { useWatched } from '../../ui/index.ts';
import { type HealthFacts, openExceptions, type StorageFacts, type Waiting } from './health-model.ts';

const COUNTED_AT_ONCE = 500;
const STORAGE_EVERY_MS = 60_000;
const NOW_EVERY_MS = 30_000;
const NOTHING_WAITS: Waiting = { entries: 0, sales: 0, since: null };

export type HealthJournal = Pick<Journal, 'snapshot' | 'subscribe' | 'after'>;

export function useSyncStatus(sync: SyncClient): SyncStatus {
  return useWatched(sync, () => sync.status());
}

export function useSnapshot(journal: Pick<Journal, 'snapshot' | 'subscribe'>): JournalSnapshot {
  return useWatched(journal, () => journal.snapshot());
}

/** Counts on from what it counted before: weeks without a network must not mean reading them all after each sale. */
export function useWaiting(journal: HealthJournal): Waiting {
  const { sequence, acknowledged } = useSnapshot(journal);
  const counted = useRef({ from: -1, through: -1, sales: 0, since: null as string | null });
  const [waiting, setWaiting] = useState<Waiting>(NOTHING_WAITS);
  useEffect(() => {
    let isCurrent = true;
    const count = async () => {
      const before = counted.current;
      let { through, sales, since } =
        before.from === acknowledged && before.through <= sequence
          ? before
          : { through: acknowledged, sales: 0, since: null };
      while (through < sequence) {
        const records = await journal.after(through, COUNTED_AT_ONCE);
        const last = records.at(-1);
        if (!isCurrent || !last) return;
        since ??= records[0]?.entry.at ?? null;
        sales += records.filter(({ entry }) => entry.kind === 'order.place').length;
        through = last.sequence;
      }
      counted.current = { from: acknowledged, through, sales, since };
      setWaiting({ entries: sequence - acknowledged, sales, since });
    };
    count().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [journal, sequence, acknowledged]);
  return sequence <= acknowledged ? NOTHING_WAITS : waiting;
}

export async function readStorage(storage: StorageManager | undefined): Promise<StorageFacts | null> {
  if (!storage?.estimate) return null;
  const [{ usage = 0, quota = 0 }, isPersisted] = await Promise.all([
    storage.estimate(),
    storage.persisted?.() ?? Promise.resolve(false),
  ]);
  return { usedBytes: usage, quotaBytes: quota, isPersisted };
}

export function useStorage(): StorageFacts | null {
  const [facts, setFacts] = useState<StorageFacts | null>(null);
  useEffect(() => {
    const read = () =>
      readStorage(navigator.storage).then(
        (found) => setFacts(found),
        () => undefined,
      );
    void read();
    const timer = setInterval(read, STORAGE_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return facts;
}

export function useNow(everyMs = NOW_EVERY_MS): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

export type HealthDocuments = Pick<Documents, 'exceptions' | 'subscribe'>;

export function useOpenExceptions(documents: HealthDocuments, register: string) {
  return openExceptions(
    useWatched(documents, () => documents.exceptions()),
    register,
  );
}

export function useHealthFacts(journal: HealthJournal, sync: SyncClient, documents: HealthDocuments): HealthFacts {
  const snapshot = useSnapshot(journal);
  return {
    needsReview: useOpenExceptions(documents, snapshot.identity.register).withoutEffect,
    status: useSyncStatus(sync),
    journal: snapshot,
    waiting: useWaiting(journal),
    storage: useStorage(),
    now: useNow(),
  };
}
