/**
 * `npm start`: builds the app when needed, opens the database, brings its tables up to date, seeds the
 * demo once, and serves everything on one port until it is told to stop.
 *
 * What takes time goes side by side: PostgreSQL starts and the app is looked after while the server's own
 * code, most of it libraries, is still being read.
 */
import { systemTimers } from '../kernel/system-ports.ts';
import { beginPostgres } from './support/begin-postgres.ts';
import { builtApp } from './support/build-app.ts';
import { runProgram } from './support/give-up.ts';
import { settingsOrGiveUp } from './support/settings.ts';
import { stopSignal } from './support/stop-signal.ts';
import { watchParent } from './support/watch-parent.ts';

await runProgram(async () => {
  const settings = settingsOrGiveUp();
  const told = stopSignal();
  const ended = new AbortController();
  const parentage = {
    isUnderNpm: process.env.npm_lifecycle_event !== undefined,
    parent: () => process.ppid,
    timers: systemTimers,
  };
  void watchParent(parentage, told.stop, ended.signal);
  // Who read what it prints may be gone before it has closed in order.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const postgres = beginPostgres(settings, () => {
    process.stderr.write('  The data folder was taken by another Evertill; this one stops.\n');
    process.exitCode = 3;
    told.stop();
  });
  const app = builtApp({ appFolder: settings.appFolder, tell: (sentence) => process.stdout.write(`  ${sentence}\n`) });
  app.catch(() => undefined);
  try {
    const { serveShop } = await import('./support/serve-shop.ts');
    await serveShop({ settings, told, postgres, app });
  } finally {
    ended.abort();
  }
});
