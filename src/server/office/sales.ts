/** Sales as the office reads them: the running day summed up, a period page by page, a period as CSV. */
import { sql } from 'kysely';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import {
  type DaySales,
  type LocationFacts,
  SALES_DAYS_MAX,
  SALES_PAGE_ROWS,
  type SaleRow,
  type SalesQuery,
  type SalesResponse,
} from '../../protocol/office.ts';
import { withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import { csvRow, decimalOf } from './csv.ts';
import { readLocations } from './locations.ts';
import type { OfficeTools } from './office-tools.ts';

export type SalesRefusal = { readonly code: 'period-too-long' | 'malformed' };

const DAY_MS = 86_400_000;
const CSV_PAGE_ROWS = 2_000;

/** Orders carry signed totals, so returns count against by themselves. */
export async function readDaySales(tx: Db, tenant: string, locations: readonly LocationFacts[]): Promise<DaySales[]> {
  const days: DaySales[] = [];
  for (const { id, businessDay, currency } of locations) {
    const { rows } = await sql<Omit<DaySales, 'location' | 'businessDay' | 'currency'>>`
      select
        count(*) filter (where status = 'placed' and kind <> 'return') as sales,
        count(*) filter (where status = 'placed' and kind = 'return') as returns,
        count(*) filter (where status = 'voided') as voided,
        coalesce(sum(net_minor) filter (where status = 'placed'), 0) as "netMinor",
        coalesce(sum(tax_minor) filter (where status = 'placed'), 0) as "taxMinor",
        coalesce(sum(total_minor) filter (where status = 'placed'), 0) as "totalMinor"
      from sales_order
      where tenant = ${tenant} and location = ${id} and business_day = ${businessDay}`.execute(tx);
    const [sums] = rows;
    if (sums !== undefined) days.push({ location: id, businessDay, currency, ...sums });
  }
  return days;
}

export async function readSales(
  tools: OfficeTools,
  tenant: string,
  query: SalesQuery,
): Promise<Verdict<SalesResponse, SalesRefusal>> {
  const objection = objectionTo(query);
  if (objection !== null) return refused(objection);
  const { rows, next } = await page(tools, tenant, query, SALES_PAGE_ROWS);
  return granted({ sales: rows.map(({ registerName: _register, associateName: _associate, ...sale }) => sale), next });
}

export async function salesAsCsv(
  tools: OfficeTools,
  tenant: string,
  query: SalesQuery,
): Promise<Verdict<ReadableStream<Uint8Array>, SalesRefusal>> {
  const objection = objectionTo(query);
  if (objection !== null) return refused(objection);
  const names = new Map(
    await withTenant(tools.database.db, tenant, async (tx) =>
      (await readLocations(tx, tenant, new Date(tools.clock.now()).toISOString())).map(
        ({ id, name }) => [id, name] as const,
      ),
    ),
  );
  const text = new TextEncoder();
  let after: string | null = null;
  let isBegun = false;
  return granted(
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        // Spreadsheets take UTF-8 for what it is only when it begins with its mark.
        if (!isBegun) controller.enqueue(text.encode(`\uFEFF${csvRow(CSV_HEADINGS)}`));
        isBegun = true;
        const part = await page(tools, tenant, { ...query, ...(after === null ? {} : { after }) }, CSV_PAGE_ROWS);
        const lines = part.rows.map((row) => csvRow(csvValues(row, names.get(row.location) ?? row.location)));
        if (lines.length > 0) controller.enqueue(text.encode(lines.join('')));
        after = part.next;
        if (after === null) controller.close();
      },
    }),
  );
}

const CSV_HEADINGS = [
  'business day',
  'placed at',
  'location',
  'register',
  'associate',
  'receipt',
  'kind',
  'status',
  'currency',
  'net',
  'tax',
  'discount',
  'total',
];

function csvValues(row: NamedSale, location: string): string[] {
  const { digits } = row.currency;
  return [
    row.businessDay,
    row.placedAt,
    location,
    row.registerName,
    row.associateName,
    row.receiptNumber,
    row.kind,
    row.status,
    row.currency.code,
    decimalOf(row.netMinor, digits),
    decimalOf(row.taxMinor, digits),
    decimalOf(row.discountMinor, digits),
    decimalOf(row.totalMinor, digits),
  ];
}

interface NamedSale extends SaleRow {
  readonly registerName: string;
  readonly associateName: string;
}

/** Newest day first; within a day by order id, which sorts by birth. */
async function page(
  tools: OfficeTools,
  tenant: string,
  query: SalesQuery,
  rowsMax: number,
): Promise<{ rows: NamedSale[]; next: string | null }> {
  const after = query.after?.split(' ');
  const found = await withTenant(
    tools.database.db,
    tenant,
    (tx) =>
      sql<Omit<NamedSale, 'currency'> & { currencyCode: string; currencyDigits: number }>`
        select o.id, o.location, o.register, o.kind, o.status, o.receipt_number as "receiptNumber",
          o.business_day as "businessDay", o.placed_at as "placedAt", o.associate,
          o.currency as "currencyCode", coalesce((l.settings->'currency'->>'digits')::integer, 2) as "currencyDigits",
          o.net_minor as "netMinor", o.tax_minor as "taxMinor", o.discount_minor as "discountMinor",
          o.total_minor as "totalMinor",
          coalesce(r.name, o.register) as "registerName", coalesce(a.name, o.associate) as "associateName"
        from sales_order o
        left join location l on l.tenant = o.tenant and l.id = o.location
        left join register r on r.tenant = o.tenant and r.id = o.register
        left join associate a on a.tenant = o.tenant and a.id = o.associate
        where o.tenant = ${tenant} and o.business_day between ${query.from} and ${query.to}
          ${query.location === undefined ? sql`` : sql`and o.location = ${query.location}`}
          ${after === undefined ? sql`` : sql`and (o.business_day, o.id) < (${after[0]}::date, ${after[1]}::text)`}
        order by o.business_day desc, o.id desc
        limit ${rowsMax + 1}`.execute(tx),
    { readOnly: true },
  );
  const rows = found.rows
    .slice(0, rowsMax)
    .map(({ currencyCode: code, currencyDigits: digits, ...row }) => ({ ...row, currency: { code, digits } }));
  const last = rows.at(-1);
  return { rows, next: found.rows.length > rowsMax && last !== undefined ? `${last.businessDay} ${last.id}` : null };
}

function objectionTo({ from, to, after }: SalesQuery): SalesRefusal | null {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) return { code: 'malformed' };
  if (days > SALES_DAYS_MAX) return { code: 'period-too-long' };
  return after === undefined || /^\d{4}-\d\d-\d\d ord_[0-9A-Z]{26}$/.test(after) ? null : { code: 'malformed' };
}
