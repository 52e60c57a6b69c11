/**
 * `npm run sim -- --seed N --sales N [--backend dexie] [--bug NAME]`: plays one store day and prints one JSON
 * line last. Ends with 1 on a breach, after the last things that happened.
 */
import { parseArgs } from 'node:util';
import { PLANTED_BUGS } from './rig/plan.ts';
import { runStoreDay } from './rig/store-day.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    sales: { type: 'string', default: '200' },
    backend: { type: 'string', default: 'model' },
    bug: { type: 'string' },
  },
});

const began = performance.now();
const day = await runStoreDay({
  seed: Number(values.seed),
  sales: Number(values.sales),
  backend: values.backend === 'dexie' ? 'dexie' : 'model',
  bug: PLANTED_BUGS.find((bug) => bug === values.bug) ?? null,
});
if (day.breaches.length > 0) {
  for (const line of day.lately) console.log(line);
  for (const { kind, detail } of day.breaches.slice(0, 20)) console.log(`${kind}: ${detail}`);
}
const { seed, sales, shown, acknowledged, lost, doubled, traceHash, happened } = day;
const seconds = Math.round((performance.now() - began) / 10) / 100;
const breaches = day.breaches.length;
console.log(
  JSON.stringify({ seed, sales, shown, acknowledged, lost, doubled, breaches, traceHash, seconds, happened }),
);
process.exitCode = breaches > 0 ? 1 : 0;
