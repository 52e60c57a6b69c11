/**
 * `npm run bench [-- --full] [--only name,name] [--repetitions N] [--json FILE]`: how fast the shelf is.
 *
 * Drives the built app in a real Chromium against the real server on its own PostgreSQL, with 20,000
 * products, or 100,000 with `--full`. What a figure is held against (a bare download, an empty page, raw
 * IndexedDB, Dexie, RxDB, MiniSearch, one frame) is measured in the same run, in turn with it, so that
 * ratios hold on any machine; absolute times are printed and never judged. Budgets: `budgets.ts`.
 *
 * Ends with 1 when a median misses its budget by more than the tolerance, or a baseline did not run.
 * The first run of a size takes longer: it imports the goods (kept under the system's temporary folder).
 * EVERTILL_DIST names a built app to measure instead of a fresh build.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clients } from './benches/clients.ts';
import { coldStart } from './benches/cold-start.ts';
import { counter } from './benches/counter.ts';
import { fill } from './benches/fill.ts';
import { firstLoad } from './benches/first-load.ts';
import { scale } from './benches/scale.ts';
import { scroll } from './benches/scroll.ts';
import { shelf } from './benches/shelf.ts';
import { views } from './benches/views.ts';
import { openGround } from './ground.ts';
import type { Bench, Measured } from './measured.ts';
import { judge, type Line, machine, table } from './report.ts';
import { passingFolder } from './shop/cache.ts';

const BENCHES: readonly Bench[] = [fill, firstLoad, coldStart, counter, scroll, views, clients, shelf, scale];
const say = (text: string) => process.stdout.write(`${text}\n`);

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    repetitions: { type: 'string' },
    json: { type: 'string' },
  },
});
const products = values.full ? 100_000 : 20_000;
const repetitions = Number(values.repetitions ?? (values.full ? 5 : 3));
const named = values.only?.split(',');
const unknown = (named ?? []).filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length > 0 || !(repetitions >= 1)) {
  say(`There is ${BENCHES.map(({ name }) => name).join(', ')}; not ${unknown.join(', ') || values.repetitions}.`);
  process.exit(2);
}

const workshop = await passingFolder('run');
const ground = await openGround({
  products,
  repetitions,
  appFolder: process.env.EVERTILL_DIST ?? join(workshop, 'app'),
  isBuilt: process.env.EVERTILL_DIST !== undefined,
  pagesFolder: join(workshop, 'pages'),
  say: (sentence) => say(`  ${sentence}`),
});
const before = machine();
const lines: Line[] = [];
const faults: string[] = [];
try {
  say(`${before}\n${products} products, ${repetitions} repetitions`);
  for (const bench of BENCHES.filter(({ name }) => named?.includes(name) ?? true)) {
    say(`${bench.name} …`);
    let measured: readonly Measured[] = [];
    try {
      measured = await bench.run(ground);
    } catch (error) {
      faults.push(`${bench.name}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    lines.push(...judge(bench.holds, measured));
  }
} finally {
  await ground.close();
  await rm(workshop, { recursive: true, force: true });
}

const after = machine();
say(`\n${table(lines)}\n\n${after}`);
for (const fault of faults) say(`\nDID NOT RUN: ${fault}`);
if (values.json !== undefined) {
  await writeFile(values.json, JSON.stringify({ before, after, products, repetitions, lines, faults }, null, 2));
}
const isMissed = lines.some(({ verdict }) => verdict === 'missed' || verdict === 'did not run');
process.exit(isMissed || faults.length > 0 ? 1 : 0);
