/**
 * What an associate is about to change on a line, before it is applied. Pure: a draft and its line give
 * the commands that make the cart so, or what is still missing.
 */
import type { CartLine, Discount } from '../../domain/cart/cart.ts';
import type { CartCommand } from '../../domain/cart/cart-commands.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { NO_AMOUNT, proposedAmount, type TypedAmount } from '../../ui/index.ts';

export interface DiscountDraft {
  readonly kind: 'percent' | 'amount';
  /** Whole percent, or minor units. */
  readonly typed: TypedAmount;
  readonly reason: string | null;
}

export interface LineDraft {
  readonly quantity: TypedAmount;
  readonly price: TypedAmount;
  readonly priceReason: string | null;
  readonly discount: DiscountDraft;
  readonly note: string;
  readonly associate: string | null;
}

export type DraftPanel = 'quantity' | 'price' | 'discount' | 'details';
export type DraftRefusal = {
  readonly code: 'reason-missing' | 'amount-missing' | 'percent-too-large' | 'not-whole';
  readonly panel: DraftPanel;
};

const PPM_OF_PERCENT = 10_000;

export function discountDraftOf(discount: Discount | null): DiscountDraft {
  if (discount === null) return { kind: 'percent', typed: NO_AMOUNT, reason: null };
  return discount.kind === 'percent'
    ? {
        kind: 'percent',
        typed: proposedAmount(Math.round(discount.percentPpm / PPM_OF_PERCENT)),
        reason: discount.reason,
      }
    : { kind: 'amount', typed: proposedAmount(discount.amountMinor), reason: discount.reason };
}

export function draftOf(line: CartLine): LineDraft {
  return {
    quantity: proposedAmount(line.quantity),
    price: proposedAmount(line.override?.unitPriceMinor ?? line.listPriceMinor),
    priceReason: line.override?.reason ?? null,
    discount: discountDraftOf(line.discount),
    note: line.note ?? '',
    associate: line.associate,
  };
}

/** Null: no discount is meant. A discount needs a size and a reason. */
export function discountOf(draft: DiscountDraft): Verdict<Discount | null, DraftRefusal> {
  const { kind, typed, reason } = draft;
  if (typed.minor === 0) {
    return reason === null ? granted(null) : refused({ code: 'amount-missing', panel: 'discount' });
  }
  if (kind === 'percent' && typed.minor > 100) return refused({ code: 'percent-too-large', panel: 'discount' });
  if (reason === null) return refused({ code: 'reason-missing', panel: 'discount' });
  return granted(
    kind === 'percent'
      ? { kind, percentPpm: typed.minor * PPM_OF_PERCENT, reason }
      : { kind, amountMinor: typed.minor, reason },
  );
}

export function commandsOf(line: CartLine, draft: LineDraft): Verdict<readonly CartCommand[], DraftRefusal> {
  const commands: CartCommand[] = [];
  const { quantity, price, priceReason } = draft;
  if (quantity.odd !== undefined) return refused({ code: 'not-whole', panel: 'quantity' });
  if (quantity.minor === 0) return refused({ code: 'amount-missing', panel: 'quantity' });
  if (quantity.minor !== line.quantity) {
    commands.push({ kind: 'set-quantity', line: line.id, quantity: quantity.minor });
  }
  const override =
    price.minor === line.listPriceMinor ? null : { unitPriceMinor: price.minor, reason: priceReason ?? '' };
  if (override !== null && priceReason === null) return refused({ code: 'reason-missing', panel: 'price' });
  if (!isSameJson(override, line.override)) commands.push({ kind: 'override-price', line: line.id, override });
  const discount = discountOf(draft.discount);
  if (!discount.ok) return discount;
  if (!isSameJson(discount.value, line.discount)) {
    commands.push({ kind: 'discount-line', line: line.id, discount: discount.value });
  }
  if (draft.note.trim() !== (line.note ?? '')) commands.push({ kind: 'note', line: line.id, note: draft.note });
  if (draft.associate !== line.associate) {
    commands.push({ kind: 'associate', line: line.id, associate: draft.associate });
  }
  return granted(commands);
}

function isSameJson(a: object | null, b: object | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
