/** What an associate chose to take back, as cart lines. Pure. */
import type { CartLine } from '../../domain/cart/cart.ts';
import type { Disposition } from '../../domain/inventory/stock.ts';
import type { Order } from '../../domain/order/order.ts';
import { mirrored } from '../../domain/returns/mirror.ts';
import { type ReturnableLine, type ReturnRefusal, returnCartLine } from '../../domain/returns/plan-return.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';

export interface ReturnDraft {
  /** Units per sold line; a line that stays away is not in here. */
  readonly quantities: ReadonlyMap<string, number>;
  readonly reason: string | null;
  readonly disposition: Disposition;
}

export type ReturnDraftRefusal =
  | ReturnRefusal
  | { readonly code: 'nothing-chosen' }
  | { readonly code: 'reason-missing' };

export function returnLines(
  order: Order,
  returnable: readonly ReturnableLine[],
  draft: ReturnDraft,
  ids: IdSource,
): Verdict<readonly CartLine[], ReturnDraftRefusal> {
  const lines: CartLine[] = [];
  for (const each of returnable) {
    const quantity = draft.quantities.get(each.line.id) ?? 0;
    if (quantity === 0) continue;
    if (draft.reason === null) return refused({ code: 'reason-missing' });
    const { reason, disposition } = draft;
    const line = returnCartLine({ order, returnable: each, id: ids('line'), quantity, reason, disposition });
    if (!line.ok) return line;
    lines.push(line.value);
  }
  return lines.length > 0 ? granted(lines) : refused({ code: 'nothing-chosen' });
}

/** What the customer gets back for it: exactly what was paid. */
export function refundMinor(returnable: readonly ReturnableLine[], draft: ReturnDraft): number {
  return returnable.reduce((sum, { line, returnedBefore }) => {
    const quantity = draft.quantities.get(line.id) ?? 0;
    return quantity === 0 ? sum : sum + mirrored({ ...line, returnedBefore }, quantity).totalMinor;
  }, 0);
}

export function piecesOf(returnable: readonly ReturnableLine[], draft: ReturnDraft): number {
  return returnable.reduce((sum, { line }) => {
    const quantity = draft.quantities.get(line.id) ?? 0;
    return sum + (line.unit === 'g' ? Math.min(1, quantity) : quantity);
  }, 0);
}
