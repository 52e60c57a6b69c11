/** What every part of the office works with. */

import type { IdSource } from '../../kernel/ids.ts';
import type { Clock, Random } from '../../kernel/ports.ts';
import type { Publish } from '../auth/enrol.ts';
import type { ServerKeys } from '../auth/server-keys.ts';
import type { Db } from '../db/schema.ts';

export interface OfficeTools {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly ids: IdSource;
  readonly keys: ServerKeys;
  readonly publish: Publish;
  readonly build: string;
}
