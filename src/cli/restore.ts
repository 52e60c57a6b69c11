/** `npm run restore -- FILE [--replace]`: puts a backup into a new database, or in place of what one holds. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { unreachable } from '../kernel/invariant.ts';
import { systemRandom } from '../kernel/system-ports.ts';
import { prepareAccountSchema } from '../server/auth/account-schema.ts';
import type { Database } from '../server/db/database.ts';
import { type RestoreRefusal, restoreBackup } from '../server/jobs/restore.ts';
import { HEADS_CHANNEL } from '../server/streams/publish.ts';
import { GiveUp, runProgram } from './support/give-up.ts';
import { bringUpToDate, openBesideServer } from './support/open-database.ts';
import { settingsOrGiveUp } from './support/settings.ts';

await runProgram(async () => {
  const words = process.argv.slice(2);
  const replaces = words.includes('--replace');
  const [name, ...more] = words.filter((word) => word !== '--replace');
  if (name === undefined || name.startsWith('--') || more.length > 0) {
    throw new GiveUp('Say which one: npm run restore -- FILE [--replace]', 2);
  }
  const settings = settingsOrGiveUp();
  const file = resolve(name);
  if (!existsSync(file)) throw new GiveUp(`There is no file ${file}.`, 2);
  const opened = await openBesideServer(settings);
  try {
    if (await hasServer(opened.database)) {
      throw new GiveUp('A server is working on this database. Stop it first.', 3);
    }
    await bringUpToDate(opened.database);
    await prepareAccountSchema(opened.database.db);
    const restored = await restoreBackup({
      db: opened.database.db,
      random: systemRandom,
      epochFile: opened.isEmbedded ? join(settings.dataFolder, 'epoch') : null,
      file,
      replaces,
    });
    if (!restored.ok) throw new GiveUp(sentenceFor(restored.refusal, file));
    process.stdout.write(`  ${restored.value.rows} rows are back, as they were at ${restored.value.madeAt}.\n`);
    process.stdout.write('  Tablets notice it at their next sync and send again what came after.\n');
  } finally {
    await opened.close();
  }
});

/** A server listens for the movement of streams for as long as it lives. */
async function hasServer(database: Database): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query ilike ${`listen%${HEADS_CHANNEL}%`}`.execute(
    database.db,
  );
  return rows.length > 0;
}

function sentenceFor(refusal: RestoreRefusal, file: string): string {
  switch (refusal.code) {
    case 'not-a-backup':
      return `${file} is no backup of Evertill.`;
    case 'damaged':
      return `${file} is damaged or incomplete. Nothing was changed. Use another backup.`;
    case 'made-by-newer':
      return `${file} was made by a newer Evertill. Restore it with that version.`;
    case 'made-by-other-version':
      return `${file} was made by an Evertill whose tables stood at ${refusal.theirs.at(-1) ?? 'nothing'}; here they stand at ${refusal.ours.at(-1) ?? 'nothing'}.\nRestore it with the version that made it, then start this one.`;
    case 'not-empty':
      return `This database already holds ${refusal.retailer}. Nothing was changed.\nTo put the backup in its place: npm run restore -- FILE --replace`;
    default:
      return unreachable(refusal);
  }
}
