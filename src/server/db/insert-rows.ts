/**
 * Many rows in one statement. They travel as one JSON parameter, so a push of a hundred orders costs as
 * many round trips as a push of one, and no statement meets the limit of 65,535 parameters.
 */
import { type Selectable, sql } from 'kysely';
import type { Db, Schema } from './schema.ts';

/** Tables with bytes in them cannot travel as JSON. */
type RowTable = Exclude<keyof Schema, 'incarnation' | 'segment'>;

/** Every row names the same columns; columns left out take their defaults. */
export async function insertRows<T extends RowTable>(
  db: Db,
  table: T,
  rows: readonly Partial<Selectable<Schema[T]>>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    db,
  );
}
