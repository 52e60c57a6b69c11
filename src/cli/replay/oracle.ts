/**
 * What the file says should have happened, by plain arithmetic. The oracle reads the CSV by itself and
 * shares no code with the till, the import or the server: a judge that asks the accused is a mirror.
 */

export interface Expected {
  /** Invoices with at least one line that can be rung. */
  readonly invoices: number;
  readonly lines: number;
  /** Pence taken on sales, and pence given back on credit notes. */
  readonly salesMinor: number;
  readonly refundsMinor: number;
  /** Pence per invoice number; a credit note's is negative. */
  readonly totalOf: ReadonlyMap<string, number>;
  /** Units that left minus units that came back, per SKU as written (case matters). */
  readonly soldOf: ReadonlyMap<string, number>;
  /** Lines that are no sale and no return, by reason. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Goods have a stock; postage, fees, discounts and vouchers do not. Product codes begin with five digits. */
export function countsStock(sku: string): boolean {
  return /^[0-9]{5}/.test(sku);
}

export function expectedOf(csv: string, invoicesMax: number): Expected {
  const totalOf = new Map<string, number>();
  const soldOf = new Map<string, number>();
  const refused: Record<string, number> = {};
  const seen = new Set<string>();
  let lines = 0;
  let salesMinor = 0;
  let refundsMinor = 0;
  const [header, ...rows] = rowsOf(csv);
  const column = (name: string) => (header ?? []).indexOf(name);
  const [invoiceAt, skuAt, quantityAt, priceAt] = [
    column('InvoiceNo'),
    column('StockCode'),
    column('Quantity'),
    column('UnitPrice'),
  ];
  for (const row of rows) {
    const invoice = row[invoiceAt] ?? '';
    if (!seen.has(invoice)) {
      if (seen.size === invoicesMax) continue;
      seen.add(invoice);
    }
    const sku = row[skuAt] ?? '';
    const quantity = Number(row[quantityAt]);
    const [whole = '0', fraction = ''] = (row[priceAt] ?? '').split('.');
    const pence = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
    const isCredit = invoice.startsWith('C');
    if (!isCredit && quantity < 0) {
      refused['stock-correction'] = (refused['stock-correction'] ?? 0) + 1;
      continue;
    }
    lines += 1;
    totalOf.set(invoice, (totalOf.get(invoice) ?? 0) + pence * quantity);
    if (isCredit) refundsMinor -= pence * quantity;
    else salesMinor += pence * quantity;
    if (countsStock(sku)) soldOf.set(sku, (soldOf.get(sku) ?? 0) + quantity);
  }
  return { invoices: totalOf.size, lines, salesMinor, refundsMinor, totalOf, soldOf, refused };
}

/** Comma-separated values with double quotes, the plain way: one character after the other. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const text = csv.charCodeAt(0) === 0xfeff ? csv.slice(1) : csv;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\n') {
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else if (character !== '\r') cell += character;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}
