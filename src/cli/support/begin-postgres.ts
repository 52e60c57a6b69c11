/** PostgreSQL takes its time to start: it is begun first, and reads nothing of ours that takes time, too. */
import { systemRandom, systemTimers } from '../../kernel/system-ports.ts';
import { startEmbeddedPostgres } from '../../server/db/embedded-postgres.ts';
import type { Settings } from './settings.ts';

export type BegunPostgres = ReturnType<typeof startEmbeddedPostgres>;

/** Null when the operator has a database of their own. */
export function beginPostgres(
  { databaseUrl, dataFolder }: Pick<Settings, 'databaseUrl' | 'dataFolder'>,
  onLost: () => void,
): BegunPostgres | null {
  if (databaseUrl !== null) return null;
  const begun = startEmbeddedPostgres({ dataFolder, random: systemRandom, timers: systemTimers, onLost });
  // Whoever opens the database hears of a fault; until then nobody does.
  begun.catch(() => undefined);
  return begun;
}
