/** A shop with one till per test, over one database, and what the ledger then holds. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { EntryEnvelope } from '../../../src/protocol/entry/entry.ts';
import { type Database, withTenant } from '../../../src/server/db/database.ts';
import type { Db } from '../../../src/server/db/schema.ts';
import {
  type Goods,
  goods,
  granted,
  newId,
  openShopFloor,
  type ShopFloor,
  type Till,
} from '../../support/shop-floor.ts';

interface Floor {
  database: Database;
  shop: ShopFloor;
  location: string;
  till: Till;
  shirt: Goods;
}

export type PushRig = ReturnType<typeof pushRig>;

/** Called inside a `describe`: the floor is new for every test. */
export function pushRig(open: () => Promise<Database>) {
  const floor = {} as Floor;
  beforeAll(async () => {
    floor.database = await open();
  });
  afterAll(() => floor.database.close());
  beforeEach(async () => {
    floor.shop = await openShopFloor(floor.database);
    floor.location = await floor.shop.addLocation();
    floor.till = await floor.shop.addTill(floor.location);
    floor.shirt = goods(1);
  });

  const own = <T>(read: (tx: Db) => Promise<T>) => withTenant(floor.database.db, floor.shop.tenant, read);
  const push = async (...groups: EntryEnvelope[][]) =>
    granted(await floor.shop.push(floor.till, floor.till.push(...groups)));
  const acts = {
    own,
    push,
    async outcomes(...groups: EntryEnvelope[][]): Promise<string[]> {
      const { results } = await push(...groups);
      return results.map(({ result, reasons }) => [result, ...reasons].join(' '));
    },
    ordersOf: () => own((tx) => tx.selectFrom('sales_order').selectAll().orderBy('receipt_number').execute()),
    entriesOf: () => own((tx) => tx.selectFrom('entry').selectAll().orderBy('sequence').execute()),
    exceptionsOf: () => own((tx) => tx.selectFrom('exception').selectAll().orderBy('id').execute()),
    levelOf: (ordinal: number) =>
      own((tx) => tx.selectFrom('stock_level').selectAll().where('ordinal', '=', ordinal).executeTakeFirst()),
    /** So many shirts arrive. */
    async stock(quantity: number): Promise<void> {
      const { tenant } = floor.shop;
      const { location, shirt } = floor;
      await own(async (tx) => {
        await tx
          .insertInto('stock_movement')
          .values({
            tenant,
            location,
            id: newId('movement'),
            variant: shirt.variant,
            ordinal: shirt.ordinal,
            kind: 'receipt',
            bucket: 'on-hand',
            quantity,
            entry: null,
            line: null,
            at: '2026-03-01T00:00:00.000Z',
          })
          .execute();
        await tx
          .insertInto('stock_level')
          .values({ tenant, location, ordinal: shirt.ordinal, on_hand: quantity, committed: 0, damaged: 0 })
          .execute();
      });
    },
  };
  return Object.assign(floor, acts);
}
