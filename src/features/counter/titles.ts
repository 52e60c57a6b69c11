/** What is in a sale, in one line: each title once, with how many pieces of it. */

interface Titled {
  readonly title: string;
  readonly unit: 'each' | 'g';
  readonly quantity: number;
}

export function countedTitles(lines: readonly Titled[]): string {
  const pieces = new Map<string, number>();
  for (const { title, unit, quantity } of lines) {
    pieces.set(title, (pieces.get(title) ?? 0) + (unit === 'each' ? quantity : 1));
  }
  return [...pieces].map(([title, count]) => (count > 1 ? `${title} × ${count}` : title)).join(' · ');
}
