/** What every place that keeps a journal must do for several windows of one tablet, and for the carts they hand on. */
import { describe, expect, test } from 'vitest';
import { loadTablet } from '../../../src/replica/identity/tablet.ts';
import { createJournal } from '../../../src/replica/journal/create-journal.ts';
import { createOpenCart } from '../../../src/replica/journal/open-cart.ts';
import { createRigLocks, createRigNews, emptyRigCart, RIG, rigSale, rigVault } from '../../support/journal-rig.ts';

import { createContractRig, type NewDisk } from './contract-rig.ts';

export function windowsContract(name: string, newDisk: NewDisk): void {
  const { newTablet, sell } = createContractRig(newDisk);
  describe(`${name} serves several windows`, () => {
    test('F04 a second tab looks on, and taking over makes the first one refuse', async () => {
      const { openTab, ids } = await newTablet();
      const first = await openTab();
      const second = await openTab();
      expect([first.journal.snapshot().isWriter, second.journal.snapshot().isWriter]).toEqual([true, false]);
      expect(await second.journal.append(rigSale(ids).draft)).toEqual({
        ok: false,
        refusal: { code: 'not-the-writer' },
      });
      expect((await second.journal.takeOver()).ok).toBe(true);
      expect((await first.journal.append(rigSale(ids).draft)).ok).toBe(false);
      expect((await second.journal.append(rigSale(ids).draft)).ok).toBe(true);
      expect(first.journal.snapshot().isWriter).toBe(false);
    });

    test('F05 a tab that slept through a take-over is stopped by the fence, whatever its lock says', async () => {
      const { disk, clock, ids, openTab } = await newTablet();
      const sleeper = await openTab();
      // Another lock manager: the browser lost track of who holds what.
      const store = disk.open();
      const tablet = await loadTablet(store, rigVault);
      if (tablet === null) throw new Error('the rig enrols first');
      const other = await createJournal({
        store,
        identity: tablet.identity,
        ports: { clock, ids, locks: createRigLocks(), news: createRigNews()() },
        role: 'seller',
      });
      expect(await sleeper.journal.append(rigSale(ids).draft)).toEqual({
        ok: false,
        refusal: { code: 'not-the-writer' },
      });
      expect((await other.append(rigSale(ids).draft)).ok).toBe(true);
      expect((await other.after(0, 10)).length).toBe(1);
    });

    test('when the selling tab closes, the one that waits may sell', async () => {
      const { openTab, ids } = await newTablet();
      const first = await openTab();
      const second = await openTab();
      first.journal.close();
      await expect.poll(() => second.journal.snapshot().isWriter).toBe(true);
      expect((await second.journal.append(rigSale(ids).draft)).ok).toBe(true);
    });

    test('a reader hears of appends and settles beside the seller', async () => {
      const { openTab } = await newTablet();
      const seller = await openTab();
      const reader = await openTab('reader');
      await sell(seller.journal, 2);
      await expect.poll(() => reader.journal.snapshot().sequence).toBe(2);
      await reader.journal.settle([], 2, 0);
      await expect.poll(() => seller.journal.snapshot().unsent).toBe(0);
    });

    test('F01 the open cart survives a restart; one that was sold does not come back', async () => {
      const { openTab, ids } = await newTablet();
      const first = await openTab();
      const cart = await createOpenCart({ draft: first.draft, ids, journal: first.journal });
      const filled = { ...cart.current(), label: 'a scarf' };
      cart.replace(filled);
      await cart.saved();
      first.journal.close();
      const second = await openTab();
      const again = await createOpenCart({ draft: second.draft, ids, journal: second.journal });
      expect(again.current()).toEqual(filled);
      await second.journal.append(rigSale(ids, { cart: filled.id }).draft);
      // A late write of the cart that was just sold, as a slow tablet makes it.
      expect(await second.draft.save(filled, [])).toBe('cart-ended');
      second.journal.close();
      const third = await openTab();
      const last = await createOpenCart({ draft: third.draft, ids, journal: third.journal });
      expect(last.current().id).not.toBe(filled.id);
      expect(last.current().lines).toEqual([]);
    });

    test('a parked cart leaves the counter and comes back to it, each in one step', async () => {
      const { openTab, ids } = await newTablet();
      const { journal, draft } = await openTab();
      const cart = { ...emptyRigCart(ids('cart')), label: 'for later' };
      await draft.save(cart, []);
      const suspend = { kind: 'cart.suspend', associate: RIG.associate } as const;
      await journal.append({ ...suspend, body: () => ({ location: RIG.location, cart }) as never });
      expect(journal.snapshot().parkedCarts).toEqual([cart]);
      expect((await draft.load()).cart).toBeNull();
      const resume = { kind: 'cart.resume', associate: RIG.associate } as const;
      await journal.append({ ...resume, body: () => ({ location: RIG.location, cart: cart.id }) });
      expect(journal.snapshot().parkedCarts).toEqual([]);
      expect((await draft.load()).cart).toEqual(cart);
      expect(await draft.save({ ...cart, label: null }, [])).toBe('saved');
    });

    test('undo takes back the last changes of this cart and stops where it began', async () => {
      const { openTab, ids } = await newTablet();
      const { journal, draft } = await openTab();
      const cart = await createOpenCart({ draft, ids, journal });
      const begin = cart.current();
      cart.replace({ ...begin, label: 'one' });
      cart.replace({ ...begin, label: 'two' });
      expect([cart.undo(), cart.current().label]).toEqual([true, 'one']);
      expect([cart.undo(), cart.current().label, cart.undo()]).toEqual([true, null, false]);
      cart.replace({ ...begin, label: 'three' });
      cart.clear();
      expect([cart.undo(), cart.current().id === begin.id]).toEqual([false, false]);
      await cart.saved();
      expect((await draft.load()).cart?.id).toBe(cart.current().id);
    });
  });
}
