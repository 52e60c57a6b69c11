import { describe, expect, test } from 'vitest';
import { type CsvEvent, csvRows } from '../../../src/server/catalog/csv-rows.ts';

const COLUMNS = { required: ['sku', 'price'], optional: ['title'] };

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function read(file: string | Uint8Array, size = 7): Promise<CsvEvent[]> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const events: CsvEvent[] = [];
  for await (const event of csvRows(inPieces(bytes, size), COLUMNS)) events.push(event);
  return events;
}
const problemsOf = (events: readonly CsvEvent[]) =>
  events.flatMap((event) =>
    event.kind === 'row'
      ? []
      : [`${event.kind} ${event.problem.line} ${event.problem.column ?? '-'} ${event.problem.code}`],
  );

describe('a CSV file', () => {
  test('gives rows by column name with their lines, through a BOM, quotes, CRLF and characters cut in two', async () => {
    const file = '\uFEFFSKU,Price,title\r\nA,1,"襯衫, ""blue"""\r\n\r\nB,2,𠮷\r\n';
    for (const size of [1, 2, 3, 1_000]) {
      expect(await read(file, size)).toEqual([
        { kind: 'row', row: { line: 2, fields: { sku: 'A', price: '1', title: '襯衫, "blue"' } } },
        { kind: 'row', row: { line: 4, fields: { sku: 'B', price: '2', title: '𠮷' } } },
      ]);
    }
  });

  test('reports a row with too few or too many fields, and reads on', async () => {
    const events = await read('sku,price\nA\nB,2\nC,3,4\nD,4\n');
    expect(problemsOf(events)).toEqual(['bad-row 2 - column-count', 'bad-row 4 - column-count']);
    expect(events.filter((event) => event.kind === 'row')).toHaveLength(2);
  });

  test('stops at quotes that do not match, and says where', async () => {
    expect(problemsOf(await read('sku,price\nA,1\nB,"2"x\nC,3\n'))).toEqual(['bad-file 3 - csv-malformed']);
    expect(problemsOf(await read('sku,price\nA,1\nB,"2\nC,3\n'))).toEqual(['bad-file 4 - csv-malformed']);
  });

  test('stops at a field without end before it fills the memory', async () => {
    expect(problemsOf(await read(`sku,price\nA,"${'x'.repeat(300_000)}`, 10_000))).toEqual([
      'bad-file 2 - row-too-long',
    ]);
  });

  test('stops at bytes that are not UTF-8', async () => {
    const latin = Uint8Array.from([...new TextEncoder().encode('sku,price,title\nA,1,x\nB,2,caf'), 0xe9, 10]);
    expect(problemsOf(await read(latin)).at(-1)).toMatch(/^bad-file [23] - not-utf-8$/);
    const utf16 = Uint8Array.from([0xff, 0xfe, 115, 0, 107, 0]);
    expect(problemsOf(await read(utf16))).toEqual(['bad-file 1 - not-utf-8']);
  });

  test('must have its columns, each once; others are noted', async () => {
    expect(problemsOf(await read('sku,colour\nA,1\n'))).toEqual([
      'bad-file 1 price column-missing',
      'warning 1 colour column-unknown',
    ]);
    expect(problemsOf(await read('sku,price,price\nA,1,2\n'))).toEqual(['bad-file 1 price column-twice']);
    expect(problemsOf(await read('sku;price\nA;1\n'))).toContain('bad-file 1 sku column-missing');
  });

  test('without rows is refused', async () => {
    expect(problemsOf(await read(''))).toEqual(['bad-file 1 - file-empty']);
    expect(problemsOf(await read('sku,price\n'))).toEqual(['bad-file 1 - file-empty']);
  });

  test('cannot name a column that reaches into the program', async () => {
    const events = await read('sku,price,__proto__\nA,1,x\n');
    expect(problemsOf(events)).toEqual(['warning 1 __proto__ column-unknown']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
