import type { ColumnType } from 'kysely';

/** Read as the value; written as its JSON text, because the driver would write a list as a PostgreSQL array. */
export type Jsonb<T> = ColumnType<T, string, string>;
