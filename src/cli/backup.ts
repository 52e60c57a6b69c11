/** `npm run backup -- FILE`: all tables in one file, while the server goes on working. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemClock } from '../kernel/system-ports.ts';
import { writeBackup } from '../server/jobs/backup.ts';
import { GiveUp, runProgram } from './support/give-up.ts';
import { openBesideServer } from './support/open-database.ts';
import { settingsOrGiveUp } from './support/settings.ts';

await runProgram(async () => {
  const [name, ...more] = process.argv.slice(2);
  if (name === undefined || name.startsWith('--') || more.length > 0) {
    throw new GiveUp('Say where to: npm run backup -- FILE', 2);
  }
  const settings = settingsOrGiveUp();
  const file = resolve(name);
  if (existsSync(file)) throw new GiveUp(`${file} is there already. Choose another name.`, 2);
  const opened = await openBesideServer(settings);
  try {
    const facts = await writeBackup(opened.database.db, systemClock, file).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ENOENT' || fault.code === 'EACCES' || fault.code === 'ENOSPC') {
        throw new GiveUp(`${file} could not be written (${fault.code}).`);
      }
      if (fault.code === '42P01') throw new GiveUp('There is nothing to back up yet: this database has no tables.');
      throw fault;
    });
    const megabytes = ((await stat(file)).size / 1_000_000).toFixed(1);
    process.stdout.write(`  ${facts.rows} rows of ${facts.tables} tables are in ${file} (${megabytes} MB).\n`);
    process.stdout.write('  It holds password hashes and keys: keep it as safe as the database itself.\n');
  } finally {
    await opened.close();
  }
});
