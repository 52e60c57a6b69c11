/** The open cart on disk: when it is written, and what a tablet of before left there. */
import { expect, test } from 'vitest';
import { createOpenCart } from '../../../src/replica/journal/open-cart.ts';
import type { CartDraft } from '../../../src/replica/journal/open-cart-draft.ts';
import type { DraftRow } from '../../../src/replica/journal/store.ts';
import { emptyRigCart, rigIds, rigSale } from '../../support/journal-rig.ts';
import { createDisk, openMemoryStore } from '../../support/memory-journal-store.ts';
import { createContractRig } from './contract-rig.ts';

const rig = createContractRig(() => {
  const disk = createDisk();
  return { open: () => openMemoryStore(disk) };
});

const watched = { snapshot: () => ({ isWriter: true }) as never, subscribe: () => () => undefined };

function keptDraft() {
  const saves: string[] = [];
  const draft: CartDraft = {
    load: async () => ({ cart: null, history: [], ended: null }),
    save: async (cart) => {
      saves.push(cart.label ?? '');
      return 'saved';
    },
  };
  return { saves, draft };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('a change is written behind the frame that shows it; changes of one frame go together', async () => {
  const { saves, draft } = keptDraft();
  const frames: (() => void)[] = [];
  const afterFrame = () => new Promise<void>((resolve) => frames.push(resolve));
  const openCart = await createOpenCart({ draft, ids: rigIds(), journal: watched, afterFrame });
  const cart = openCart.current();
  openCart.replace({ ...cart, label: 'one' });
  openCart.replace({ ...cart, label: 'two' });
  await settle();
  expect([saves, openCart.current().label]).toEqual([[], 'two']);
  for (const draw of frames.splice(0)) draw();
  await settle();
  expect(saves).toEqual(['two']);
});

test('who needs the cart on disk waits for no frame', async () => {
  const { saves, draft } = keptDraft();
  const openCart = await createOpenCart({
    draft,
    ids: rigIds(),
    journal: watched,
    afterFrame: () => new Promise(() => undefined),
  });
  const cart = openCart.current();
  openCart.replace({ ...cart, label: 'one' });
  await openCart.saved();
  openCart.replace({ ...cart, label: 'two' });
  await openCart.saved();
  expect(saves).toEqual(['one', 'two']);
});

test('a cart that an older app kept is there after the update; sold, it does not come back', async () => {
  const tablet = await rig.newTablet();
  const before = await tablet.openTab();
  const cart = { ...emptyRigCart('car_before'), label: 'kept' };
  const older = { key: 'open', fence: 1, cart, history: [], ended: null } as unknown as DraftRow;
  await before.store.transact('write', ['draft'], async (tx) => {
    await tx.clear('draft');
    await tx.put('draft', older);
  });
  before.journal.close();
  const { journal, draft, store } = await tablet.openTab();
  expect((await draft.load()).cart).toEqual(cart);
  await journal.append(rigSale(rigIds(5), { cart: cart.id }).draft);
  expect(await draft.load()).toEqual({ cart: null, history: [], ended: cart.id });
  expect(await draft.save(cart, [])).toBe('cart-ended');
  // Nobody's basket stays on the disk when it is sold.
  const rows = await store.transact('read', ['draft'], (tx) => tx.all('draft'));
  expect(rows.find((row) => row.key === 'open')).toEqual({ key: 'open', cart: null, history: [] });
});
