/** Real invoices from the UCI "Online Retail" file, as what they mean at a counter. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { parseAmount } from '../../domain/money/parse-amount.ts';
import { POUNDS } from './retailer.ts';

export interface InvoiceLine {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly priceMinor: number;
}

export interface Invoice {
  readonly number: string;
  /** ISO instant; the file's clock is taken as London winter time, which is UTC. */
  readonly at: string;
  /** Goods come back and money goes out: numbers that begin with C. */
  readonly isCredit: boolean;
  readonly lines: readonly InvoiceLine[];
  /** Lines that are neither a sale nor a return, by reason. */
  readonly refused: Readonly<Record<string, number>>;
}

interface Row {
  readonly InvoiceNo: string;
  readonly StockCode: string;
  readonly Description: string;
  readonly Quantity: string;
  readonly InvoiceDate: string;
  readonly UnitPrice: string;
}

/** Invoices in the order of the file; lines of one invoice need not stand together. */
export async function readInvoices(file: string, invoicesMax: number): Promise<readonly Invoice[]> {
  const invoices = new Map<string, { at: string; lines: InvoiceLine[]; refused: Record<string, number> }>();
  const rows = createReadStream(file).pipe(parse({ columns: true, bom: true }));
  for await (const row of rows as AsyncIterable<Row>) {
    let invoice = invoices.get(row.InvoiceNo);
    if (!invoice) {
      if (invoices.size === invoicesMax) continue;
      invoice = { at: `${row.InvoiceDate.replace(' ', 'T')}.000Z`, lines: [], refused: {} };
      invoices.set(row.InvoiceNo, invoice);
    }
    const reason = refusalOf(row);
    if (reason) {
      invoice.refused[reason] = (invoice.refused[reason] ?? 0) + 1;
      continue;
    }
    const price = parseAmount(row.UnitPrice, POUNDS);
    invoice.lines.push({
      sku: row.StockCode,
      title: row.Description.trim() || row.StockCode,
      quantity: Math.abs(Number(row.Quantity)),
      priceMinor: price.ok ? price.value : 0,
    });
  }
  return [...invoices].map(([number, { at, lines, refused }]) => ({
    number,
    at,
    isCredit: number.startsWith('C'),
    lines,
    refused,
  }));
}

/** Why a line cannot be rung; null when it can. A negative quantity on an ordinary invoice writes goods off: stock work, no sale. */
function refusalOf(row: Row): string | null {
  if (!/^-?[0-9]+$/.test(row.Quantity) || Number(row.Quantity) === 0) return 'quantity-unreadable';
  if (Number(row.Quantity) < 0 && !row.InvoiceNo.startsWith('C')) return 'stock-correction';
  const price = parseAmount(row.UnitPrice, POUNDS);
  return price.ok ? null : price.refusal.code;
}
