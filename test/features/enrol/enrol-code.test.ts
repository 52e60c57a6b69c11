import { expect, test } from 'vitest';
import { enrolCodeIn, isWholeCode, shownCode } from '../../../src/features/enrol/enrol-code.ts';
import { keyOfRefusal } from '../../../src/features/enrol/words.ts';
import { enrolRefusalCodes } from '../../../src/protocol/enrol.ts';

test('a code reads the same however it is typed', () => {
  expect(shownCode('k7qm3fxd')).toBe('K7QM-3FXD');
  expect(shownCode(' K7QM - 3FXD ')).toBe('K7QM-3FXD');
  expect(shownCode('Ｋ７ＱＭ３ＦＸＤ')).toBe('K7QM-3FXD');
  expect(shownCode('k7q')).toBe('K7Q');
  expect(shownCode('K7QM-')).toBe('K7QM');
});

test('look-alikes are not in the alphabet', () => {
  expect(isWholeCode('K7QM-3FXD')).toBe(true);
  expect(isWholeCode('K7QM-3FX0')).toBe(false);
  expect(isWholeCode('K7QM-3FXO')).toBe(false);
  expect(isWholeCode('K7QM-3FX')).toBe(false);
});

test('a scanned or pasted link gives its code, anything else gives none', () => {
  expect(enrolCodeIn('https://till.example/#enrol=K7QM-3FXD')).toBe('K7QM-3FXD');
  expect(enrolCodeIn('#enrol=k7qm3fxd')).toBe('K7QM-3FXD');
  expect(enrolCodeIn('K7QM-3FXD')).toBe('K7QM-3FXD');
  expect(enrolCodeIn('8712345678906')).toBeNull();
  expect(enrolCodeIn('https://example.com/menu')).toBeNull();
  expect(enrolCodeIn('')).toBeNull();
});

test('every refusal of the server has words of its own', () => {
  for (const code of enrolRefusalCodes) expect(keyOfRefusal(code)).toBe(code);
  expect(keyOfRefusal('offline')).toBe('offline');
  expect(keyOfRefusal('something-of-tomorrow')).toBe('other');
});
