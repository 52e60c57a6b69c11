import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemRandom } from '../../src/kernel/system-ports.ts';
import { PATHS } from '../../src/protocol/headers.ts';
import { prepareAccountSchema } from '../../src/server/auth/account-schema.ts';
import type { Database } from '../../src/server/db/database.ts';
import { writeBackup } from '../../src/server/jobs/backup.ts';
import { restoreBackup } from '../../src/server/jobs/restore.ts';
import { readEpoch } from '../../src/server/streams/epoch.ts';
import { openRig, type Rig } from '../server/http/rig.ts';
import { openTestPostgres } from '../support/database.ts';
import { newPlace, type Place, runToEnd } from './program.ts';

let rig: Rig;
let origin: Database;
let place: Place;
let file: string;
beforeAll(async () => {
  place = await newPlace();
  origin = await openTestPostgres();
  rig = await openRig({ database: origin });
  await rig.tablet();
  // Values that a careless copy would change: beyond a double, microseconds, bytes, quotes, other scripts.
  await sql`insert into stock_movement values
    (${rig.tenant}, 'loc', 'mov', 'var', 1, 'receipt', 'on-hand', 9007199254740993, null, null, '2026-03-02T10:00:00.123456Z')`.execute(
    origin.db,
  );
  await sql`insert into meta values ('odd', ${JSON.stringify({ text: '"\\ \n 陳美玲 \u2028', big: '9'.repeat(30) })}::jsonb)`.execute(
    origin.db,
  );
  file = join(place.folder, 'shop.backup');
  await writeBackup(origin.db, rig.clock, file);
}, 120_000);
afterAll(async () => {
  await rig.close();
  await origin.close();
  await place.remove();
});

/** Everything that is in a database, as its own text, but for the epoch and the lives a restore passes over. */
async function contents(database: Database): Promise<string[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname in ('public', 'account') and tablename not like 'kysely%' and tablename <> 'session'
    order by 1, 2`.execute(database.db);
  const all: string[] = [];
  for (const { schema, name } of rows) {
    const table = await sql<{ row: string }>`
      select (to_jsonb(one) - 'incarnations')::text as row from ${sql.id(schema, name)} as one order by 1`.execute(
      database.db,
    );
    all.push(...table.rows.map(({ row }) => `${name} ${row}`).filter((row) => !row.startsWith('meta {"key": "epoch"')));
  }
  return all;
}

async function restoreInto(database: Database, from: string, replaces = false) {
  await prepareAccountSchema(database.db);
  return restoreBackup({ db: database.db, random: systemRandom, epochFile: null, file: from, replaces });
}

describe('a backup', () => {
  test('put into an empty database is the same to the last microsecond, under a new epoch', async () => {
    const copy = await openTestPostgres();
    const restored = await restoreInto(copy, file);
    expect(restored.ok).toBe(true);
    expect(await contents(copy)).toEqual(await contents(origin));
    expect(await readEpoch(copy.db)).not.toBe(await readEpoch(origin.db));
    await copy.close();
  });

  test('S05: serves the tablets of the shop it came from', async () => {
    const tablet = await rig.tablet();
    const later = join(place.folder, 'later.backup');
    await writeBackup(origin.db, rig.clock, later);
    const copy = await openTestPostgres();
    await restoreInto(copy, later);
    const successor = await openRig({ database: copy });
    const send = (path: string, init?: RequestInit) => successor.request(path, init);
    const { tabletOf } = await import('../server/http/rig.ts');
    const moved = tabletOf(send, tablet.key, tablet.life);
    const answer = await moved.send(PATHS.pull, { protocol: 1, cursors: {}, limit: 10 });
    expect(answer.status).toBe(200);
    const { epoch } = (await answer.json()) as { epoch: string };
    expect(epoch).not.toBe(tablet.life.epoch);
    await successor.server.close();
    await copy.close();
  });

  test('never overwrites a shop unless it is told to', async () => {
    const before = await contents(origin);
    const refused = await restoreInto(origin, file);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'not-empty', retailer: 'Fig & Fern' } });
    expect(await contents(origin)).toEqual(before);
    const copy = await openTestPostgres();
    const other = await openRig({ database: copy });
    expect((await restoreInto(copy, file, true)).ok).toBe(true);
    expect((await contents(copy)).join()).not.toContain(other.tenant);
    await other.server.close();
    await copy.close();
  });

  test('S19: cut short or changed by one character is refused, and nothing was touched', async () => {
    const packed = await readFile(file);
    const plain = gunzipSync(packed).toString();
    const damaged: Record<string, Buffer> = {
      'cut in the middle': packed.subarray(0, packed.length >> 1),
      'without its last line': gzipSync(plain.split('\n').slice(0, -2).join('\n')),
      'without one row': gzipSync(plain.split('\n').toSpliced(3, 1).join('\n')),
      'with another name in it': gzipSync(plain.replace('Fig & Fern', 'Fig & Hern')),
      'with more behind its end': gzipSync(`${plain}0 {}\n`),
    };
    const copy = await openTestPostgres();
    const bad = join(place.folder, 'bad.backup');
    for (const [how, bytes] of Object.entries(damaged)) {
      await writeFile(bad, bytes);
      expect(await restoreInto(copy, bad), how).toMatchObject({ ok: false, refusal: { code: 'damaged' } });
    }
    await writeFile(bad, 'not packed at all');
    expect(await restoreInto(copy, bad)).toMatchObject({ refusal: { code: 'not-a-backup' } });
    await writeFile(bad, gzipSync(plain.replace('"format":1', '"format":2')));
    expect(await restoreInto(copy, bad)).toMatchObject({ refusal: { code: 'made-by-newer' } });
    await writeFile(bad, gzipSync('{"some":"json"}\n'));
    expect(await restoreInto(copy, bad)).toMatchObject({ refusal: { code: 'not-a-backup' } });
    expect(await copy.db.selectFrom('tenant').selectAll().execute()).toEqual([]);
    await copy.close();
  }, 60_000);
});

test('the programs say what they need', async () => {
  for (const [program, args, words] of [
    ['backup.ts', [], 'npm run backup -- FILE'],
    ['backup.ts', [file], 'is there already'],
    ['restore.ts', [], 'npm run restore -- FILE'],
    ['restore.ts', ['/nowhere/none.backup'], 'There is no file'],
    ['enrol.ts', ['--what'], 'npm run enrol -- --register CODE'],
  ] as const) {
    const { code, printed } = await runToEnd(place, program, args);
    expect(printed).toContain(words);
    expect(code).toBe(2);
  }
}, 120_000);
