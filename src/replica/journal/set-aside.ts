/**
 * A damaged journal is not mended and not thrown away: every row of it is copied into a database of its
 * own, and only when the copy is counted does the tablet begin anew, unenrolled, with a new series.
 */
import Dexie from 'dexie';
import { invariant } from '../../kernel/invariant.ts';
import type { IndexedDbPorts } from './dexie-store.ts';
import { JOURNAL_TABLES, type JournalStore } from './store.ts';

export const ASIDE_DATABASE = 'evertill-journal-aside';

export interface AsideRow {
  readonly incident: string;
  readonly table: string;
  readonly row: unknown;
}

/** Keeps rows for good, together; answers how many of the incident it holds. */
export type Aside = (incident: string, rows: readonly AsideRow[]) => Promise<number>;

export function createDexieAside(ports: IndexedDbPorts, name = ASIDE_DATABASE): Aside {
  return async (incident, rows) => {
    const db = new Dexie(name, { ...ports, chromeTransactionDurability: 'strict' });
    db.version(1).stores({ rows: '++id, incident' });
    try {
      await db.table('rows').bulkAdd(rows.map((row) => ({ ...row })));
      return await db.table('rows').where('incident').equals(incident).count();
    } finally {
      db.close();
    }
  };
}

export async function setAside(store: JournalStore, aside: Aside, incident: string): Promise<void> {
  const rows = await store.transact('read', JOURNAL_TABLES, async (tx) => {
    const found: AsideRow[] = [];
    for (const table of JOURNAL_TABLES) {
      for (const row of await tx.all(table)) found.push({ incident, table, row });
    }
    return found;
  });
  const kept = await aside(incident, rows);
  invariant(kept === rows.length, () => `${rows.length} rows were to be set aside, ${kept} are there`);
  await store.transact('write', JOURNAL_TABLES, async (tx) => {
    for (const table of JOURNAL_TABLES) await tx.clear(table);
  });
}
