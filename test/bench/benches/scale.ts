/** The same shelf at a tenth, at a third of ten times, at thirty: what grows with the goods, and what must not. */
import { benchPage, copyProfile, openBrowser, runTask } from '../browser.ts';
import { median, quantile } from '../figures.ts';
import { inventGoods } from '../goods/goods.ts';
import { queriesOf } from '../goods/queries.ts';
import type { Bench, Ground } from '../measured.ts';
import { askedByKind, segmentBase } from './shelf.ts';

/** Of the run's number of products. */
const SHARES = [0.1, 1, 3];
const SCANS = 1_000;
const QUERIES_PER_CLASS = 40;

interface Point {
  readonly products: number;
  readonly fillMs: number;
  readonly coldMs: number;
  /** Of goods that were asked for before. */
  readonly scanMs: number;
  /** The slow end of scans that are the first of their segment. */
  readonly firstScanMs: number;
  /** Of the slowest class, its middle: the slow end of so few tells more of the machine than of the size. */
  readonly searchMs: number;
}

export const scale: Bench = {
  name: 'scale',
  holds: ['scale.scan', 'scale.search', 'scale.fill', 'scale.cold'],
  async run(ground) {
    const points: Point[] = [];
    for (const share of SHARES) points.push(await measure(ground, Math.round(ground.products * share)));
    const [smallest] = points;
    const largest = points.at(-1);
    if (smallest === undefined || largest === undefined) throw new Error('no size was measured');
    const times = (of: (point: Point) => number) => of(largest) / of(smallest);
    const series = (of: (point: Point) => number) =>
      Object.fromEntries(points.map((point) => [`at${point.products}`, of(point)]));
    return [
      { id: 'scale.scan', figures: [times((point) => point.scanMs)], of: series((point) => point.scanMs) },
      { id: 'scale.search', figures: [times((point) => point.searchMs)], of: series((point) => point.searchMs) },
      {
        id: 'scale.fill',
        figures: [times((point) => point.fillMs / point.products)],
        of: series((point) => point.fillMs),
      },
      {
        id: 'scale.cold',
        figures: [times((point) => point.coldMs / point.products)],
        of: series((point) => point.coldMs),
      },
    ];
  },
};

async function measure(ground: Ground, products: number): Promise<Point> {
  const { link, repetitions, say } = ground;
  const offered = await ground.offered(products);
  const goods = inventGoods(products);
  const codes = Array.from({ length: SCANS }, (_, place) => {
    const row = goods[Math.floor((place * goods.length) / SCANS)];
    return row?.variant.barcodes[0] ?? '';
  });
  const queries = queriesOf(goods, QUERIES_PER_CLASS);
  const browser = await openBrowser();
  try {
    await browser.page.goto(benchPage(link.url));
    const fill = await runTask(browser.page, 'fillShelf', {
      manifest: offered.manifest,
      segment: segmentBase(offered),
    });
    if (fill.rows !== products) throw new Error(`${fill.rows} of ${products} rows are on the shelf`);
    const scans = await runTask(browser.page, 'scanAll', { codes });
    if (scans.found !== codes.length) throw new Error('a code was not found');
    const kinds = await askedByKind(browser.page, queries);
    await browser.close();
    const cold: number[] = [];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const copy = await openBrowser({ profile: await copyProfile(browser.profile) });
      try {
        await copy.page.goto(benchPage(link.url));
        const answered = await runTask(copy.page, 'openShelf', {
          code: codes[7] ?? '',
          query: queries[150]?.text ?? '',
        });
        if (!answered.isFound) throw new Error('a cold shelf did not find what it holds');
        cold.push(answered.searchedAt);
      } finally {
        await copy.remove();
      }
    }
    const point = {
      products,
      fillMs: fill.searchableMs,
      coldMs: median(cold),
      scanMs: median(scans.ms),
      firstScanMs: quantile(scans.first, 0.99),
      searchMs: Math.max(...[...kinds.values()].map(median)),
    };
    say(JSON.stringify(point));
    return point;
  } finally {
    await browser.remove();
  }
}
