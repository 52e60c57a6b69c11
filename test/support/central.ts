/** What really lies in a running shop's PostgreSQL: asked by plain SQL, past all code of ours. */
import pg from 'pg';
import { findRunningPostgres } from '../../src/server/db/embedded-postgres.ts';

export interface Central {
  rows<T extends Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export async function openCentral(dataFolder: string): Promise<Central> {
  const connectionString = await findRunningPostgres(dataFolder);
  if (connectionString === null) throw new Error('no PostgreSQL runs in that folder');
  const client = new pg.Client({ connectionString });
  await client.connect();
  return {
    rows: async (sql, ...values) => (await client.query(sql, values)).rows,
    close: () => client.end(),
  };
}

/** Receipt numbers of one incarnation's series, as numbers: what must be 1, 2, 3 … without a gap. */
export async function receiptNumbers(central: Central, series: string): Promise<number[]> {
  const rows = await central.rows<{ receipt_number: string }>(
    'select receipt_number from sales_order where receipt_number like $1 order by receipt_number',
    `${series}-%`,
  );
  return rows.map(({ receipt_number }) => Number(receipt_number.split('-').at(-1)));
}
