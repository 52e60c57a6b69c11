import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeKey, isCheckDigitOk, readScan } from '../../../src/domain/catalog/scan-code.ts';
import { codeOf, grantOf, SEED } from '../shop.ts';

test.each([
  ['EAN-13', '4006381333931', '4006381333931'],
  ['EAN-13 with a scanner’s return', '4006381333931\r\n', '4006381333931'],
  ['EAN-13 behind an AIM prefix', ']E04006381333931', '4006381333931'],
  ['EAN-13 in full-width digits', '４００６３８１３３３９３１', '4006381333931'],
  ['EAN-13 behind a byte-order mark and a space', '\ufeff 4006381333931', '4006381333931'],
  ['UPC-A is an EAN-13 with a leading zero', '036000291452', '0036000291452'],
  ['and so is its EAN-13', '0036000291452', '0036000291452'],
  ['EAN-8', '96385074', '96385074'],
  ['EAN-8 behind its prefix', ']E496385074', '96385074'],
  ['GTIN-14 of a piece', '04006381333931', '4006381333931'],
  ['GTIN-14 of a case stays what it is', '14006381333938', '14006381333938'],
  ['GS1 DataMatrix with batch and expiry', ']d20104006381333931\u001d10ABC\u001d17270131', '4006381333931'],
  ['GS1-128', ']C10104006381333931', '4006381333931'],
  ['element string with brackets', '(01)04006381333931(10)ABC', '4006381333931'],
  ['GS1 Digital Link', 'https://id.gs1.org/01/04006381333931/10/ABC?x=1', '4006381333931'],
  ['GS1 Digital Link on the maker’s own address', 'http://maker.example/goods/01/4006381333931', '4006381333931'],
])('%s is a GTIN', (_, raw, code) => {
  expect(grantOf(readScan(raw))).toMatchObject({ kind: 'gtin', code, checkDigitOk: true });
});

test.each([
  ['a SKU keeps its case', '85123a', '85123a'],
  ['a SKU with spaces inside', ' LS BL M ', 'LS BL M'],
  ['a Code 128 behind its prefix', ']C0HOUSE-7', 'HOUSE-7'],
  ['a short number', '12345', '12345'],
  ['an address that is no Digital Link', 'https://example.com/menu', 'https://example.com/menu'],
  ['an address that is malformed', 'https://01/04006381333931%%', 'https://01/04006381333931%%'],
  ['a SKU that begins like an element string', '0104006381333931XY', '0104006381333931XY'],
])('%s', (_, raw, code) => {
  expect(grantOf(readScan(raw))).toEqual({ kind: 'code', code, forms: [code], checkDigitOk: true });
});

test('a number with a wrong check digit is told as such, and kept as it was read', () => {
  expect(grantOf(readScan('4006381333932'))).toEqual({
    kind: 'gtin',
    code: '4006381333932',
    forms: ['4006381333932'],
    checkDigitOk: false,
  });
});

test('one code, every form it may have been recorded in', () => {
  expect(grantOf(readScan('036000291452')).forms).toEqual(['0036000291452', '00036000291452', '036000291452']);
  expect(grantOf(readScan('96385074')).forms).toEqual(['96385074', '00000096385074', '0000096385074', '000096385074']);
  expect(grantOf(readScan('4006381333931')).forms).toEqual(['4006381333931', '04006381333931']);
});

test('codes are filed under one key, whatever form they were printed in', () => {
  const keys = new Set(['036000291452', '0036000291452', '00036000291452', ' ０36000291452'].map(codeKey));
  expect(keys.size).toBe(1);
  expect(codeKey('85123a')).not.toBe(codeKey('85123A'));
  expect(codeKey('4006381333932')).toBe('4006381333932');
});

test('a receipt’s claim is a receipt', () => {
  expect(grantOf(readScan(']Q1ET1.abc.def\n'))).toMatchObject({ kind: 'receipt', code: 'ET1.abc.def' });
});

test('nothing, and far too much, are refused', () => {
  expect(codeOf(readScan(''))).toBe('scan-empty');
  expect(codeOf(readScan('\r\n\t'))).toBe('scan-empty');
  expect(codeOf(readScan(']E0'))).toBe('scan-empty');
  expect(codeOf(readScan('x'.repeat(61)))).toBe('scan-too-long');
  expect(codeOf(readScan(`ET1.${'x'.repeat(2_000)}`))).toBe('scan-too-long');
});

test('one wrong digit, or two neighbours that differ swapped by other than five, never pass', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(digits, fc.nat({ max: 12 }), fc.integer({ min: 1, max: 9 }), (body, place, by) => {
      const code = Array.from({ length: 10 }, (_, last) => [...body, last].join('')).find(isCheckDigitOk) ?? '';
      expect(code).toHaveLength(13);
      const wrong = [...code].map((digit, index) => (index === place ? (Number(digit) + by) % 10 : digit)).join('');
      expect(isCheckDigitOk(wrong)).toBe(false);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('no input makes it throw, and what it reads reads again as itself', () => {
  const noise = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.stringMatching(/^\]?[A-Za-z]?[0-9(]{0,40}$/));
  fc.assert(
    fc.property(noise, (raw) => {
      const verdict = readScan(raw);
      if (!verdict.ok) return;
      const { code } = verdict.value;
      expect(code.trim()).toBe(code);
      expect(verdict.value.forms[0]).toBe(code);
    }),
    { seed: SEED, numRuns: 500 },
  );
});
