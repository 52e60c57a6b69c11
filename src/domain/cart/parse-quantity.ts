/** Reads how many: whole pieces, or grams of weighed goods (with a separator, kilograms as a scale prints them). */

import { foldWidth } from '../../kernel/text.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { Unit } from '../catalog/variant.ts';
import { LINE_QUANTITY_MAX } from './cart.ts';

export type QuantityRefusal =
  | { readonly code: 'not-a-quantity' }
  | { readonly code: 'not-whole' }
  | { readonly code: 'quantity-out-of-range'; readonly min: number; readonly max: number };

export function parseQuantity(text: string, unit: Unit): Verdict<number, QuantityRefusal> {
  const typed = foldWidth(text).trim();
  const match = /^(\d{1,20})(?:[.,](\d{1,20}))?$/.exec(typed);
  if (!match) return refused({ code: 'not-a-quantity' });
  const [, whole = '', decimals] = match;
  if (decimals !== undefined && (unit === 'each' || decimals.length > 3)) return refused({ code: 'not-whole' });
  const quantity = BigInt(decimals === undefined ? whole : whole + decimals.padEnd(3, '0'));
  if (quantity < 1n || quantity > BigInt(LINE_QUANTITY_MAX)) {
    return refused({ code: 'quantity-out-of-range', min: 1, max: LINE_QUANTITY_MAX });
  }
  return granted(Number(quantity));
}
