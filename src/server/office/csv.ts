/**
 * CSV that a spreadsheet shows and never runs: every cell is quoted, and one that a spreadsheet would
 * take for a formula begins with an apostrophe.
 */
const FORMULA_START = /^[=+\-@\t\r]/;
/** A plain negative amount is a number, not a formula. */
const NUMBER = /^-?\d+(\.\d+)?$/;

export function csvCell(value: string): string {
  const safe = FORMULA_START.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

export function csvRow(values: readonly string[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/** Minor units as a decimal with a point, whatever the language: `-1234` with two digits is `-12.34`. */
export function decimalOf(minor: number, digits: number): string {
  const sign = minor < 0 ? '-' : '';
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  return digits === 0 ? sign + whole : `${sign}${whole}.${figures.slice(-digits)}`;
}
