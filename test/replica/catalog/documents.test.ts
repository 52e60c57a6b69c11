import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { createDexieDocuments } from '../../../src/replica/catalog/dexie-documents.ts';
import { createReplicaNews } from '../../../src/replica/catalog/news.ts';
import { createReplicaHandle } from '../../../src/replica/catalog/replica-database.ts';
import { categoryId, createFakeServer, createTablet, pull } from './replica-rig.ts';

const category = (n: number, title: string) => ({
  id: categoryId(n),
  title: { en: title },
  parent: null,
  position: 9 - n,
  hue: 1,
});

function opened() {
  const server = createFakeServer();
  const tablet = createTablet();
  const documents = createDexieDocuments({ handle: tablet.handle, news: tablet.news });
  return { server, tablet, documents };
}
const titles = ({ documents }: ReturnType<typeof opened>) => documents.categories().map((one) => one.title.en);
const quiet = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the documents of a store', () => {
  test('are the last of each, without the dropped ones, in their order', async () => {
    const shop = opened();
    const { server, tablet } = shop;
    await shop.documents.refresh();
    expect([shop.documents.store(), titles(shop)]).toEqual([null, []]);
    let told = 0;
    shop.documents.subscribe(() => told++);
    server.put('retailer', 'category.put', categoryId(1), category(1, 'Women'));
    server.put('retailer', 'category.put', categoryId(2), category(2, 'Men'));
    server.put('retailer', 'category.put', categoryId(1), category(1, 'Ladies'));
    await pull(tablet, server);
    await quiet();
    expect(told).toBe(1);
    expect(titles(shop)).toEqual(['Men', 'Ladies']);
    server.put('retailer', 'category.drop', categoryId(2), null);
    await pull(tablet, server, {}, 1);
    await quiet();
    expect(titles(shop)).toEqual(['Ladies']);
    await tablet.store.dropAll();
    await quiet();
    expect(titles(shop)).toEqual([]);
  });

  test('dropped and put again in one round are there', async () => {
    const shop = opened();
    const { server, tablet } = shop;
    for (const kind of ['put', 'drop', 'put', 'drop', 'put']) {
      server.put('retailer', `category.${kind}`, categoryId(1), kind === 'put' ? category(1, 'Women') : null);
    }
    await pull(tablet, server);
    await quiet();
    expect(titles(shop)).toEqual(['Women']);
  });

  test('are those of the retailer and the store: a shop’s orders are read by whoever shows them', async () => {
    const shop = opened();
    await shop.tablet.handle.run((db) =>
      db.documents.bulkPut([
        { stream: 'retailer', family: 'category', ref: categoryId(1), sequence: 1, body: category(1, 'Women') },
        { stream: 'store:loc_1', family: 'exception', ref: 'exc_1', sequence: 1, body: { raisedAt: '' } },
        // Filed where nobody files them, to see that they are not read.
        { stream: 'orders:loc_1', family: 'category', ref: categoryId(2), sequence: 1, body: category(2, 'Men') },
        { stream: 'store', family: 'category', ref: categoryId(3), sequence: 1, body: category(3, 'Kids') },
      ]),
    );
    await shop.documents.refresh();
    expect([titles(shop), shop.documents.exceptions().length]).toEqual([['Women'], 1]);
  });

  test('reach another tab through the channel', async () => {
    const { tablet, server } = opened();
    const heard: ((event: { data: unknown }) => void)[] = [];
    const channel = () => ({
      postMessage(message: unknown) {
        for (const listener of heard) listener({ data: message });
      },
      addEventListener: (_: 'message', listener: (event: { data: unknown }) => void) => void heard.push(listener),
    });
    const otherTab = createReplicaNews(channel());
    const handle = createReplicaHandle({ indexedDB: tablet.idb, IDBKeyRange });
    const documents = createDexieDocuments({ handle, news: otherTab });
    const writer = createReplicaNews({ ...channel(), addEventListener: () => {} });
    tablet.news.subscribe((news) => writer.publish(news));
    server.put('retailer', 'category.put', categoryId(1), category(1, 'Women'));
    await pull(tablet, server);
    await quiet();
    expect(documents.categories()).toHaveLength(1);
  });
});
