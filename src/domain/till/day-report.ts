/** What a day came to, from the journal alone: by tender, tax rate, associate and hour. Post-voids count against it. */
import type { Order, PostVoid } from '../order/order.ts';
import { hourOf } from '../store/business-day.ts';
import type { TaxLine } from '../tax/tax.ts';
import type { Tender, TenderKind } from '../tender/tender.ts';
import type { ShiftEvent } from './shift.ts';

/** An entry of the journal: what happened, when, and who did it. */
export type DayEvent = ShiftEvent & { readonly at: string; readonly associate: string };

export interface DayReport {
  readonly sales: number;
  readonly returns: number;
  readonly voids: number;
  /** What went out, what came back and what was voided; they add up to the total. */
  readonly outgoingMinor: number;
  readonly returnedMinor: number;
  readonly voidedMinor: number;
  readonly totalMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly discountMinor: number;
  readonly units: number;
  readonly byTender: readonly { readonly kind: TenderKind; readonly amountMinor: number }[];
  readonly byTaxRate: readonly TaxLine[];
  readonly byAssociate: readonly { readonly associate: string; readonly orders: number; readonly totalMinor: number }[];
  /** Hours in which something happened, in their order. */
  readonly byHour: readonly { readonly hour: number; readonly orders: number; readonly totalMinor: number }[];
}

interface ReportInput {
  readonly timeZone: string;
  /** Finds an order that was placed before the day, so that its post-void today is counted by rate and associate. */
  readonly orderOf?: (id: string) => Order | null;
}

export function dayReport(events: readonly DayEvent[], input: ReportInput): DayReport {
  const tally = new Tally();
  const placed = new Map<string, DayEvent & { readonly kind: 'order.place' }>();
  for (const event of events) {
    if (event.kind === 'order.place') {
      placed.set(event.body.id, event);
      tally.countOrder(event.body, event.associate, hourOf(event.at, input.timeZone), 1);
    } else if (event.kind === 'order.post-void') {
      const voided = placed.get(event.body.order);
      const order = voided?.body ?? input.orderOf?.(event.body.order) ?? null;
      const hour = hourOf(event.at, input.timeZone);
      if (order) tally.countOrder(order, voided?.associate ?? event.associate, hour, -1);
      else tally.countUnknownVoid(event.body, event.associate, hour);
    }
  }
  return tally.report();
}

/** Running sums of one report. */
class Tally {
  private readonly orders = { sale: 0, return: 0, exchange: 0 };
  private voids = 0;
  private outgoingMinor = 0;
  private returnedMinor = 0;
  private voidedMinor = 0;
  private netMinor = 0;
  private taxMinor = 0;
  private discountMinor = 0;
  private units = 0;
  private readonly tenders = new Map<TenderKind, number>();
  private readonly rates = new Map<string, TaxLine>();
  private readonly associates = new Map<string, { orders: number; totalMinor: number }>();
  private readonly hours = new Map<number, { orders: number; totalMinor: number }>();

  countOrder(order: Order, associate: string, hour: number, sign: 1 | -1): void {
    const { totals } = order;
    this.netMinor += sign * totals.netMinor;
    this.taxMinor += sign * totals.taxMinor;
    this.discountMinor += sign * totals.discountMinor;
    if (sign === 1) this.orders[order.kind] += 1;
    else this.countVoid(-totals.totalMinor);
    const sellers = new Map<string, number>();
    for (const line of order.lines) {
      const way = line.direction === 'out' ? 1 : -1;
      if (sign === 1 && way === 1) this.outgoingMinor += line.totalMinor;
      if (sign === 1 && way === -1) this.returnedMinor += line.totalMinor;
      if (line.unit === 'each') this.units += sign * way * line.quantity;
      const seller = line.associate ?? associate;
      sellers.set(seller, (sellers.get(seller) ?? 0) + sign * way * line.totalMinor);
    }
    for (const [seller, totalMinor] of sellers) add(this.associates, seller, sign, totalMinor);
    add(this.hours, hour, sign, sign * totals.totalMinor);
    this.countTenders(order.tenders, sign);
    for (const tax of totals.taxes) this.countTax(tax, sign);
  }

  /** A post-void whose order is not at hand: its money counts, its taxes are unknown here. */
  countUnknownVoid(postVoid: PostVoid, associate: string, hour: number): void {
    this.countVoid(postVoid.totalMinor);
    this.netMinor += postVoid.totalMinor;
    add(this.associates, associate, -1, postVoid.totalMinor);
    add(this.hours, hour, -1, postVoid.totalMinor);
    this.countTenders(postVoid.tenders, 1);
  }

  report(): DayReport {
    return {
      sales: this.orders.sale + this.orders.exchange,
      returns: this.orders.return,
      voids: this.voids,
      outgoingMinor: this.outgoingMinor,
      returnedMinor: this.returnedMinor,
      voidedMinor: this.voidedMinor,
      totalMinor: this.outgoingMinor - this.returnedMinor - this.voidedMinor,
      netMinor: this.netMinor,
      taxMinor: this.taxMinor,
      discountMinor: this.discountMinor,
      units: this.units,
      byTender: [...this.tenders].map(([kind, amountMinor]) => ({ kind, amountMinor })),
      byTaxRate: [...this.rates].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tax]) => tax),
      byAssociate: [...this.associates]
        .map(([associate, sums]) => ({ associate, ...sums }))
        .sort((a, b) => b.totalMinor - a.totalMinor),
      byHour: [...this.hours].map(([hour, sums]) => ({ hour, ...sums })).sort((a, b) => a.hour - b.hour),
    };
  }

  private countVoid(totalMinor: number): void {
    this.voids += 1;
    this.voidedMinor -= totalMinor;
  }

  private countTenders(tenders: readonly Tender[], sign: 1 | -1): void {
    for (const { kind, direction, amountMinor } of tenders) {
      const way = direction === 'in' ? 1 : -1;
      this.tenders.set(kind, (this.tenders.get(kind) ?? 0) + sign * way * amountMinor);
    }
  }

  private countTax(tax: TaxLine, sign: 1 | -1): void {
    const key = JSON.stringify([tax.rate, tax.ratePpm, tax.title]);
    const before = this.rates.get(key);
    this.rates.set(key, {
      ...tax,
      taxableMinor: (before?.taxableMinor ?? 0) + sign * tax.taxableMinor,
      taxMinor: (before?.taxMinor ?? 0) + sign * tax.taxMinor,
    });
  }
}

function add<K>(
  sums: Map<K, { orders: number; totalMinor: number }>,
  key: K,
  orders: number,
  totalMinor: number,
): void {
  const before = sums.get(key) ?? { orders: 0, totalMinor: 0 };
  sums.set(key, { orders: before.orders + orders, totalMinor: before.totalMinor + totalMinor });
}
