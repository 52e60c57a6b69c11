import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { systemRandom } from '../../src/kernel/system-ports.ts';
import type { EntryEnvelope } from '../../src/protocol/entry/entry.ts';
import { entryHash } from '../../src/protocol/entry/entry-hash.ts';
import { openEpoch } from '../../src/server/streams/epoch.ts';
import { openTestPostgres } from '../support/database.ts';
import { goods, granted, openShopFloor, type ShopFloor, type Till } from '../support/shop-floor.ts';
import { newPlace, type Place, runToEnd } from './program.ts';

let database: Awaited<ReturnType<typeof openTestPostgres>>;
let shop: ShopFloor;
let till: Till;
let place: Place;
const MUG = goods(1);

beforeAll(async () => {
  database = await openTestPostgres();
  await openEpoch({ db: database.db, file: null, random: systemRandom });
  shop = await openShopFloor(database);
  till = await shop.addTill(await shop.addLocation());
  place = await newPlace({ DATABASE_URL: database.url });
}, 120_000);
afterAll(async () => {
  await database.close();
  await place.remove();
});

/** As a tablet's Health screen saves it. */
function fileOf(entries: readonly EntryEnvelope[]): string {
  const header = { file: 'evertill-unsent', format: 1, at: '2026-03-01T12:00:00.000Z', entries: entries.length };
  const rows = entries.map((entry) => ({ hash: entryHash(entry), group: entry.sequence, entry }));
  const lines = [header, ...rows].map((row) => `${JSON.stringify(row)}\n`).join('');
  return `${lines}${JSON.stringify({ sha256: sha256Hex(lines) })}\n`;
}

async function recover(text: string) {
  const file = join(place.folder, 'unsent.json');
  await writeFile(file, text);
  const { code, printed } = await runToEnd(place, 'recover.ts', [file]);
  const last = printed.trim().split('\n').at(-1) ?? '';
  return { code, printed, facts: last.startsWith('{') ? (JSON.parse(last) as object) : null };
}

const placed = async () => {
  const orders = await database.db
    .selectFrom('sales_order')
    .select('receipt_number')
    .orderBy('receipt_number')
    .execute();
  const level = await database.db.selectFrom('stock_level').select('on_hand').executeTakeFirst();
  return { receipts: orders.map(({ receipt_number }) => receipt_number), onHand: level?.on_hand };
};

test('what a broken tablet had not sent is taken in once, however often the file comes', async () => {
  const sent = till.sell([MUG, 1]);
  granted(await shop.push(till, till.push([sent.entry])));
  const unsent = Array.from({ length: 130 }, () => till.sell([MUG, 1]));
  const file = fileOf([sent, ...unsent].map(({ entry }) => entry));
  expect(await recover(file)).toMatchObject({
    code: 0,
    facts: { entries: 131, admitted: 130, alreadyThere: 1, refused: {} },
  });
  const after = await placed();
  expect(after.receipts).toEqual([sent, ...unsent].map(({ order }) => order.receiptNumber).toSorted());
  expect(after.onHand).toBe(-131);
  expect(await recover(file)).toMatchObject({ code: 0, facts: { admitted: 0, alreadyThere: 131, refused: {} } });
  expect(await placed()).toEqual(after);
  // The tablet came to life after all, and sends what the server has by now.
  const again = unsent.slice(0, 100).map(({ entry }) => [entry]);
  expect(granted(await shop.push(till, till.push(...again))).results.every(({ result }) => result !== 'gap')).toBe(
    true,
  );
  expect(await placed()).toEqual(after);
}, 240_000);

test('what does not follow, or is of nobody, is refused by its reason', async () => {
  const missing = till.sell([MUG, 1]);
  const later = till.sell([MUG, 1]);
  expect(await recover(fileOf([later.entry]))).toMatchObject({ code: 1, facts: { admitted: 0, refused: { gap: 1 } } });
  expect(await recover(fileOf([missing.entry, later.entry]))).toMatchObject({ code: 0, facts: { admitted: 2 } });
  const stranger = { ...later.entry, register: shop.associate.replace(/^[a-z]+/, 'reg') };
  expect(await recover(fileOf([stranger]))).toMatchObject({ code: 1, facts: { refused: { 'not-enrolled': 1 } } });
}, 240_000);

test('a file that was changed, cut or is another thing is not taken in at all', async () => {
  const before = await placed();
  const [first, second] = [till.sell([MUG, 1]).entry, till.sell([MUG, 2]).entry];
  const whole = fileOf([first, second]);
  const swapped = fileOf([second, first]);
  const retold = fileOf([{ ...first, at: '2026-03-01T12:30:00.000Z' }, second]);
  const cut = whole.split('\n').slice(0, -2).join('\n');
  for (const bad of [whole.replace('"quantity":2', '"quantity":3'), swapped, retold, cut, `${whole}{}\n`]) {
    const { code, printed } = await recover(bad);
    expect([code, printed]).toEqual([1, expect.stringContaining('is damaged')]);
  }
  expect((await recover('sku,quantity\n')).printed).toContain('is no export');
  expect(await placed()).toEqual(before);
}, 240_000);
