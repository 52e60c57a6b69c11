/** What facts bring about, and which of them a person must look at. */
import { expect, test } from 'vitest';
import { exceptionDocument } from '../../../src/protocol/sync/documents.ts';
import { goods, granted, newId } from '../../support/shop-floor.ts';
import { levelsOffTheirMovements, tableHashes } from '../../support/table-state.ts';
import type { PushRig } from './push-rig.ts';

export function factTests(rig: PushRig): void {
  test('the whole history of pushes, replayed in any cut, changes no table', async () => {
    const { database, shop, location, till, shirt, outcomes, stock } = rig;
    await stock(20);
    const entries = [till.openShift(1_000)];
    const first = till.sell([shirt, 2]);
    entries.push(first.entry, till.takeBack(first.order, 1).entry, till.voidOrder(till.sell([shirt, 1]).order).entry);
    const gap = await outcomes(...entries.map((entry) => [entry]));
    // The sale behind the post-void was never pushed: what comes after the hole waits for it.
    expect(gap).toEqual(['placed', 'placed', 'placed', 'gap']);

    const whole = await shop.addTill(location);
    const written = [whole.openShift(1_000)];
    const sold = whole.sell([shirt, 2], [goods(2, 399), 1]);
    written.push(sold.entry, whole.takeBack(sold.order, 1).entry);
    const voided = whole.sell([shirt, 1]);
    written.push(voided.entry, whole.voidOrder(voided.order).entry);
    written.push(whole.write('coffee.brew', { cups: 2 }), whole.write('till.pay', { amountMinor: -1 }));
    for (let from = 0; from < written.length; from += 2) {
      granted(await shop.push(whole, whole.push(written.slice(from, from + 2))));
    }
    const tables = await tableHashes(database.db);
    expect(granted(await shop.push(whole, whole.push(...written.map((entry) => [entry])))).acknowledged).toBe(7);
    granted(await shop.push(whole, whole.push(written.slice(3))));
    expect(await tableHashes(database.db)).toEqual(tables);
    expect(await levelsOffTheirMovements(database.db)).toEqual([]);
  });

  test('a forged total is taken as a fact, with a suspicion beside it', async () => {
    const { shop, location, till, shirt, ordersOf, exceptionsOf, stock } = rig;
    await stock(10);
    const { order } = till.sell([shirt, 1]);
    const other = await shop.addTill(location);
    const forged = {
      ...order,
      receiptNumber: `${other.identity.series}-000001`,
      totals: { ...order.totals, totalMinor: 1 },
    };
    const entry = other.write('order.place', forged as unknown as Record<string, unknown>);
    const { results } = granted(await shop.push(other, other.push([entry])));
    expect(results[0]).toMatchObject({ result: 'placed-with-exceptions', reasons: ['tamper-suspect'] });
    expect(await ordersOf()).toMatchObject([{ total_minor: 1 }]);
    const [exception] = await exceptionsOf();
    expect(exception?.facts).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ code: 'totals-total' })]),
    });
  });

  test('a receipt number of another series is suspect', async () => {
    const { shop, location, till, shirt, exceptionsOf, stock } = rig;
    await stock(10);
    const { order } = till.sell([shirt, 1]);
    const other = await shop.addTill(location);
    const entry = other.write('order.place', order as unknown as Record<string, unknown>);
    const { results } = granted(await shop.push(other, other.push([entry])));
    expect(results[0]?.reasons).toEqual(['tamper-suspect']);
    expect((await exceptionsOf())[0]?.facts).toMatchObject({ findings: [{ code: 'receipt-series' }] });
  });

  test('who is not on the list, or no longer, sold all the same', async () => {
    const { shop, location, till, shirt, own, outcomes, ordersOf, stock } = rig;
    await stock(10);
    const stranger = till.write(
      'receipt.reprint',
      { location, order: newId('order'), copy: 1 },
      { associate: newId('associate') },
    );
    await own((tx) => tx.updateTable('associate').set({ active: false }).where('tenant', '=', shop.tenant).execute());
    expect(await outcomes([stranger], [till.sell([shirt, 1]).entry])).toEqual([
      'placed-with-exceptions associate-not-active',
      'placed-with-exceptions associate-not-active',
    ]);
    expect(await ordersOf()).toHaveLength(1);
  });

  test('an entry that does not follow from the one before is placed, and said', async () => {
    const { till, shirt, outcomes, ordersOf, stock } = rig;
    await stock(10);
    const entry = { ...till.sell([shirt, 1]).entry, previousHash: '0'.repeat(64) };
    expect(await outcomes([entry])).toEqual(['placed-with-exceptions chain-broken']);
    expect(await ordersOf()).toHaveLength(1);
  });

  test('less than nothing on the shelf is said once, until a person has settled it', async () => {
    const { shop, till, shirt, own, outcomes, exceptionsOf, levelOf, stock } = rig;
    await stock(1);
    const sell = () => outcomes([till.sell([shirt, 1]).entry]);
    expect(await sell()).toEqual(['placed']);
    expect(await sell()).toEqual(['placed-with-exceptions oversold']);
    expect(await sell()).toEqual(['placed']);
    expect(await exceptionsOf()).toMatchObject([{ kind: 'oversold', facts: { ordinal: 1, onHand: -1 } }]);
    await own((tx) =>
      tx.updateTable('exception').set({ status: 'settled' }).where('tenant', '=', shop.tenant).execute(),
    );
    expect(await sell()).toEqual(['placed-with-exceptions oversold']);
    expect(await levelOf(1)).toMatchObject({ on_hand: -3 });
  });

  test('more back than was sold, over several returns and registers, is an exception of the last', async () => {
    const { shop, location, till, shirt, push, outcomes, exceptionsOf, levelOf, stock } = rig;
    await stock(10);
    const sold = till.sell([shirt, 2]);
    await push([sold.entry]);
    const other = await shop.addTill(location);
    const first = other.takeBack(sold.order, 1).entry;
    expect(granted(await shop.push(other, other.push([first]))).results[0]?.result).toBe('placed');
    expect(await outcomes([till.takeBack(sold.order, 2).entry])).toEqual(['placed-with-exceptions over-returned']);
    expect((await exceptionsOf())[0]?.facts).toMatchObject({ subject: sold.order.id, sold: 2, returned: 3 });
    expect(await levelOf(1)).toMatchObject({ on_hand: 11 });
  });

  test('a return that was voided itself does not count against the next one', async () => {
    const { till, shirt, outcomes, stock } = rig;
    await stock(10);
    const sold = till.sell([shirt, 1]);
    const back = till.takeBack(sold.order, 1);
    const undone = till.voidOrder(back.order).entry;
    const again = till.takeBack(sold.order, 1).entry;
    for (const entry of [sold.entry, back.entry, undone, again]) expect(await outcomes([entry])).toEqual(['placed']);
  });

  test('a return that gives back another amount than was paid is suspect', async () => {
    const { till, shirt, outcomes, stock } = rig;
    await stock(10);
    const sold = till.sell([shirt, 1]);
    const dearer = {
      ...sold.order,
      lines: sold.order.lines.map((line) => ({
        ...line,
        netMinor: 9_000,
        taxMinor: 1_890,
        totalMinor: 10_890,
        taxes: [{ ...line.taxes[0], taxableMinor: 9_000, taxMinor: 1_890 }],
      })),
    };
    const back = till.takeBack(dearer as typeof sold.order, 1).entry;
    expect(await outcomes([sold.entry], [back])).toEqual(['placed', 'placed-with-exceptions tamper-suspect']);
  });

  test('a return before its sale has arrived stands, waits for it, and is settled when it comes', async () => {
    const { shop, location, till, shirt, outcomes, exceptionsOf, levelOf, stock } = rig;
    await stock(10);
    const sold = till.sell([shirt, 1]);
    const other = await shop.addTill(location);
    const back = other.takeBack(sold.order, 1).entry;
    const early = granted(await shop.push(other, other.push([back])));
    expect(early.results[0]).toMatchObject({ result: 'placed-with-exceptions', reasons: ['origin-unknown'] });
    expect(await outcomes([sold.entry])).toEqual(['placed']);
    expect(await exceptionsOf()).toMatchObject([{ kind: 'origin-unknown', status: 'settled' }]);
    const store = granted(await shop.pull(till)).streams.find(({ stream }) => stream === `store:${location}`);
    expect(store?.changes.map(({ body }) => exceptionDocument.parse(body).status)).toEqual(['open', 'settled']);
    expect(await levelOf(1)).toMatchObject({ on_hand: 10 });
  });

  test('returns that together exceed a sale which comes last are seen when it comes', async () => {
    const { shop, location, till, shirt, outcomes, stock } = rig;
    await stock(10);
    const sold = till.sell([shirt, 1]);
    for (const other of [await shop.addTill(location), await shop.addTill(location)]) {
      granted(await shop.push(other, other.push([other.takeBack(sold.order, 1).entry])));
    }
    expect(await outcomes([sold.entry])).toEqual(['placed-with-exceptions over-returned']);
  });

  test('a post-void puts goods and money back; a second one of the same order is an exception', async () => {
    const { shop, location, till, shirt, outcomes, ordersOf, levelOf, stock } = rig;
    await stock(10);
    const sold = till.sell([shirt, 2]);
    const undone = till.voidOrder(sold.order).entry;
    expect(await outcomes([sold.entry], [undone])).toEqual(['placed', 'placed']);
    expect(await ordersOf()).toMatchObject([{ status: 'voided' }]);
    expect(await levelOf(1)).toMatchObject({ on_hand: 10 });
    const other = await shop.addTill(location);
    const again = other.voidOrder(sold.order).entry;
    const answer = granted(await shop.push(other, other.push([again])));
    expect(answer.results[0]?.reasons).toEqual(['double-void']);
  });

  test('a post-void that comes before its order voids it on arrival', async () => {
    const { shop, location, till, shirt, outcomes, ordersOf, exceptionsOf, stock } = rig;
    await stock(10);
    const sold = till.sell([shirt, 2]);
    const other = await shop.addTill(location);
    granted(await shop.push(other, other.push([other.voidOrder(sold.order).entry])));
    expect(await outcomes([sold.entry])).toEqual(['placed']);
    expect(await ordersOf()).toMatchObject([{ status: 'voided' }]);
    expect(await exceptionsOf()).toMatchObject([{ kind: 'origin-unknown', status: 'settled' }]);
  });

  test('a shift closes with what its movements say, and a tablet that expects another amount is seen', async () => {
    const { shop, location, till, shirt, own, outcomes, stock } = rig;
    await stock(10);
    const opened = till.openShift(1_000);
    const sale = till.sell([shirt, 1]).entry;
    expect(await outcomes([opened], [sale], [till.closeShift(2_250)])).toEqual(['placed', 'placed', 'placed']);
    const other = await shop.addTill(location);
    const wrong = [other.openShift(1_000), other.closeShift(999)];
    const never = await shop.addTill(location);
    const unopened = [never.closeShift(0)];
    expect(granted(await shop.push(other, other.push(wrong))).results[1]?.reasons).toEqual(['till-mismatch']);
    expect(granted(await shop.push(never, never.push(unopened))).results[0]?.reasons).toEqual(['shift-unknown']);
    const shifts = await own((tx) => tx.selectFrom('shift').select(['id', 'status', 'float_minor']).execute());
    expect(shifts.map(({ status }) => status)).toEqual(['closed', 'closed']);
  });

  test('a cart is parked, resumed and parked again', async () => {
    const { shop, location, till, shirt, own } = rig;
    const { order } = till.sell([shirt, 1]);
    const other = await shop.addTill(location);
    const cart = {
      id: newId('cart'),
      lines: [],
      discount: null,
      client: null,
      label: 'blue coat',
    };
    const suspend = () =>
      other.write('cart.suspend', {
        location,
        cart: {
          ...cart,
          lines: order.lines.map(
            ({
              id,
              direction,
              variant,
              ordinal,
              sku,
              title,
              options,
              quantity,
              unit,
              tracked,
              listPriceMinor,
              taxCategory,
            }) => ({
              ...{
                id,
                direction,
                variant,
                ordinal,
                sku,
                title,
                options,
                quantity,
                unit,
                tracked,
                listPriceMinor,
                taxCategory,
              },
              ...{ image: null, override: null, discount: null, associate: null, note: null, returned: null },
            }),
          ),
        },
      });
    const resume = () => other.entry('cart.resume', { location, cart: cart.id });
    const parked = () => own((tx) => tx.selectFrom('parked_cart').select(['id', 'resumed_at']).execute());
    const one = granted(await shop.push(other, other.push([suspend()], [resume()])));
    expect(one.results.map(({ result }) => result)).toEqual(['placed', 'placed']);
    expect(await parked()).toEqual([{ id: cart.id, resumed_at: '2026-03-01T09:00:00.001Z' }]);
    granted(await shop.push(other, other.push([suspend()])));
    expect(await parked()).toEqual([{ id: cart.id, resumed_at: null }]);
  });
}
