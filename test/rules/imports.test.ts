import { expect, test } from 'vitest';
import { filesUnder, importsOf, roomOf } from '../support/sources.ts';

/** A room may look only into the rooms listed for it. The order is the reading order of `src/MAP.md`. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  kernel: [],
  domain: ['kernel'],
  protocol: ['kernel', 'domain'],
  replica: ['kernel', 'domain', 'protocol'],
  sync: ['kernel', 'domain', 'protocol', 'replica'],
  devices: ['kernel', 'domain'],
  ui: ['kernel', 'domain'],
  features: ['kernel', 'domain', 'protocol', 'replica', 'sync', 'devices', 'ui'],
  office: ['kernel', 'domain', 'protocol', 'ui'],
  shop: ['kernel', 'domain', 'protocol', 'ui'],
  app: ['kernel', 'domain', 'protocol', 'replica', 'sync', 'devices', 'ui', 'features', 'office', 'shop'],
  server: ['kernel', 'domain', 'protocol'],
  demo: ['kernel', 'domain', 'protocol', 'server'],
  cli: ['kernel', 'domain', 'protocol', 'replica', 'sync', 'server', 'demo'],
};

/** Rooms that are entered by their door only. Kernel, domain and protocol are read file by file: each file is one noun. */
const DOORS: readonly RegExp[] = [
  /^src\/(replica|sync|ui|devices|office|shop)\/index\.tsx?$/,
  // What a page needs at its start, without what only workers and tools need.
  /^src\/(replica|sync)\/page\.ts$/,
  /^src\/features\/[^/]+\/index\.tsx?$/,
  // Rooms whose files are their nouns.
  /^src\/(kernel|domain|protocol|server|demo|cli)\//,
  // Entry points of workers are named by their address, never called.
  /-worker\.ts$/,
  /\.css$/,
];

const sources = filesUnder('src');

test('every room is on the map of the rule', () => {
  expect([...new Set(sources.map((file) => roomOf(file.path)))].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
});

test('every room looks only downhill', () => {
  const uphill = sources.flatMap((file) =>
    importsOf(file)
      .filter((found) => !found.isLibrary && found.target.startsWith('src/'))
      .filter((found) => roomOf(found.target) !== roomOf(file.path))
      .filter((found) => !MAY_IMPORT[roomOf(file.path)]?.includes(roomOf(found.target)))
      .map((found) => `${file.path} → ${found.target}`),
  );
  expect(uphill).toEqual([]);
});

test('other rooms are entered by their door', () => {
  const windows = sources.flatMap((file) =>
    importsOf(file)
      .filter((found) => !found.isLibrary && roomOf(found.target) !== roomOf(file.path))
      .filter((found) => found.target.startsWith('src/') && !DOORS.some((door) => door.test(found.target)))
      .map((found) => `${file.path} → ${found.target}`),
  );
  expect(windows).toEqual([]);
});

test('features never import each other; the counter context is what they share', () => {
  const feature = (path: string) => path.split('/')[2] ?? '';
  const crossings = sources
    .filter((file) => roomOf(file.path) === 'features')
    .flatMap((file) =>
      importsOf(file)
        .filter((found) => found.target.startsWith('src/features/'))
        .filter((found) => feature(found.target) !== feature(file.path) && feature(found.target) !== 'counter')
        .map((found) => `${file.path} → ${found.target}`),
    );
  expect(crossings).toEqual([]);
});

test('no import leaves the project', () => {
  const outside = sources.flatMap((file) =>
    importsOf(file)
      .filter((found) => !found.isLibrary && !found.target.startsWith('src/'))
      .filter((found) => found.target !== 'package.json')
      .map((found) => `${file.path} → ${found.target}`),
  );
  expect(outside).toEqual([]);
});
