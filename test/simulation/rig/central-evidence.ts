/** What the centre says after the day, reduced to what the oracle can count. */
import { intentOf, pileOf } from './facts.ts';
import type { ModelServer } from './model-server.ts';
import type { Evidence } from './oracle.ts';

/** `tabletOf` knows registers. */
export function centralEvidence(
  server: ModelServer,
  tabletOf: (register: string) => number,
): Omit<Evidence, 'tablets'> {
  const tables = server.tables();
  const placed = [...tables.entries.values()].sort((a, b) => a.sequence - b.sequence);
  const entries = new Map<number, string[]>();
  for (const { register, id } of placed) {
    entries.set(tabletOf(register), [...(entries.get(tabletOf(register)) ?? []), id]);
  }
  const levels = new Map<string, Map<string, number>>();
  for (const [key, { onHand, damaged }] of tables.levels) {
    const [location = '', ordinal] = key.split(' ');
    const piles = levels.get(location) ?? new Map<string, number>();
    levels.set(location, piles);
    piles.set(pileOf(Number(ordinal), 'on-hand'), onHand).set(pileOf(Number(ordinal), 'damaged'), damaged);
  }
  return {
    orders: [...tables.orders.values()].map(({ order, register }) => ({
      intent: intentOf(order.lines[0]?.note),
      tablet: tabletOf(register),
      receiptNumber: order.receiptNumber,
      totalMinor: order.totals.totalMinor,
      shift: order.shift,
    })),
    voids: [...tables.voids.values()].map(({ postVoid, register }) => ({
      intent: intentOf(postVoid.reason),
      tablet: tabletOf(register),
      receiptNumber: postVoid.receiptNumber,
      totalMinor: postVoid.totalMinor,
      shift: postVoid.shift,
    })),
    entries,
    quarantined: placed
      .filter(({ status }) => status === 'quarantined')
      .map(({ envelope }) => {
        const body = 'body' in envelope ? envelope.body : {};
        const { lines, reason } = body as { lines?: readonly { note: string }[]; reason?: string };
        return intentOf(lines?.[0]?.note ?? reason);
      }),
    levels,
    opening: server.opening,
    shifts: [...tables.shifts].map(([id, { register, close }]) => ({
      id,
      tablet: tabletOf(register),
      tillMinor: tables.tills.get(id) ?? 0,
      isClosed: close !== null,
    })),
    parked: [...tables.parked].flatMap(([cart, { register, isParked }]) =>
      isParked ? [{ tablet: tabletOf(register), cart }] : [],
    ),
    exceptions: [...tables.exceptions.values()]
      .filter(({ status }) => status === 'open')
      .map(({ kind, entry }) => ({ kind, entry: entry ?? '' })),
  };
}
