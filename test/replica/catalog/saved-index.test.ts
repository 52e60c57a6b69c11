import { expect, test } from 'vitest';
import { createFakeServer, createTablet, EPOCH, fetchAll, pull, variant } from './replica-rig.ts';

test('the search index is kept on disk also when the words were sorted before the round that made the fill whole', async () => {
  const server = createFakeServer();
  for (let ordinal = 0; ordinal < 10; ordinal++) server.putVariant(variant(ordinal));
  const tablet = createTablet();
  const tables = [server.manifest('items')];
  await tablet.store.activatePartial({ epoch: EPOCH, tables });
  await fetchAll(tablet, server, tables);
  await tablet.shelf.settled();
  await pull(tablet, server, { tables });
  await tablet.shelf.settled();
  expect(await tablet.handle.run((db) => db.derived.get('search-index'))).toBeDefined();
});
