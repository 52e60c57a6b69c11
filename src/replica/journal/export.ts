/**
 * Files a person can carry away when nothing else works: unsent entries, or everything as it lies there.
 * JSON lines: a header, one line per row, and a last line with the SHA-256 of all lines before it.
 */
import { sha256Hex } from '../../kernel/hash.ts';
import type { EntryRow, JournalStore } from './store.ts';
import { JOURNAL_TABLES } from './store.ts';

const FILE_TYPE = 'application/x-ndjson';

export async function unsentFile(store: JournalStore, at: string): Promise<Blob> {
  const rows = await store.transact('read', ['entries', 'links', 'heads'], async (tx) => {
    const acknowledged = new Map((await tx.all('links')).map((link) => [link.life, link.acknowledged]));
    const unsent: EntryRow[] = [];
    for (const head of await tx.all('heads')) {
      const after = acknowledged.get(head.life) ?? 0;
      unsent.push(...(await tx.range('entries', { life: head.life, after })));
    }
    return unsent;
  });
  return jsonLines(
    { file: 'evertill-unsent', format: 1, at, entries: rows.length },
    rows.map((row) => ({ hash: row.hash, group: row.group, entry: row.entry })),
  );
}

/** Every row of every table but the keys, which no file may hold. */
export async function rawFile(store: JournalStore, at: string, damage: unknown): Promise<Blob> {
  const tables = JOURNAL_TABLES.filter((table) => table !== 'identity' && table !== 'enrolling');
  const rows = await store.transact('read', tables, async (tx) => {
    const found: unknown[] = [];
    for (const table of tables) for (const row of await tx.all(table)) found.push({ table, row });
    return found;
  });
  return jsonLines({ file: 'evertill-journal', format: 1, at, damage, rows: rows.length }, rows);
}

function jsonLines(header: object, rows: readonly unknown[]): Blob {
  const lines = [header, ...rows].map((row) => `${JSON.stringify(row)}\n`).join('');
  return new Blob([lines, `${JSON.stringify({ sha256: sha256Hex(lines) })}\n`], { type: FILE_TYPE });
}
