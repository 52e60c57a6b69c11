/** What every place that keeps a journal must do. Dexie and the model of a disk answer to this one list. */
import { describe, expect, test } from 'vitest';
import { chainStart, entryHash } from '../../../src/protocol/entry/entry-hash.ts';
import { keepIdentity, loadFormerTablets } from '../../../src/replica/identity/tablet.ts';
import { checkJournal } from '../../../src/replica/journal/boot-check.ts';
import { createOpenCart } from '../../../src/replica/journal/open-cart.ts';
import {
  emptyRigCart,
  openShiftDraft,
  RIG,
  rigEnrolment,
  rigHandOver,
  rigIds,
  rigSale,
  rigVault,
} from '../../support/journal-rig.ts';

import { createContractRig, type NewDisk } from './contract-rig.ts';

export function journalContract(name: string, newDisk: NewDisk): void {
  const { newTablet, sell } = createContractRig(newDisk);
  describe(`${name} keeps a journal`, () => {
    test('numbers entries 1, 2, 3 … and chains each to the one before', async () => {
      const { openTab } = await newTablet();
      const { journal } = await openTab();
      await sell(journal, 5);
      const records = await journal.after(0, 100);
      expect(records.map((record) => record.sequence)).toEqual([1, 2, 3, 4, 5]);
      let previous = chainStart(RIG.register, 1);
      for (const { entry, hash } of records) {
        expect(entry.previousHash).toBe(previous);
        expect(hash).toBe(entryHash(entry));
        previous = hash;
      }
      expect(journal.snapshot()).toMatchObject({ sequence: 5, unsent: 5, acknowledged: 0 });
    });

    test('hands receipt numbers out without a gap, and none to what has no receipt', async () => {
      const { openTab } = await newTablet();
      const { journal } = await openTab();
      await journal.append(openShiftDraft);
      await sell(journal, 3);
      const numbers = (await journal.receipts({ text: '', before: null, limit: 10 })).map(({ entry }) =>
        entry.kind === 'order.place' ? entry.body.receiptNumber : '',
      );
      expect(numbers).toEqual(['A1-000003', 'A1-000002', 'A1-000001']);
    });

    test('a group is there whole, with the sequence of its first entry', async () => {
      const { openTab, ids } = await newTablet();
      const { journal } = await openTab();
      await sell(journal, 1);
      const verdict = await journal.appendGroup([rigSale(ids).draft as never, openShiftDraft as never]);
      expect(verdict.ok).toBe(true);
      expect((await journal.after(0, 10)).map((record) => record.group)).toEqual([1, 2, 2]);
    });

    test('appends that are asked for at once follow each other', async () => {
      const { openTab, ids } = await newTablet();
      const { journal } = await openTab();
      const verdicts = await Promise.all(Array.from({ length: 20 }, () => journal.append(rigSale(ids).draft)));
      expect(verdicts.map((verdict) => (verdict.ok ? verdict.value.sequence : 0))).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    });

    test('a body that throws leaves nothing behind, and its number is used by the next', async () => {
      const { openTab } = await newTablet();
      const { journal } = await openTab();
      const broken = { ...openShiftDraft, body: () => ({ amount: 0.1 }) as never };
      await expect(journal.append(broken)).rejects.toThrow('whole numbers');
      await sell(journal, 1);
      expect((await journal.after(0, 10)).map((record) => record.sequence)).toEqual([1]);
    });

    describe('what can happen only once', () => {
      const shown = (verdict: { ok: boolean; refusal?: unknown }) => (verdict.ok ? 'written' : verdict.refusal);

      test('F02: the same order, tapped twice or tried again after a restart, is written once', async () => {
        const { openTab, ids } = await newTablet();
        const { journal } = await openTab();
        const sale = rigSale(ids);
        const [first, second] = await Promise.all([journal.append(sale.draft), journal.append(sale.draft)]);
        const refusal = { code: 'already-done', order: sale.orderId, receiptNumber: 'A1-000001' };
        expect([shown(first), shown(second)]).toEqual(['written', refusal]);
        journal.close();
        const again = await openTab();
        expect(shown(await again.journal.append(sale.draft))).toEqual(refusal);
        expect((await again.journal.append(rigSale(ids).draft)).ok).toBe(true);
        expect((await again.journal.after(0, 10)).length).toBe(2);
      });

      test('F02: a cart that was sold is not sold again as another order', async () => {
        const { openTab, ids } = await newTablet();
        const { journal } = await openTab();
        const cart = ids('cart');
        const first = rigSale(ids, { cart });
        await journal.append(first.draft);
        await sell(journal, 3, ids);
        expect(shown(await journal.append(rigSale(ids, { cart }).draft))).toMatchObject({
          code: 'already-done',
          order: first.orderId,
        });
        expect(journal.snapshot().sequence).toBe(4);
      });

      test('F02: a parcel, given away by a second tap or after a restart, is handed over once', async () => {
        const { openTab, ids } = await newTablet();
        const { journal } = await openTab();
        const handOver = rigHandOver(ids);
        const refusal = { code: 'already-done', order: handOver.order, receiptNumber: null };
        const [first, second] = await Promise.all([journal.append(handOver.draft), journal.append(handOver.draft)]);
        expect([shown(first), shown(second)]).toEqual(['written', refusal]);
        journal.close();
        const again = await openTab();
        expect(shown(await again.journal.append(handOver.draft))).toEqual(refusal);
        expect((await again.journal.append(rigHandOver(ids).draft)).ok).toBe(true);
      });

      test('F04: a window that still shows the cart another one sold shows a fresh one when it takes over', async () => {
        const { openTab, ids } = await newTablet();
        const one = await openTab();
        const basket = { ...emptyRigCart(ids('cart')), label: 'Mrs Chen' };
        const counter = await createOpenCart({ draft: one.draft, ids, journal: one.journal });
        counter.replace(basket);
        await counter.saved();
        const two = await openTab();
        const other = await createOpenCart({ draft: two.draft, ids, journal: two.journal });
        expect(other.current().id).toBe(basket.id);
        // The first one writes the sale, and is gone before it began another cart.
        await one.journal.append(rigSale(ids, { cart: basket.id }).draft);
        one.journal.close();
        await two.journal.takeOver();
        await expect.poll(() => other.current().id).not.toBe(basket.id);
      });

      test('F04: nor does it show one that was sold before others were', async () => {
        const { openTab, ids } = await newTablet();
        const one = await openTab();
        const counter = await createOpenCart({ draft: one.draft, ids, journal: one.journal });
        const basket = { ...emptyRigCart(ids('cart')), label: 'Mrs Chen' };
        counter.replace(basket);
        await counter.saved();
        const two = await openTab();
        const other = await createOpenCart({ draft: two.draft, ids, journal: two.journal });
        expect(other.current().id).toBe(basket.id);
        await one.journal.append(rigSale(ids, { cart: basket.id }).draft);
        // The next customer is served here too; the window is gone before it began a third cart.
        const next = { ...emptyRigCart(ids('cart')), label: 'Mr Lin' };
        expect(await one.draft.save(next, [])).toBe('saved');
        await one.journal.append(rigSale(ids, { cart: next.id }).draft);
        one.journal.close();
        await two.journal.takeOver();
        await expect.poll(() => other.current().id).not.toBe(basket.id);
        expect(other.current().label).toBeNull();
      });

      test('F04: a cart that no other window can know stays on the counter of the one that takes over', async () => {
        const { openTab, ids } = await newTablet();
        const one = await openTab();
        const two = await openTab();
        const counter = await createOpenCart({ draft: two.draft, ids, journal: two.journal });
        const rung = { ...counter.current(), label: 'rung while looking on' };
        counter.replace(rung);
        await counter.saved();
        await one.journal.append(rigSale(ids).draft);
        await two.journal.takeOver();
        await expect.poll(() => two.journal.snapshot().isWriter).toBe(true);
        await two.draft.load();
        expect(counter.current().id).toBe(rung.id);
      });

      test('an order is voided once, and no shift opens inside another', async () => {
        const { openTab, ids } = await newTablet();
        const { journal } = await openTab();
        const sale = rigSale(ids);
        await journal.append(openShiftDraft);
        await journal.append(sale.draft);
        const postVoid = () =>
          journal.append({
            kind: 'order.post-void',
            associate: RIG.associate,
            body: ({ receiptNumber }) => ({ order: sale.orderId, receiptNumber: receiptNumber(), stock: [] }) as never,
          });
        const voids = await Promise.all([postVoid(), postVoid()]);
        expect(voids.map(({ ok }) => ok)).toEqual([true, false]);
        expect(shown(await journal.append(openShiftDraft))).toMatchObject({ code: 'already-done' });
        expect((await journal.after(0, 10)).map(({ entry }) => entry.kind)).toEqual([
          'shift.open',
          'order.place',
          'order.post-void',
        ]);
      });
    });

    test('an entry that no push could carry is refused before it is written, and nothing waits behind it', async () => {
      const { openTab, ids } = await newTablet();
      const { journal } = await openTab();
      const long = rigSale(ids);
      const draft = {
        ...long.draft,
        body: (of: { receiptNumber(): string }) => ({ ...long.draft.body(of), note: '陳'.repeat(310_000) }) as never,
      };
      expect(await journal.append(draft)).toEqual({ ok: false, refusal: { code: 'entry-too-large' } });
      await sell(journal, 1);
      expect((await journal.receipts({ text: '', before: null, limit: 9 })).map(({ sequence }) => sequence)).toEqual([
        1,
      ]);
    });

    test('remembers the open shift, and forgets it when it closes', async () => {
      const { openTab } = await newTablet();
      const { journal } = await openTab();
      await sell(journal, 1);
      await journal.append(openShiftDraft);
      await sell(journal, 2);
      expect(journal.snapshot().shift).toEqual({ id: RIG.shift, openedSequence: 2, businessDay: '2026-03-02' });
      expect((await journal.ofShift()).map((record) => record.sequence)).toEqual([2, 3, 4]);
      await journal.append({
        kind: 'shift.close',
        associate: RIG.associate,
        body: () => ({ shift: RIG.shift, location: RIG.location, businessDay: '2026-03-02' }) as never,
      });
      expect(journal.snapshot().shift).toBeNull();
      expect((await journal.ofBusinessDay('2026-03-02')).length).toBe(5);
      expect(await journal.ofBusinessDay('2026-03-03')).toEqual([]);
    });

    test('finds a receipt by the end of its number and an order with what followed it', async () => {
      const { openTab, ids } = await newTablet();
      const { journal } = await openTab();
      const sale = rigSale(ids);
      await journal.append(sale.draft);
      await sell(journal, 12);
      await journal.append({
        kind: 'receipt.reprint',
        associate: RIG.associate,
        body: () => ({ location: RIG.location, order: sale.orderId, copy: 1 }),
      });
      const found = await journal.receipts({ text: '01', before: null, limit: 10 });
      expect(found.map((record) => record.sequence)).toEqual([1]);
      expect(await journal.receipts({ text: sale.orderId, before: null, limit: 10 })).toEqual(found);
      const { placed, followers } = await journal.order(sale.orderId);
      expect(placed?.sequence).toBe(1);
      expect(followers.map((record) => record.entry.kind)).toEqual(['receipt.reprint']);
      const page = await journal.receipts({ text: '', before: 10, limit: 3 });
      expect(page.map((record) => record.sequence)).toEqual([9, 8, 7]);
    });

    test('a print waits until it was printed, across a restart', async () => {
      const { openTab, ids } = await newTablet();
      const first = await openTab();
      await first.journal.append({ ...rigSale(ids).draft, print: true });
      await sell(first.journal, 1);
      first.journal.close();
      const { journal } = await openTab();
      expect((await journal.pendingPrints()).map((record) => record.print)).toEqual(['pending']);
      await journal.markPrinted(1);
      expect(await journal.pendingPrints()).toEqual([]);
      expect((await journal.after(0, 1))[0]?.print).toBe('printed');
    });

    test('a settled entry says what the server said, and settling twice changes nothing', async () => {
      const { openTab } = await newTablet();
      const { journal } = await openTab();
      await sell(journal, 3);
      const records = await journal.after(0, 10);
      const results = records.map((record) => ({
        id: record.entry.id,
        sequence: record.sequence,
        result: record.sequence === 2 ? ('quarantined' as const) : ('placed' as const),
        reasons: record.sequence === 2 ? ['malformed'] : [],
      }));
      await journal.settle(results.slice(0, 2), 2, 0);
      await journal.settle(results.slice(0, 2), 2, 0);
      expect((await journal.after(0, 10)).map((record) => record.result)).toEqual(['placed', 'quarantined', null]);
      expect(journal.snapshot()).toMatchObject({ acknowledged: 2, unsent: 1 });
      await journal.settle([], 1, 0);
      expect(journal.snapshot().acknowledged).toBe(2);
    });

    test('N01 an answer repeated as already-placed does not wash a quarantine away', async () => {
      const { openTab } = await newTablet();
      const { journal } = await openTab();
      await sell(journal, 1);
      const [record] = await journal.after(0, 1);
      const said = { id: record?.entry.id ?? '', sequence: 1 };
      await journal.settle([{ ...said, result: 'quarantined', reasons: ['malformed'] }], 1, 0);
      await journal.settle([{ ...said, result: 'already-placed', reasons: [] }], 1, 0);
      expect((await journal.after(0, 1))[0]).toMatchObject({ result: 'quarantined', reasons: ['malformed'] });
    });

    test('S05 after a new epoch what is not durable counts as unsent again', async () => {
      const { openTab } = await newTablet();
      const { journal } = await openTab();
      await sell(journal, 5);
      await journal.settle([], 5, 2);
      await journal.resend('second', 2);
      expect(await journal.state()).toMatchObject({ epoch: 'second', acknowledged: 2, durableThrough: 2 });
      expect(journal.snapshot().unsent).toBe(3);
    });

    test('what a former life has not sent stays in sight, exportable, and keeps the key that can send it', async () => {
      const { disk, openTab, ids } = await newTablet();
      const { journal } = await openTab();
      await sell(journal, 3, ids);
      await journal.settle([], 1, 0);
      journal.close();
      await keepIdentity(disk.open(), rigVault, { secret: 'new' }, rigEnrolment({ incarnation: 2, series: 'A1B' }));
      const { journal: anew } = await openTab();
      await sell(anew, 1, ids);
      expect(anew.snapshot()).toMatchObject({ unsent: 1, formerUnsent: 2 });
      const lines = (await (await anew.exportUnsent()).text()).trim().split('\n');
      expect(lines.length).toBe(1 + 3 + 1);
      const former = await loadFormerTablets(disk.open(), rigVault);
      expect(former.map(({ identity }) => identity.incarnation)).toEqual([1]);
    });

    test('S05 enrolled anew at a server that was put back, what is not durable counts as unsent again', async () => {
      const { disk, openTab, ids } = await newTablet();
      const { journal } = await openTab();
      await sell(journal, 3, ids);
      await journal.settle([], 3, 1);
      journal.close();
      await keepIdentity(disk.open(), rigVault, { secret: 'new' }, rigEnrolment({ incarnation: 2, epoch: 'second' }));
      expect((await openTab()).journal.snapshot()).toMatchObject({ unsent: 0, formerUnsent: 2 });
    });

    test('retention forgets only what is durable and old, and the chain still verifies from its anchor', async () => {
      const { clock, openTab } = await newTablet();
      const { journal, store } = await openTab();
      await sell(journal, 4);
      clock.advance(20 * 86_400_000);
      await sell(journal, 4, rigIds(12));
      clock.advance(20 * 86_400_000);
      await journal.settle([], 8, 3);
      expect(await journal.trim()).toBe(3);
      await journal.settle([], 8, 7);
      expect(await journal.trim()).toBe(1);
      expect((await journal.after(0, 10)).map((record) => record.sequence)).toEqual([5, 6, 7, 8]);
      expect((await journal.state()).trimmed).toBe(4);
      expect(await checkJournal(store)).toBeNull();
    });

    test('unsent entries leave as lines that say how many they are and what they hash to', async () => {
      const { openTab } = await newTablet();
      const { journal } = await openTab();
      await sell(journal, 3);
      await journal.settle([], 1, 0);
      const lines = (await (await journal.exportUnsent()).text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines[0]).toMatchObject({ file: 'evertill-unsent', entries: 2 });
      expect(lines.slice(1, -1).map((line) => line.entry.sequence)).toEqual([2, 3]);
      expect(lines.slice(1, -1).every((line) => line.hash === entryHash(line.entry))).toBe(true);
      expect(lines.at(-1).sha256).toMatch(/^[0-9a-f]{64}$/);
    });
  });
}
