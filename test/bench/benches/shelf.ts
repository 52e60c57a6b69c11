/** The shelf by itself, the product's own code in a bench page: look-ups under sync, words, slips, changes, memory. */
import type { Page } from 'playwright-core';
import { benchPage, inFreshPage, openBrowser, runTask } from '../browser.ts';
import { median, spreadOf } from '../figures.ts';
import { inventGoods } from '../goods/goods.ts';
import { queriesOf, slipQueries } from '../goods/queries.ts';
import { heapOf } from '../heap.ts';
import { against, type Bench, type Ground, type Measured } from '../measured.ts';
import type { Query } from '../pages/shelf/read.ts';
import type { Offered } from '../shop/offered.ts';

const LOOK_UPS = 300;
const QUERIES_PER_CLASS = 60;
const SLIPS = 1_000;
const CHANGED = 1_000;

export const shelf: Bench = {
  name: 'shelf',
  holds: ['scan.sync', 'search.worst', 'search.missed', 'changes.apply', 'heap.all', 'heap.main'],
  async run(ground) {
    const { link, products, repetitions, say } = ground;
    const offered = await ground.offered(products);
    const goods = inventGoods(products);
    const browser = await openBrowser();
    const { page } = browser;
    try {
      await page.goto(benchPage(link.url));
      const bare = await heapOf(page);
      await runTask(page, 'fillShelf', { manifest: offered.manifest, segment: segmentBase(offered) });
      const measured: Measured[] = [];

      const codes = Array.from({ length: LOOK_UPS }, (_, place) => {
        const row = goods[Math.floor((place * goods.length) / LOOK_UPS)];
        return row?.variant.barcodes[0] ?? '';
      });
      const frame = median((await runTask(page, 'frames', { count: 60 })).ms);

      const queries = queriesOf(goods, QUERIES_PER_CLASS);
      const searches: number[] = [];
      const passes: number[] = [];
      let worst = { kind: '', p95: 0 };
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const pass = await runTask(page, 'textPass', {
          url: offered.texts,
          queries: queries.filter((_, place) => place % 20 === 0).map(({ text }) => text),
        });
        passes.push(median(pass.ms));
        const kinds = [...(await askedByKind(page, queries))].map(([kind, ms]) => ({ kind, p95: spreadOf(ms).p95 }));
        worst = kinds.reduce((slow, next) => (next.p95 > slow.p95 ? next : slow));
        searches.push(worst.p95);
        say(`search p95: ${kinds.map(({ kind, p95 }) => `${kind} ${p95.toFixed(1)}`).join(', ')} ms`);
      }
      say(`one pass over the text ${median(passes).toFixed(2)} ms; slowest: ${worst.kind}`);
      measured.push({
        id: 'search.worst',
        figures: against(searches, passes),
        of: { ms: median(searches), limitMs: median(passes) },
      });

      const slips = await runTask(page, 'askAll', { queries: slipQueries(goods, SLIPS) });
      const missedOf = (kind: string) => {
        const asked = slips.answers.filter((answer) => answer.kind === kind);
        return (asked.filter(({ isFound }) => !isFound).length * 100) / asked.length;
      };
      // A slip may make another word of the catalogue, and then the word alone does not tell: the worse of the two counts.
      const missed = { word: missedOf('word'), title: missedOf('title') };
      measured.push({
        id: 'search.missed',
        figures: [Math.max(missed.word, missed.title)],
        of: { ...missed, ...spreadOf(slips.answers.map(({ ms }) => ms)) },
      });
      await miniSearch(ground, offered, queries);

      await runTask(page, 'holdShelf', { code: codes[0] ?? '', query: queries[0]?.text ?? '' });
      const heap = await heapOf(page);
      await runTask(page, 'letShelfGo', undefined);
      const mainBytes = heap.main - bare.main;
      const allBytes = mainBytes + heap.workers;
      measured.push(
        { id: 'heap.all', figures: against([allBytes], [offered.jsonBytes.products]), of: { mb: allBytes / 1e6 } },
        { id: 'heap.main', figures: [mainBytes / 1e6], of: { workersMb: heap.workers / 1e6 } },
      );

      const scans = await runTask(page, 'scanWhileSyncing', {
        codes,
        changesUrl: offered.products.at(-1) ?? '',
        pageChanges: CHANGED,
      });
      if (scans.found !== codes.length) throw new Error('a code was not found while sync wrote');
      measured.push({
        id: 'scan.sync',
        figures: [spreadOf(scans.ms).p99 / frame],
        of: { ...spreadOf(scans.ms), changesPerSecond: scans.changesPerSecond },
      });
      return [...measured, await changes(ground, offered)];
    } finally {
      await browser.remove();
    }
  },
};

/** On a fresh shelf: the log of the one before is long. */
async function changes({ link, repetitions }: Ground, offered: Offered): Promise<Measured> {
  const browser = await openBrowser();
  try {
    await browser.page.goto(benchPage(link.url));
    await runTask(browser.page, 'fillShelf', { manifest: offered.manifest, segment: segmentBase(offered) });
    const order = { url: offered.products.at(-1) ?? '', rows: CHANGED };
    const times = 4 + repetitions;
    const append = await runTask(browser.page, 'appendOne', { ...order, times });
    const ours = await runTask(browser.page, 'applyChanges', { ...order, times });
    // The first finds everything cold.
    const limits = append.ms.slice(1);
    return {
      id: 'changes.apply',
      figures: against(ours.ms.slice(1), limits),
      of: { ms: median(ours.ms.slice(1)), limitMs: median(limits) },
    };
  } finally {
    await browser.remove();
  }
}

/** For the reader: what the usual library makes of the same questions. */
async function miniSearch({ link, say }: Ground, offered: Offered, queries: readonly Query[]): Promise<void> {
  const { ms, buildMs } = await inFreshPage(link.url, 'miniSearch', { url: offered.texts, queries });
  const kinds = [...new Set(queries.map(({ kind }) => kind))].map((kind) => {
    const { p95 } = spreadOf(ms.filter((_, place) => queries[place]?.kind === kind));
    return `${kind} ${p95.toFixed(1)}`;
  });
  say(`MiniSearch, built in ${Math.round(buildMs)} ms, p95: ${kinds.join(', ')} ms`);
}

const ASKINGS = 3;

/**
 * What each query took, by class. All are asked anew of freshly opened shelves, which remember no answer, and the
 * middle counts: it tells which queries are slow, where a single asking tells when something else had the processor.
 */
export async function askedByKind(page: Page, queries: readonly Query[]): Promise<Map<string, number[]>> {
  const askings: (readonly { readonly ms: number }[])[] = [];
  for (let asking = 0; asking < ASKINGS; asking++) askings.push((await runTask(page, 'askAll', { queries })).answers);
  const kinds = new Map<string, number[]>();
  queries.forEach(({ kind }, place) => {
    const ms = median(askings.map((answers) => answers[place]?.ms ?? Number.NaN));
    kinds.set(kind, [...(kinds.get(kind) ?? []), ms]);
  });
  return kinds;
}

export function segmentBase({ segments }: Offered): string {
  const [first = ''] = segments;
  return first.slice(0, first.lastIndexOf('segment-') + 'segment-'.length);
}
