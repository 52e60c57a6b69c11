/**
 * A receipt as a document of data: what stands on it and in which order, with keys for labels instead of
 * words. Screens, printers and e-mails render it; none of them computes an amount.
 */
import { LANGUAGES, type Language, type Unit, wordsIn } from '../catalog/variant.ts';
import type { Adjustment, Direction, Order, PostVoid } from '../order/order.ts';
import type { Store } from '../store/store.ts';
import type { TaxLine } from '../tax/tax.ts';
import type { Tender, TenderKind } from '../tender/tender.ts';

export type ReceiptKind = 'sale' | 'return' | 'exchange' | 'post-void';

export type ReceiptFactLabel = 'receipt-number' | 'at' | 'register' | 'associate' | 'voided-receipt' | 'reason';
export type ReceiptAmountLabel = 'subtotal' | 'discount' | 'tax' | 'total' | 'tax-included';
export type ReceiptTenderLabel = 'paid' | 'change' | 'refunded';

export interface ReceiptLine {
  readonly direction: Direction;
  readonly title: string;
  readonly options: readonly string[];
  readonly sku: string;
  readonly quantity: number;
  readonly unit: Unit;
  /** Per piece or per kilogram; for goods that came back with their receipt, what they were charged at. */
  readonly unitPriceMinor: number;
  /** Signed: goods that came back are negative. Before adjustments. */
  readonly extendedMinor: number;
  readonly adjustments: readonly Adjustment[];
  readonly note: string | null;
  /** Receipt of the sale that comes back here. */
  readonly originReceipt: string | null;
}

export interface ReceiptTender {
  readonly label: ReceiptTenderLabel;
  readonly kind: TenderKind;
  readonly amountMinor: number;
  readonly reference: string | null;
}

export interface Receipt {
  readonly kind: ReceiptKind;
  /** 0 for the original; 1 for its first copy, which must be marked as one. */
  readonly copy: number;
  readonly language: Language;
  readonly currency: { readonly code: string; readonly digits: number };
  readonly timeZone: string;
  readonly header: { readonly name: string; readonly address: readonly string[]; readonly taxNumber: string | null };
  readonly facts: readonly { readonly label: ReceiptFactLabel; readonly value: string }[];
  readonly lines: readonly ReceiptLine[];
  readonly amounts: readonly { readonly label: ReceiptAmountLabel; readonly amountMinor: number }[];
  readonly pricesIncludeTax: boolean;
  readonly taxes: readonly TaxLine[];
  readonly tenders: readonly ReceiptTender[];
  readonly footer: string;
  /** Text of the QR code, or null when there is none. */
  readonly claim: string | null;
}

export interface ReceiptSetting {
  readonly store: Store;
  readonly registerName: string;
  readonly associateName: string;
  /** Instant of the entry. */
  readonly at: string;
  readonly copy: number;
  /** The signed claim, or null where it could not be signed. */
  readonly claim: string | null;
}

export function receiptOf(order: Order, setting: ReceiptSetting): Receipt {
  const { totals } = order;
  const language = languageOf(order.language);
  const extended = order.lines.reduce((sum, line) => sum + signed(line.direction, line.extendedMinor), 0);
  return {
    kind: order.kind,
    copy: setting.copy,
    language,
    currency: { code: order.currency, digits: order.currencyDigits },
    timeZone: setting.store.timeZone,
    header: headerOf(setting.store),
    facts: factsOf(order.receiptNumber, setting),
    lines: order.lines.map((line) => ({
      direction: line.direction,
      title: line.title,
      options: line.options,
      sku: line.sku,
      quantity: line.quantity,
      unit: line.unit,
      unitPriceMinor: line.listPriceMinor,
      extendedMinor: signed(line.direction, line.extendedMinor),
      adjustments: line.adjustments.map((adjustment) => ({
        ...adjustment,
        amountMinor: signed(line.direction, adjustment.amountMinor),
      })),
      note: line.note,
      originReceipt: line.origin?.receiptNumber ?? null,
    })),
    amounts: [
      ...(totals.discountMinor === 0
        ? []
        : ([
            { label: 'subtotal', amountMinor: extended },
            { label: 'discount', amountMinor: 0 - totals.discountMinor },
          ] as const)),
      ...(order.pricesIncludeTax ? [] : ([{ label: 'tax', amountMinor: totals.taxMinor }] as const)),
      { label: 'total', amountMinor: totals.totalMinor },
      ...(order.pricesIncludeTax ? ([{ label: 'tax-included', amountMinor: totals.taxMinor }] as const) : []),
    ],
    pricesIncludeTax: order.pricesIncludeTax,
    taxes: totals.taxes,
    tenders: tendersOf(order.tenders),
    footer: wordsIn(setting.store.receiptFooter, language),
    claim: setting.claim,
  };
}

/** The slip of a post-void: which receipt is void, why, and what was given back. */
export function voidReceiptOf(postVoid: PostVoid, order: Order | null, setting: ReceiptSetting): Receipt {
  const language = languageOf(order?.language ?? 'en');
  return {
    kind: 'post-void',
    copy: setting.copy,
    language,
    currency: { code: postVoid.currency, digits: order?.currencyDigits ?? setting.store.currency.digits },
    timeZone: setting.store.timeZone,
    header: headerOf(setting.store),
    facts: [
      ...factsOf(postVoid.receiptNumber, setting),
      { label: 'voided-receipt', value: postVoid.orderReceiptNumber },
      { label: 'reason', value: postVoid.reason },
    ],
    lines: [],
    amounts: [{ label: 'total', amountMinor: postVoid.totalMinor }],
    pricesIncludeTax: order?.pricesIncludeTax ?? setting.store.pricesIncludeTax,
    taxes: [],
    tenders: tendersOf(postVoid.tenders),
    footer: wordsIn(setting.store.receiptFooter, language),
    claim: setting.claim,
  };
}

function factsOf(receiptNumber: string, setting: ReceiptSetting): Receipt['facts'] {
  return [
    { label: 'receipt-number', value: receiptNumber },
    { label: 'at', value: setting.at },
    { label: 'register', value: setting.registerName },
    { label: 'associate', value: setting.associateName },
  ];
}

function headerOf(store: Store): Receipt['header'] {
  return { name: store.name, address: store.address, taxNumber: store.taxNumber };
}

function tendersOf(tenders: readonly Tender[]): Receipt['tenders'] {
  return tenders.flatMap(({ kind, direction, amountMinor, tenderedMinor, changeMinor, reference }): ReceiptTender[] => {
    if (direction === 'out') return [{ label: 'refunded', kind, amountMinor, reference }];
    const paid: ReceiptTender = { label: 'paid', kind, amountMinor: tenderedMinor, reference };
    return changeMinor === 0 ? [paid] : [paid, { label: 'change', kind, amountMinor: changeMinor, reference: null }];
  });
}

function languageOf(language: string): Language {
  return LANGUAGES.find((known) => known === language) ?? 'en';
}

function signed(direction: Direction, amountMinor: number): number {
  return direction === 'out' ? amountMinor : 0 - amountMinor;
}
