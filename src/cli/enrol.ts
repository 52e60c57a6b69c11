/** `npm run enrol -- --register CODE [--allow-browser-tab]`: prints a one-time code by which a tablet becomes that register. */
import { parseArgs } from 'node:util';
import { systemClock, systemRandom } from '../kernel/system-ports.ts';
import { offerEnrolment } from '../server/auth/enrolment-codes.ts';
import { openServerKeys } from '../server/auth/server-keys.ts';
import { enrolmentUrl } from '../server/office/office-routes.ts';
import { addressHere } from './support/announce.ts';
import { GiveUp, runProgram } from './support/give-up.ts';
import { openBesideServer } from './support/open-database.ts';
import { settingsOrGiveUp } from './support/settings.ts';

const USAGE = 'npm run enrol -- --register CODE [--allow-browser-tab]';

await runProgram(async () => {
  const words = wordsOfCommand();
  const settings = settingsOrGiveUp();
  const opened = await openBesideServer(settings);
  try {
    const { db } = opened.database;
    const registers = await db
      .selectFrom('register')
      .select(['tenant', 'id', 'code', 'name'])
      .orderBy('code')
      .execute()
      .catch((fault: { code?: string }) => {
        if (fault.code === '42P01')
          throw new GiveUp('This database has no tables yet. Start the server once: npm start');
        throw fault;
      });
    const known = registers.map(({ code }) => code).join(', ');
    if (words.register === undefined) throw new GiveUp(`${USAGE}\nRegisters: ${known || 'none yet'}`, 2);
    const register = registers.find(({ code }) => code === words.register?.toUpperCase());
    if (register === undefined) {
      throw new GiveUp(`There is no register ${words.register}. Registers: ${known || 'none yet'}`, 2);
    }
    const offered = await offerEnrolment(
      {
        database: opened.database,
        keys: await openServerKeys(db, systemRandom),
        clock: systemClock,
        random: systemRandom,
      },
      { tenant: register.tenant, register: register.id, allowBrowserTab: words['allow-browser-tab'] ?? false },
    );
    if (!offered.ok) throw new GiveUp(`There is no register ${words.register} any more.`);
    const { code } = offered.value;
    const address = enrolmentUrl(addressHere(settings, settings.port), code);
    process.stdout.write(`\n  ${code}\n\n`);
    process.stdout.write(
      `  makes one tablet ${register.code} (${register.name}), within ten minutes.\n  ${address}\n\n`,
    );
  } finally {
    await opened.close();
  }
});

function wordsOfCommand() {
  try {
    return parseArgs({
      options: { register: { type: 'string' }, 'allow-browser-tab': { type: 'boolean' } },
    }).values;
  } catch (fault) {
    throw new GiveUp(`${fault instanceof Error ? fault.message : 'That was not understood.'}\n${USAGE}`, 2);
  }
}
