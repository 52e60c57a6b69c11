/** The reading side of a filled shelf, by the product's own code: cold answers, scans, searches. */
import { type OpenedShelf, openShelfHere } from '../../../../src/replica/index.ts';
import { paused } from './pause.ts';

const RESULTS = 60;

export interface Query {
  readonly kind: string;
  readonly text: string;
  /** Words of the title that was meant; none where nothing is meant to be found. */
  readonly meant: readonly string[];
}

/** From navigation to the first scan and the first search answered. */
export async function openAndAsk({ code, query }: { readonly code: string; readonly query: string }) {
  const { shelf } = await openShelfHere();
  const scan = await shelf.scan(code);
  const scannedAt = performance.now();
  const found = await shelf.search(query, RESULTS);
  const searchedAt = performance.now();
  shelf.close();
  return { scannedAt, searchedAt, isFound: scan.kind === 'found' && (found?.rows.length ?? 0) > 0 };
}

/** Shorter than the clock's grain one by one: so many are taken together. */
const SCANS_AT_ONCE = 25;

/** What one look-up takes when the goods asked for were asked for before, and the slow end of the first time. */
export async function scanAll({ codes }: { readonly codes: readonly string[] }) {
  return withShelf(async ({ shelf }) => {
    const first: number[] = [];
    let found = 0;
    for (const code of codes) {
      const from = performance.now();
      const answer = await shelf.scan(code);
      first.push(performance.now() - from);
      if (answer.kind === 'found') found++;
    }
    const ms: number[] = [];
    for (let at = 0; at + SCANS_AT_ONCE <= codes.length; at += SCANS_AT_ONCE) {
      const from = performance.now();
      for (const code of codes.slice(at, at + SCANS_AT_ONCE)) await shelf.scan(code);
      ms.push((performance.now() - from) / SCANS_AT_ONCE);
    }
    return { ms, first, found };
  });
}

/** One scan every 15 ms while a worker applies rounds of changes as fast as it can. */
export async function scanWhileSyncing(input: {
  readonly codes: readonly string[];
  readonly changesUrl: string;
  readonly pageChanges: number;
}) {
  return withShelf(async ({ shelf }) => {
    const writer = new Worker(new URL('./changes-worker.ts', import.meta.url), { type: 'module' });
    let rounds = 0;
    writer.addEventListener('message', () => rounds++);
    writer.postMessage({ url: input.changesUrl, rows: input.pageChanges, times: Number.MAX_SAFE_INTEGER });
    while (rounds < 2) await paused(20);
    const before = rounds;
    const begun = performance.now();
    const ms: number[] = [];
    let found = 0;
    for (const code of input.codes) {
      await paused(15);
      const from = performance.now();
      const answer = await shelf.scan(code);
      ms.push(performance.now() - from);
      if (answer.kind === 'found') found++;
    }
    const written = ((rounds - before) * input.pageChanges * 1_000) / (performance.now() - begun);
    writer.terminate();
    return { ms, found, changesPerSecond: written };
  });
}

/** Each query as the screen asks it, and whether one of the first twenty has all the words that were meant. */
export async function askAll({ queries }: { readonly queries: readonly Query[] }) {
  return withShelf(async ({ shelf }) => {
    const answers: { kind: string; ms: number; isFound: boolean }[] = [];
    // The first ones find a cold engine; they are asked again.
    for (const { text } of queries.slice(0, 20)) await shelf.search(text, RESULTS);
    for (const { kind, text, meant } of queries) {
      const from = performance.now();
      const answer = await shelf.search(text, RESULTS);
      const ms = performance.now() - from;
      const rows = answer?.rows.slice(0, 20) ?? [];
      const titles = rows.map(({ title }) => new Set(title.en.split(' ')));
      const isFound = meant.length === 0 || titles.some((title) => meant.every((word) => title.has(word)));
      answers.push({ kind, ms, isFound });
    }
    return { answers };
  });
}

let held: OpenedShelf | null = null;

/** Open, warm and kept, for whoever weighs the page. */
export async function holdShelf({ code, query }: { readonly code: string; readonly query: string }) {
  held = await openShelfHere();
  await held.shelf.settled();
  await held.shelf.scan(code);
  await held.shelf.search(query, RESULTS);
  return { rows: held.shelf.state().rows };
}

export async function letShelfGo() {
  held?.shelf.close();
  held = null;
  return {};
}

async function withShelf<T>(work: (opened: OpenedShelf) => Promise<T>): Promise<T> {
  const opened = await openShelfHere();
  await opened.shelf.settled();
  try {
    return await work(opened);
  } finally {
    opened.shelf.close();
  }
}
