/** The first fill of the real app from the real server, against the wire and against rows. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { databasesOf, inFreshPage } from '../browser.ts';
import { median } from '../figures.ts';
import { against, type Bench, type Measured } from '../measured.ts';
import { fillTablet } from '../tablet-app.ts';
import { mainThreadTasks, type Task } from '../trace.ts';

/** A shop's line, there and back included. */
const LINE = { megabits: 50, delayMs: 40 };

export const fill: Bench = {
  name: 'fill',
  holds: ['fill.download', 'fill.dexie', 'fill.rxdb', 'fill.cpu', 'fill.task', 'disk'],
  async run({ link, shop: openShop, offered: offer, products, repetitions, say }) {
    const shop = await openShop();
    const offered = await offer(products);
    const rows = [...offered.products, ...offered.levels];
    const ours: number[] = [];
    const bare: number[] = [];
    const cpu: number[] = [];
    const parse: number[] = [];
    const disk: number[] = [];
    let tasks: readonly Task[] = [];

    try {
      for (let repetition = 0; repetition < repetitions; repetition++) {
        link.throttle(LINE);
        const { browser, ms, segments } = await fillTablet(shop, link);
        await browser.close();
        disk.push(bytesIn(databasesOf(browser.profile)));
        await browser.remove();
        ours.push(ms);
        bare.push((await inFreshPage(link.url, 'download', { urls: segments })).ms);
        say(`fill at 50 Mbit/s ${Math.round(ms)} ms, bare download ${Math.round(bare.at(-1) ?? 0)} ms`);

        link.throttle(null);
        parse.push((await inFreshPage(link.url, 'parse', { urls: rows })).cpu);
        const loopback = await fillTablet(shop, link);
        await loopback.browser.remove();
        cpu.push(loopback.cpu);
        say(`fill on loopback ${loopback.cpu.toFixed(2)} CPU s, fetch and parse ${parse.at(-1)?.toFixed(2)} CPU s`);
      }
      const watched = await fillTablet(shop, link, async ({ cdp }, work) => {
        tasks = await mainThreadTasks(cdp, work);
      });
      await watched.browser.remove();

      link.throttle(LINE);
      const dexie = await inFreshPage(link.url, 'dexieFill', offered);
      say(`rows in Dexie ${Math.round(dexie.ms)} ms`);
      const rxdb = await inFreshPage(link.url, 'rxdbFill', offered);
      say(`RxDB replication ${Math.round(rxdb.ms)} ms`);
      if (dexie.rows !== products || rxdb.rows !== products) throw new Error('a baseline did not take in all rows');
      const jsonBytes = offered.jsonBytes.products + offered.jsonBytes.levels;
      const measured: Measured[] = [
        { id: 'fill.download', figures: against(ours, bare), of: { ms: median(ours), limitMs: median(bare) } },
        { id: 'fill.dexie', figures: against(ours, [dexie.ms]), of: { ms: median(ours), limitMs: dexie.ms } },
        { id: 'fill.rxdb', figures: against(ours, [rxdb.ms]), of: { ms: median(ours), limitMs: rxdb.ms } },
        { id: 'fill.cpu', figures: against(cpu, parse), of: { cpuS: median(cpu), limitCpuS: median(parse) } },
        { id: 'fill.task', figures: [tasks[0]?.cpuMs ?? 0], of: longest(tasks) },
        { id: 'disk', figures: against(disk, [jsonBytes]), of: { mb: median(disk) / 1e6, jsonMb: jsonBytes / 1e6 } },
      ];
      return measured;
    } finally {
      link.throttle(null);
    }
  },
};

export function longest(tasks: readonly Task[]): Readonly<Record<string, number>> {
  return {
    wallMs: Math.max(...tasks.map(({ wallMs }) => wallMs)),
    over16: tasks.filter(({ cpuMs }) => cpuMs > 16).length,
    over50: tasks.filter(({ cpuMs }) => cpuMs > 50).length,
    tasks: tasks.length,
  };
}

function bytesIn(folder: string): number {
  if (!existsSync(folder)) throw new Error('the browser kept its databases elsewhere');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
