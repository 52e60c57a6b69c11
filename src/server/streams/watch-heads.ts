/**
 * Hears from the database when streams move, on whichever instance, and tells who asked. One connection
 * listens for the whole process; when it breaks it is made anew, and everybody is told the heads afresh,
 * because what was said in between is lost.
 */
import type { Timers } from '../../kernel/ports.ts';
import { type Database, withTenant } from '../db/database.ts';
import { HEADS_CHANNEL, type Heads } from './publish.ts';
import { streamsOfRegister } from './register-streams.ts';

export interface HeadWatch {
  /** Tells the heads of this register's streams: once at the beginning, then those that move. Ends with `signal`. */
  watch(
    who: { readonly tenant: string; readonly register: string; readonly incarnation: number },
    onHeads: (heads: Heads) => void,
    signal: AbortSignal,
  ): Promise<void>;
  close(): Promise<void>;
}

interface Watcher {
  readonly tenant: string;
  readonly streams: ReadonlySet<string>;
  readonly onHeads: (heads: Heads) => void;
}

const RECONNECT_MS = 1_000;

export async function createHeadWatch(database: Database, timers: Timers): Promise<HeadWatch> {
  const watchers = new Set<Watcher>();
  const ended = new AbortController();
  let stopListening: () => Promise<void> = async () => {};

  const hear = (payload: string) => {
    const { tenant, heads } = JSON.parse(payload) as { tenant: string; heads: Heads };
    for (const watcher of watchers) {
      if (watcher.tenant !== tenant) continue;
      const own = Object.entries(heads).filter(([stream]) => watcher.streams.has(stream));
      if (own.length > 0) watcher.onHeads(Object.fromEntries(own));
    }
  };
  const connect = async () => {
    stopListening = await database.listen(HEADS_CHANNEL, hear, () => void reconnect());
    if (ended.signal.aborted) await stopListening();
  };
  const reconnect = async () => {
    while (!ended.signal.aborted) {
      await timers.sleep(RECONNECT_MS, ended.signal);
      if (ended.signal.aborted) return;
      try {
        await connect();
        for (const watcher of watchers) watcher.onHeads(await readHeads(database, watcher));
        return;
      } catch {
        // The database is still away; tablets poll meanwhile.
      }
    }
  };

  await connect();
  return {
    async watch(who, onHeads, signal) {
      const streams = await withTenant(database.db, who.tenant, (tx) => streamsOfRegister(tx, who), { readOnly: true });
      if (streams === null || signal.aborted) return;
      const watcher: Watcher = { tenant: who.tenant, streams: new Set(streams.ids), onHeads };
      watchers.add(watcher);
      signal.addEventListener('abort', () => watchers.delete(watcher), { once: true });
      onHeads(await readHeads(database, watcher));
    },
    async close() {
      ended.abort();
      watchers.clear();
      await stopListening();
    },
  };
}

async function readHeads(database: Database, watcher: Watcher): Promise<Heads> {
  const rows = await withTenant(
    database.db,
    watcher.tenant,
    (tx) =>
      tx
        .selectFrom('stream')
        .select(['id', 'head'])
        .where('tenant', '=', watcher.tenant)
        .where('id', 'in', [...watcher.streams])
        .execute(),
    { readOnly: true },
  );
  return Object.fromEntries(rows.map(({ id, head }) => [id, head]));
}
