/** An invoice rung at a till, by the same decisions that the screens take: scan, override, tender, plan, append. */

import type { Cart } from '../../domain/cart/cart.ts';
import { type CartCommand, decideCart, emptyCart } from '../../domain/cart/cart-commands.ts';
import { cartLineOf, withoutReceipt } from '../../domain/cart/cart-line.ts';
import { planOrder } from '../../domain/order/plan-order.ts';
import { settle } from '../../domain/pricing/settle.ts';
import { businessDayOf } from '../../domain/store/business-day.ts';
import type { Store } from '../../domain/store/store.ts';
import { planTenders } from '../../domain/tender/plan-tenders.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { invariant, must } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { EntryBody } from '../../protocol/entry/entry.ts';
import type { Journal, Shelf } from '../../replica/index.ts';
import type { Invoice, InvoiceLine } from './invoices.ts';

export interface Counter {
  readonly store: Store;
  readonly associate: string;
  readonly journal: Journal;
  readonly shelf: Shelf;
  readonly ids: IdSource;
}

/** The receipt's number when it was rung, otherwise the code that refused it. */
export async function ringInvoice(
  counter: Counter,
  invoice: Invoice,
): Promise<Verdict<string, { readonly code: string }>> {
  const { store, journal, ids } = counter;
  let cart: Cart = emptyCart(ids('cart'));
  for (const line of invoice.lines) {
    const rung = await ringLine(counter, cart, line, invoice.isCredit);
    if (!rung.ok) return rung;
    cart = rung.value;
  }
  const settled = settle(cart, store);
  const due = settled.totals.totalMinor;
  const kind = due < 0 || cart.lines.length % 2 === 0 ? ('cash' as const) : ('card' as const);
  const offered =
    due === 0
      ? []
      : [{ id: ids('tender'), kind, amountMinor: Math.abs(due), reference: kind === 'card' ? invoice.number : null }];
  const tenders = planTenders(due, offered);
  if (!tenders.ok) return tenders;
  const shift = must(journal.snapshot().shift, 'a till rings with its shift open');
  const planned = planOrder({
    cart,
    settled,
    tenders: tenders.value.tenders,
    orderId: ids('order'),
    newId: ids,
    location: store.id,
    shift: shift.id,
    businessDay: businessDayOf(invoice.at, store.timeZone, store.dayStartsAtHour),
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
    language: 'en',
  });
  if (!planned.ok) return planned;
  let receiptNumber = '';
  const appended = await journal.append({
    kind: 'order.place',
    associate: counter.associate,
    body: (numbers) => {
      receiptNumber = numbers.receiptNumber();
      return planned.value(receiptNumber) as EntryBody<'order.place'>;
    },
  });
  return appended.ok ? granted(receiptNumber) : appended;
}

async function ringLine(
  counter: Counter,
  cart: Cart,
  line: InvoiceLine,
  comesBack: boolean,
): Promise<Verdict<Cart, { readonly code: string }>> {
  const scanned = await counter.shelf.scan(line.sku);
  if (scanned.kind === 'unknown') return refused({ code: 'unknown-code' });
  const row = scanned.rows.find((candidate) => candidate.sku === line.sku);
  invariant(row, () => `the code ${line.sku} leads to its own goods`);
  const rung = cartLineOf(row, { id: counter.ids('line'), quantity: line.quantity, language: 'en' });
  if (!rung.ok) return rung;
  const reason = (use: string) =>
    must(
      counter.store.reasons.find((known) => known.use === use),
      'the store has reasons',
    ).id;
  const priced = {
    ...rung.value,
    override: line.priceMinor === row.priceMinor ? null : { unitPriceMinor: line.priceMinor, reason: reason('price') },
  };
  const command: CartCommand = {
    kind: 'add',
    line: comesBack ? withoutReceipt(priced, { reason: reason('return'), disposition: 'restock' }) : priced,
  };
  return decideCart(cart, command);
}
