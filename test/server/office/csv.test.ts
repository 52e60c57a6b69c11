import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seriesOf } from '../../../src/server/auth/series.ts';
import { initialsOf } from '../../../src/server/office/associates.ts';
import { csvRow, decimalOf } from '../../../src/server/office/csv.ts';

test('X04: whatever a cell holds, it is read back as text and starts no formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (cells) => {
      const [read] = parse(csvRow(cells), { relax_column_count: true }) as string[][];
      expect(read?.length).toBe(cells.length);
      for (const [place, cell] of cells.entries()) {
        const seen = read?.[place] ?? '';
        expect(seen === cell || seen === `'${cell}`).toBe(true);
        if (!/^-?\d+(\.\d+)?$/.test(seen)) expect(seen).not.toMatch(/^[=+\-@\t\r]/);
      }
    }),
    { seed: 20_260_302, numRuns: 300 },
  );
}, 30_000);

test('amounts are decimals whatever the currency shows', () => {
  expect([decimalOf(0, 2), decimalOf(5, 2), decimalOf(-5, 2), decimalOf(123_456, 2)]).toEqual([
    '0.00',
    '0.05',
    '-0.05',
    '1234.56',
  ]);
  expect([decimalOf(1_250, 0), decimalOf(-7, 0), decimalOf(1_500, 3)]).toEqual(['1250', '-7', '1.500']);
});

test('every life of every register has a series of its own', () => {
  const codes = ['A1', 'A11', 'A1B2', '1', '11'];
  const series = codes.flatMap((code) => Array.from({ length: 800 }, (_, life) => seriesOf(code, life + 1)));
  expect(new Set(series).size).toBe(series.length);
  expect([1, 26, 27, 702, 703].map((life) => seriesOf('X1', life))).toEqual(['X1A', 'X1Z', 'X1AA', 'X1ZZ', 'X1AAA']);
});

test('initials are what colleagues would write', () => {
  expect(['Noor Jansen', 'noor van den berg', 'Kim', '王小明', '  ', '李 小明'].map(initialsOf)).toEqual([
    'NJ',
    'NB',
    'K',
    '小明',
    '?',
    '李小',
  ]);
});
