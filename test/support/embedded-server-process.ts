/** A server's process as far as its database goes: starts PostgreSQL in the folder it is given, says so, and waits to be killed. */
import { systemRandom, systemTimers } from '../../src/kernel/system-ports.ts';
import { startEmbeddedPostgres } from '../../src/server/db/embedded-postgres.ts';

const started = await startEmbeddedPostgres({
  dataFolder: process.argv[2] ?? '',
  random: systemRandom,
  timers: systemTimers,
});
process.stdout.write(
  `${JSON.stringify(
    started.ok
      ? { ok: true, connectionString: started.value.connectionString, isAdopted: started.value.isAdopted }
      : started,
  )}\n`,
);
if (started.ok) setInterval(() => undefined, 60_000);
