/** Tells what was measured: a table for people, and the verdict that a machine reads. */
import { cpus, loadavg, totalmem } from 'node:os';
import { BUDGETS, type Budget, type BudgetId, TOLERANCE } from './budgets.ts';
import { median } from './figures.ts';
import type { Measured } from './measured.ts';

export type Verdict = 'aim' | 'must' | 'near' | 'missed' | 'did not run';

export interface Line {
  readonly id: BudgetId;
  readonly median: number | null;
  readonly verdict: Verdict;
  readonly measured: Measured | null;
}

export function judge(holds: readonly BudgetId[], measured: readonly Measured[]): readonly Line[] {
  return holds.map((id) => {
    const found = measured.find((one) => one.id === id);
    if (found === undefined || found.figures.length === 0 || !found.figures.every(Number.isFinite)) {
      return { id, median: null, verdict: 'did not run', measured: found ?? null };
    }
    const middle = median(found.figures);
    return { id, median: middle, verdict: verdictOf(BUDGETS[id], middle), measured: found };
  });
}

function verdictOf({ must, aim }: Budget, figure: number): Verdict {
  if (figure <= aim) return 'aim';
  if (figure <= must) return 'must';
  return figure <= must * TOLERANCE ? 'near' : 'missed';
}

export function machine(): string {
  const [first] = cpus();
  const load = loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
  return `${cpus().length} × ${first?.model ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}, load ${load}`;
}

export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ id, median: middle, verdict, measured }) => {
    const { what, limit, unit, must, aim } = BUDGETS[id];
    const of = Object.entries(measured?.of ?? {})
      .map(([name, value]) => `${name} ${short(value)}`)
      .join(', ');
    return [
      verdict,
      id,
      middle === null ? '–' : `${short(middle)} ${unit}`,
      `≤ ${short(must)}`,
      `≤ ${short(aim)}`,
      limit === '' ? what : `${what} / ${limit}`,
      of,
    ];
  });
  const all = [['', 'figure', 'median', 'must', 'aim', 'what / limit of the same run', 'made of'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length))) ?? [];
  return all
    .map((row) => row.map((cell, column) => (column < 6 ? cell.padEnd(widths[column] ?? 0) : cell)).join('  '))
    .join('\n');
}

function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return String(Math.round(value));
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}
