/**
 * What the facts of an exception say to people: which orders, goods and amounts it is about, and which
 * decisions are likely. Facts come from a server that may be newer: what is not as expected is left out.
 */
import type { ExceptionDocument } from '../../protocol/sync/documents.ts';

export const SETTLE_ACTIONS = [
  'counted',
  'goods-back',
  'client-told',
  'replaced',
  'refunded',
  'till-checked',
  'receipt-compared',
  'people-updated',
  'enrolled-anew',
  'support-asked',
  'checked',
  'other',
] as const;
export type SettleAction = (typeof SETTLE_ACTIONS)[number];

const TECHNICAL: readonly SettleAction[] = ['support-asked', 'enrolled-anew', 'checked', 'other'];
const LIKELY: Readonly<Record<string, readonly SettleAction[]>> = {
  'handed-over-twice': ['counted', 'goods-back', 'checked', 'other'],
  'handed-over-cancelled': ['goods-back', 'client-told', 'refunded', 'other'],
  'handed-over-without-right': ['counted', 'goods-back', 'client-told', 'other'],
  'parcel-unknown': ['counted', 'support-asked', 'other'],
  'cart-sold-twice': ['client-told', 'refunded', 'goods-back', 'other'],
  'cart-claim-lost': ['client-told', 'checked', 'other'],
  oversold: ['counted', 'checked', 'other'],
  'promise-broken': ['replaced', 'client-told', 'refunded', 'counted', 'other'],
  'client-unreadable': ['client-told', 'support-asked', 'other'],
  'client-unknown': ['checked', 'support-asked', 'other'],
  'over-returned': ['receipt-compared', 'till-checked', 'checked', 'other'],
  'double-void': ['till-checked', 'checked', 'other'],
  'origin-unknown': ['receipt-compared', 'checked', 'other'],
  'shift-unknown': ['till-checked', 'checked', 'other'],
  'till-mismatch': ['till-checked', 'checked', 'other'],
  'associate-not-active': ['people-updated', 'checked', 'other'],
  'tamper-suspect': ['receipt-compared', 'support-asked', 'other'],
};

export function likelyActions(kind: string): readonly SettleAction[] {
  return LIKELY[kind] ?? TECHNICAL;
}

export type Side =
  /** A web order, whole: its hand-overs and its cancellation are both sides. */
  | { readonly kind: 'parcel'; readonly order: string }
  | { readonly kind: 'order'; readonly order: string }
  | { readonly kind: 'web-order'; readonly order: string }
  | { readonly kind: 'holder'; readonly register: string }
  | { readonly kind: 'by'; readonly associate: string | null; readonly register: string | null }
  | {
      readonly kind: 'goods';
      readonly ordinal: number;
      readonly variant: string;
      readonly onHand: number;
      readonly committed: number | null;
    }
  | { readonly kind: 'returned'; readonly sold: number; readonly returned: number }
  | { readonly kind: 'till'; readonly expectedMinor: number; readonly saidMinor: number };

const PARCEL_KINDS: ReadonlySet<string> = new Set([
  'handed-over-twice',
  'handed-over-cancelled',
  'handed-over-without-right',
]);

export function sidesOf({ kind, register, facts }: ExceptionDocument): readonly Side[] {
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : null);
  const whole = (name: string) => (Number.isSafeInteger(facts[name]) ? (facts[name] as number) : null);
  const sides: Side[] = [];
  const subject = text('subject');
  if (PARCEL_KINDS.has(kind) && subject !== null) return [{ kind: 'parcel', order: subject }];
  const associate = text('associate');
  if (register !== null || associate !== null) sides.push({ kind: 'by', associate, register });
  for (const name of ['order', 'other']) {
    const order = text(name);
    if (order !== null) sides.push({ kind: 'order', order });
  }
  if ((kind === 'over-returned' || kind === 'double-void') && subject !== null) {
    sides.push({ kind: 'order', order: subject });
  }
  const holder = text('holder');
  if (holder !== null) sides.push({ kind: 'holder', register: holder });
  const [variant, ordinal, onHand] = [text('variant'), whole('ordinal'), whole('onHand')];
  if (variant !== null && ordinal !== null && onHand !== null) {
    sides.push({ kind: 'goods', variant, ordinal, onHand, committed: whole('committed') });
  }
  const orders = Array.isArray(facts.orders) ? facts.orders : [];
  for (const order of orders) if (typeof order === 'string') sides.push({ kind: 'web-order', order });
  const [sold, returned] = [whole('sold'), whole('returned')];
  if (sold !== null && returned !== null) sides.push({ kind: 'returned', sold, returned });
  const [expectedMinor, saidMinor] = [whole('expectedMinor'), whole('saidMinor')];
  if (expectedMinor !== null && saidMinor !== null) sides.push({ kind: 'till', expectedMinor, saidMinor });
  return sides;
}
