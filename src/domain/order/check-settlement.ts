/** Do tenders settle the total, and did stock and till move as lines and tenders imply? */
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Tender } from '../tender/tender.ts';
import { type Finding, factOf } from './order-finding.ts';

export type SettlementFindingCode =
  | 'tenders-balance'
  /** Laid down is not what it settles plus change, or something other than incoming cash gave change. */
  | 'tender-change'
  | 'tender-duplicate'
  | 'stock-movements'
  | 'till-movements'
  | 'movement-duplicate';

type SettlementFinding = Finding<SettlementFindingCode>;

export function checkTenders(tenders: readonly Tender[], totalMinor: number): SettlementFinding[] {
  const findings: SettlementFinding[] = [];
  const seen = new Set<string>();
  let balance = 0n;
  for (const { id, kind, direction, amountMinor, tenderedMinor, changeMinor } of tenders) {
    balance += direction === 'in' ? BigInt(amountMinor) : -BigInt(amountMinor);
    const laidDown = BigInt(amountMinor) + BigInt(changeMinor);
    const mayGiveChange = kind === 'cash' && direction === 'in';
    if (laidDown !== BigInt(tenderedMinor) || (changeMinor !== 0 && !mayGiveChange)) {
      findings.push({ code: 'tender-change', ref: id, expected: factOf(laidDown), found: tenderedMinor });
    }
    if (seen.has(id)) findings.push({ code: 'tender-duplicate', ref: id, expected: null, found: id });
    seen.add(id);
  }
  if (balance !== BigInt(totalMinor)) {
    findings.push({ code: 'tenders-balance', ref: null, expected: totalMinor, found: factOf(balance) });
  }
  return findings;
}

/** Compares what moved with what is implied, whatever the order and the ids of the movements. */
export function checkMovements(
  code: 'stock-movements' | 'till-movements',
  implied: readonly object[],
  moved: readonly { readonly id: string }[],
): SettlementFinding[] {
  const missing = new Map<string, number>();
  for (const movement of implied) count(missing, canonicalJson(movement), 1);
  const findings: SettlementFinding[] = [];
  const seen = new Set<string>();
  for (const { id, ...movement } of moved) {
    if (seen.has(id)) findings.push({ code: 'movement-duplicate', ref: id, expected: null, found: id });
    seen.add(id);
    const text = canonicalJson(movement);
    if ((missing.get(text) ?? 0) > 0) count(missing, text, -1);
    else findings.push({ code, ref: id, expected: null, found: text });
  }
  for (const [text, times] of missing) {
    if (times > 0) findings.push({ code, ref: null, expected: text, found: null });
  }
  return findings;
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
