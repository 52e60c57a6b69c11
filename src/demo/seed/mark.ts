/** The mark that the demo shop was opened here, and what its later starts must print again. */
import { z } from 'zod';
import type { Database } from '../../server/db/database.ts';
import type { Db } from '../../server/db/schema.ts';

const KEY = 'demo';

const demoMark = z.strictObject({
  retailer: z.string(),
  /** Milliseconds: the instant at which the fortnight ends. */
  seededAt: z.int(),
  officePassword: z.string(),
  isComplete: z.boolean(),
});
export type DemoMark = z.infer<typeof demoMark>;

export async function readMark(database: Database): Promise<DemoMark | null> {
  const row = await database.db.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst();
  return row === undefined ? null : demoMark.parse(row.value);
}

export async function writeMark(transaction: Db, mark: DemoMark): Promise<void> {
  const value = JSON.stringify(mark);
  await transaction
    .insertInto('meta')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
