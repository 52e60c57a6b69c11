/**
 * The file a backup is: gzip-compressed lines. The first says what it is and which tables follow, then
 * come the rows as PostgreSQL itself writes them as JSON, and the last line counts them and holds the
 * SHA-256 of all lines before it. Cut short, or changed by one bit, it is known to be no backup.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';

export const ARCHIVE_FORMAT = 1;

export const archiveHeader = z.strictObject({
  evertill: z.literal('backup'),
  format: z.literal(ARCHIVE_FORMAT),
  madeAt: z.string(),
  epoch: z.string(),
  /** Migrations the tables had seen, in order. */
  migrations: z.array(z.string()),
  tables: z.array(z.strictObject({ schema: z.string(), name: z.string(), columns: z.array(z.string()) })),
});
export type ArchiveHeader = z.infer<typeof archiveHeader>;
export type ArchiveTable = ArchiveHeader['tables'][number];

export const archiveEnd = z.strictObject({ end: z.literal(true), rows: z.array(z.int()), sha256: z.string() });
export type ArchiveEnd = z.infer<typeof archiveEnd>;

export type ArchiveRefusal = { readonly code: 'not-a-backup' | 'damaged' | 'made-by-newer' };

/** A row's line begins with the place of its table in the header, so that tables may come in any order. */
export function rowLine(table: number, row: string): string {
  return `${table} ${row}`;
}

/** Tells every line that is not the first or the last, as table and row; answers how the file says it ends. */
export async function readArchive(
  file: string,
  onHeader: (header: ArchiveHeader) => void | Promise<void>,
  onRow: (table: number, row: string) => void | Promise<void>,
): Promise<Verdict<{ header: ArchiveHeader; rows: readonly number[] }, ArchiveRefusal>> {
  const hash = createHash('sha256');
  const source = createReadStream(file);
  const unpacked = source.pipe(createGunzip());
  source.on('error', (fault) => unpacked.destroy(fault));
  const lines = createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY });
  let header: ArchiveHeader | null = null;
  let end: ArchiveEnd | null = null;
  const counted: number[] = [];
  try {
    for await (const line of lines) {
      if (end !== null) return refused({ code: 'damaged' });
      if (header === null) {
        const read = readHeader(line);
        if (!read.ok) return read;
        header = read.value;
        counted.push(...header.tables.map(() => 0));
        await onHeader(header);
      } else if (line.startsWith('{')) {
        const read = archiveEnd.safeParse(JSON.parse(line));
        if (!read.success || read.data.sha256 !== hash.digest('hex')) return refused({ code: 'damaged' });
        end = read.data;
        continue;
      } else {
        const gap = line.indexOf(' ');
        const table = Number(line.slice(0, gap));
        if (gap < 1 || counted[table] === undefined) return refused({ code: 'damaged' });
        counted[table] += 1;
        await onRow(table, line.slice(gap + 1));
      }
      hash.update(line).update('\n');
    }
  } catch (fault) {
    // zlib says so of what is no gzip (Z_DATA_ERROR) and of what ends too early (Z_BUF_ERROR).
    const code = (fault as { code?: string }).code ?? '';
    if (code.startsWith('Z_')) return refused({ code: header === null ? 'not-a-backup' : 'damaged' });
    throw fault;
  } finally {
    lines.close();
    source.destroy();
  }
  if (header === null) return refused({ code: 'not-a-backup' });
  if (end === null || end.rows.some((rows, table) => rows !== counted[table])) return refused({ code: 'damaged' });
  return granted({ header, rows: end.rows });
}

function readHeader(line: string): Verdict<ArchiveHeader, ArchiveRefusal> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return refused({ code: 'not-a-backup' });
  }
  const parsed = archiveHeader.safeParse(json);
  if (parsed.success) return granted(parsed.data);
  const isOurs = z.looseObject({ evertill: z.literal('backup') }).safeParse(json).success;
  return refused({ code: isOurs ? 'made-by-newer' : 'not-a-backup' });
}
