/**
 * Reads a CSV file as a stream of rows by column name, with the line each began on. Memory does not grow
 * with the file. What breaks the file as a whole (encoding, quotes, a record without end) ends the stream
 * with one problem; what breaks a row is the row's problem.
 */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { ImportProblem } from './import-problem.ts';

export interface CsvRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

export interface CsvColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export type CsvEvent =
  | { readonly kind: 'row'; readonly row: CsvRow }
  | { readonly kind: 'warning'; readonly problem: ImportProblem }
  /** One row is unusable, the next may be fine. */
  | { readonly kind: 'bad-row'; readonly problem: ImportProblem }
  /** Nothing after this can be trusted. */
  | { readonly kind: 'bad-file'; readonly problem: ImportProblem };

const RECORD_BYTES_MAX = 100_000;

export async function* csvRows(chunks: AsyncIterable<Uint8Array>, columns: CsvColumns): AsyncGenerator<CsvEvent> {
  const text = Readable.from(utf8Text(chunks));
  const parser = text.pipe(
    parse({
      bom: true,
      info: true,
      // A row of another length is reported with its line, not the end of the file.
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: RECORD_BYTES_MAX,
    }),
  );
  text.on('error', (error) => parser.destroy(error));
  let header: readonly string[] | null = null;
  let isEmpty = true;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = info.lines;
      if (header === null) {
        header = record.map((name) => name.trim().toLowerCase());
        const problems = headerProblems(header, columns);
        for (const problem of problems) yield problem;
        if (problems.some(({ kind }) => kind === 'bad-file')) return;
        continue;
      }
      isEmpty = false;
      if (record.length !== header.length) {
        const value = `${record.length} of ${header.length}`;
        yield { kind: 'bad-row', problem: { line, column: null, code: 'column-count', value } };
        continue;
      }
      const fields: Record<string, string> = Object.create(null);
      for (const [place, name] of header.entries()) fields[name] = record[place] ?? '';
      yield { kind: 'row', row: { line, fields } };
    }
  } catch (error) {
    yield { kind: 'bad-file', problem: fileProblem(error) };
    return;
  }
  if (isEmpty) yield { kind: 'bad-file', problem: { line: 1, column: null, code: 'file-empty', value: '' } };
}

/** A wrong byte would become a wrong title on a receipt, so it ends the reading. */
async function* utf8Text(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let line = 1;
  try {
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true });
      for (const character of text) if (character === '\n') line++;
      yield text;
    }
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new NotUtf8(line);
  }
}

class NotUtf8 extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`not UTF-8 after line ${line}`);
    this.line = line;
  }
}

function fileProblem(error: unknown): ImportProblem {
  if (error instanceof NotUtf8) return { line: error.line, column: null, code: 'not-utf-8', value: '' };
  if (error instanceof CsvError) {
    const line = typeof error.lines === 'number' ? error.lines : 1;
    const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'csv-malformed';
    return { line, column: null, code, value: error.code };
  }
  throw error;
}

function headerProblems(header: readonly string[], { required, optional }: CsvColumns): CsvEvent[] {
  const known = new Set([...required, ...optional]);
  const at = (code: ImportProblem['code'], column: string) => ({ line: 1, column, code, value: '' });
  return [
    ...required
      .filter((name) => !header.includes(name))
      .map((name): CsvEvent => ({ kind: 'bad-file', problem: at('column-missing', name) })),
    ...header
      .filter((name, place) => known.has(name) && header.indexOf(name) !== place)
      .map((name): CsvEvent => ({ kind: 'bad-file', problem: at('column-twice', name) })),
    ...header
      .filter((name) => !known.has(name))
      .map((name): CsvEvent => ({ kind: 'warning', problem: at('column-unknown', name) })),
  ];
}
