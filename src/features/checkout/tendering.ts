/**
 * Settling a balance step by step, as pure decisions: what has been offered, what the next offer would
 * do, and whether the sale is then complete. Amounts are shown without sign; the balance knows its way.
 */
import {
  type OfferedTender,
  planTenders,
  type TenderPlan,
  type TenderRefusal,
} from '../../domain/tender/plan-tenders.ts';
import type { TenderKind } from '../../domain/tender/tender.ts';
import { must } from '../../kernel/invariant.ts';
import { granted, type Verdict } from '../../kernel/verdict.ts';

export interface Tendering {
  /** Positive: the customer pays. Negative: we give back. */
  readonly balanceMinor: number;
  readonly offered: readonly OfferedTender[];
}

/** What is still open, without sign. */
export function openMinor(tendering: Tendering): number {
  return Math.abs(planOf(tendering).remainingMinor);
}

/** Offers that were taken stand; a cart that shrank under them makes the last ones fall away. */
export function planOf({ balanceMinor, offered }: Tendering): TenderPlan {
  for (let kept = offered.length; kept > 0; kept--) {
    const plan = planTenders(balanceMinor, offered.slice(0, kept));
    if (plan.ok) return plan.value;
  }
  const none = planTenders(balanceMinor, []);
  return must(none.ok ? none.value : null, 'no tenders can always be planned');
}

export interface Offer {
  readonly plan: TenderPlan;
  readonly completes: boolean;
}

export function offer(tendering: Tendering, next: OfferedTender): Verdict<Offer, TenderRefusal> {
  const plan = planTenders(tendering.balanceMinor, [...tendering.offered, next]);
  return plan.ok ? granted({ plan: plan.value, completes: plan.value.remainingMinor === 0 }) : plan;
}

export type Preview =
  | { readonly kind: 'completes'; readonly changeMinor: number }
  | { readonly kind: 'part'; readonly remainingMinor: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly refusal: TenderRefusal };

/** What would happen if this amount were taken now. */
export function preview(tendering: Tendering, kind: TenderKind, amountMinor: number): Preview {
  if (amountMinor === 0) return { kind: 'nothing' };
  const offered = offer(tendering, { id: 'preview', kind, amountMinor, reference: null });
  if (!offered.ok) return { kind: 'refused', refusal: offered.refusal };
  return offered.value.completes
    ? { kind: 'completes', changeMinor: offered.value.plan.changeMinor }
    : { kind: 'part', remainingMinor: Math.abs(offered.value.plan.remainingMinor) };
}
