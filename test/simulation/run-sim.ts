/**
 * `npm run sim -- --seed N --sales N [--seeds N] [--faults all|none|F04,N01] [--backend dexie] [--bug NAME]`:
 * plays one store day, or `--seeds` of them from `--seed` on, and prints one JSON line for each, the last one last. Ends with 1 on a breach, after the last things that happened.
 */
import { parseArgs } from 'node:util';
import { FAULT_IDS, PLANTED_BUGS } from './rig/plan.ts';
import { runStoreDay } from './rig/store-day.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    sales: { type: 'string', default: '200' },
    faults: { type: 'string', default: 'all' },
    backend: { type: 'string', default: 'model' },
    bug: { type: 'string' },
  },
});

const faults = FAULT_IDS.filter((id) => values.faults === 'all' || values.faults.split(',').includes(id));
const first = Number(values.seed);
for (let at = first; at < first + Number(values.seeds); at++) {
  const began = performance.now();
  const day = await runStoreDay({
    seed: at,
    sales: Number(values.sales),
    faults,
    backend: values.backend === 'dexie' ? 'dexie' : 'model',
    bug: PLANTED_BUGS.find((bug) => bug === values.bug) ?? null,
  });
  const { lately, breaches, ...said } = day;
  if (breaches.length > 0) {
    for (const line of lately) console.log(line);
    for (const { kind, detail } of breaches.slice(0, 20)) console.log(`${kind}: ${detail}`);
    process.exitCode = 1;
  }
  const seconds = Math.round((performance.now() - began) / 10) / 100;
  console.log(JSON.stringify({ ...said, breaches: breaches.length, seconds }));
}
