/**
 * Which tenders settle a balance. A positive balance is paid by the customer; a negative one is given
 * back. Only cash gives change.
 */
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { Tender, TenderKind } from './tender.ts';

export interface OfferedTender {
  readonly id: string;
  readonly kind: TenderKind;
  readonly amountMinor: number;
  readonly reference: string | null;
}

export interface TenderPlan {
  readonly tenders: readonly Tender[];
  /** What is still open, with the sign of the balance: positive is owed by the customer, negative to them. */
  readonly remainingMinor: number;
  readonly changeMinor: number;
}

export type TenderRefusal =
  | { readonly code: 'amount-not-positive'; readonly tender: string }
  | { readonly code: 'nothing-due'; readonly tender: string }
  /** A card, or a refund, for more than is open. */
  | { readonly code: 'tender-exceeds-balance'; readonly tender: string; readonly overByMinor: number }
  | { readonly code: 'amount-too-large'; readonly tender: string }
  | { readonly code: 'too-many-tenders'; readonly max: number };

export const TENDERS_MAX = 20;
/** Cash nobody lays down: a barcode typed into the amount. */
const TENDERED_MAX_MINOR = 1_000_000_000_000_000;

export function planTenders(
  balanceMinor: number,
  offered: readonly OfferedTender[],
): Verdict<TenderPlan, TenderRefusal> {
  if (offered.length > TENDERS_MAX) return refused({ code: 'too-many-tenders', max: TENDERS_MAX });
  const direction = balanceMinor < 0 ? 'out' : 'in';
  let open = Math.abs(balanceMinor);
  let changeMinor = 0;
  const tenders: Tender[] = [];
  for (const { id, kind, amountMinor, reference } of offered) {
    if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0)
      return refused({ code: 'amount-not-positive', tender: id });
    if (open === 0) return refused({ code: 'nothing-due', tender: id });
    if (amountMinor > TENDERED_MAX_MINOR) return refused({ code: 'amount-too-large', tender: id });
    const over = Math.max(0, amountMinor - open);
    if (over > 0 && (kind !== 'cash' || direction === 'out')) {
      return refused({ code: 'tender-exceeds-balance', tender: id, overByMinor: over });
    }
    const settles = amountMinor - over;
    tenders.push({
      id,
      kind,
      direction,
      amountMinor: settles,
      tenderedMinor: amountMinor,
      changeMinor: over,
      reference,
    });
    open -= settles;
    changeMinor += over;
  }
  return granted({ tenders, remainingMinor: direction === 'out' ? 0 - open : open, changeMinor });
}

const QUICK_AMOUNTS_MAX = 6;

/** What a customer is likely to hand over: the exact amount first, then the next round sums in notes and coins. */
export function quickAmounts(dueMinor: number, denominationsMinor: readonly number[]): number[] {
  if (dueMinor <= 0) return [];
  const round = denominationsMinor
    // Nobody counts out twenty coins for it.
    .filter((denomination) => denomination * 10 >= dueMinor)
    .map((denomination) => Math.ceil(dueMinor / denomination) * denomination);
  const next = [...new Set(round)].filter((amount) => amount > dueMinor).sort((a, b) => a - b);
  // Beyond the largest note people count in that note.
  const largest = Math.max(0, ...denominationsMinor);
  if (next.length === 0 && largest > 0 && dueMinor % largest !== 0) next.push(Math.ceil(dueMinor / largest) * largest);
  return [dueMinor, ...next].slice(0, QUICK_AMOUNTS_MAX);
}
