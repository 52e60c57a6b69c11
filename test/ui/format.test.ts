import { describe, expect, test } from 'vitest';
import { formatBytes, formatMoney, formatPercent, formatTime } from '../../src/ui/format.ts';

const euro = { code: 'EUR', digits: 2 };
const taiwan = { code: 'TWD', digits: 0 };

describe('money on the screen', () => {
  test('shows the digits its shop trades in, whatever ISO 4217 says', () => {
    expect(formatMoney(1_250, taiwan, 'zh-TW')).toBe('$1,250');
    expect(formatMoney(1_250, euro, 'en')).toBe('€12.50');
    expect(formatMoney(5, euro, 'en')).toBe('€0.05');
    expect(formatMoney(0, euro, 'zh-CN')).toBe('€0.00');
  });

  test('writes a minus sign, not a hyphen', () => {
    expect(formatMoney(-1_250, euro, 'en')).toBe('−€12.50');
  });

  test('never rounds: the largest whole number keeps its last cent', () => {
    expect(formatMoney(Number.MAX_SAFE_INTEGER, euro, 'en')).toBe('€90,071,992,547,409.91');
    expect(formatMoney(Number.MIN_SAFE_INTEGER, euro, 'en')).toBe('−€90,071,992,547,409.91');
  });
});

test('percentages keep the digits of a tax rate', () => {
  expect(formatPercent(88_750, 'en')).toBe('8.875%');
  expect(formatPercent(210_000, 'zh-TW')).toBe('21%');
});

test('times are told in the zone of the store, with 24 hours', () => {
  const instant = '2026-11-21T23:05:00.000Z';
  expect(formatTime(instant, 'time', 'en', 'Europe/Amsterdam')).toBe('00:05');
  expect(formatTime(instant, 'time', 'zh-TW', 'Asia/Taipei')).toBe('07:05');
});

test('room on a disk is said in the unit people know', () => {
  expect(formatBytes(812, 'en')).toBe('812 byte');
  expect(formatBytes(4_200_000, 'en')).toBe('4.2 MB');
  expect(formatBytes(63_000_000_000, 'en')).toBe('63 GB');
});
