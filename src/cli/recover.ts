/** `npm run recover -- FILE`: takes in a tablet's unsent entries, which somebody saved on its Health screen and carried here. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createIdSource } from '../kernel/ids.ts';
import { unreachable } from '../kernel/invariant.ts';
import { systemClock, systemRandom } from '../kernel/system-ports.ts';
import { recoverEntries } from '../server/admission/recover.ts';
import { readUnsentFile, UNSENT_FILE_BYTES_MAX, type UnsentFileRefusal } from '../server/admission/unsent-file.ts';
import { prepareAccountSchema } from '../server/auth/account-schema.ts';
import { openServerKeys } from '../server/auth/server-keys.ts';
import { createPostgresLedger } from '../server/ledger/postgres-ledger.ts';
import { readEpoch } from '../server/streams/epoch.ts';
import { GiveUp, runProgram } from './support/give-up.ts';
import { openBesideServer } from './support/open-database.ts';
import { settingsOrGiveUp } from './support/settings.ts';

await runProgram(async () => {
  const [name, ...more] = process.argv.slice(2);
  if (name === undefined || name.startsWith('--') || more.length > 0) {
    throw new GiveUp('Say which one: npm run recover -- FILE', 2);
  }
  const file = resolve(name);
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) throw new GiveUp(`There is no file ${file}.`, 2);
  if (size > UNSENT_FILE_BYTES_MAX) throw new GiveUp(`${file} is larger than any tablet's export.`, 2);
  const read = readUnsentFile(await readFile(file, 'utf8'));
  if (!read.ok) throw new GiveUp(sentenceFor(read.refusal, file));

  const opened = await openBesideServer(settingsOrGiveUp());
  try {
    const { database } = opened;
    const epoch = await readEpoch(database.db).catch(() => null);
    if (epoch === null) throw new GiveUp('This database has never been served. Start the server once: npm start');
    await prepareAccountSchema(database.db);
    const deps = {
      ledger: createPostgresLedger(database),
      clock: systemClock,
      ids: createIdSource({ clock: systemClock, random: systemRandom }),
      sealing: (await openServerKeys(database.db, systemRandom)).sealing,
      readEpoch: async () => epoch,
    };
    const recovered = await recoverEntries(deps, read.value);
    const refusals = Object.entries(recovered.refused);
    process.stdout.write(
      `  ${recovered.entries} entries: ${recovered.admitted} taken in, ${recovered.alreadyThere} were here already` +
        `${refusals.map(([code, count]) => `, ${count} refused (${code})`).join('')}.\n`,
    );
    process.stdout.write(`${JSON.stringify(recovered)}\n`);
    if (refusals.length > 0) process.exitCode = 1;
  } finally {
    await opened.close();
  }
});

function sentenceFor(refusal: UnsentFileRefusal, file: string): string {
  switch (refusal.code) {
    case 'not-an-export':
      return `${file} is no export of unsent entries.`;
    case 'made-by-newer':
      return `${file} was saved by a newer Evertill. Use that version.`;
    case 'damaged':
      return `${file} is damaged at line ${refusal.line}. Nothing was taken in. Save it again on the tablet.`;
    default:
      return unreachable(refusal);
  }
}
