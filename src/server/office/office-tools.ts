/** What every part of the office works with. */

import type { IdSource } from '../../kernel/ids.ts';
import type { Clock, Random } from '../../kernel/ports.ts';
import type { ServerKeys } from '../auth/server-keys.ts';
import type { Database } from '../db/database.ts';

export interface OfficeTools {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly ids: IdSource;
  readonly keys: ServerKeys;
  readonly build: string;
}
