// @vitest-environment happy-dom
/** The sell screen as an associate works it: by role and name. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { setLanguage } from '../../../src/ui/index.ts';
import {
  cartLines,
  choose,
  cleanCounters,
  openCounter,
  press,
  pressInDialog,
  scan,
  typeOnPad,
} from '../counter/counter-app.tsx';

cleanCounters();

const first = async () => {
  const rig = await openCounter();
  const mug = rig.rows.find(({ title }) => title.en === 'Stoneware mug');
  const shirt = rig.rows.find(({ title }) => title.en === 'Linen shirt');
  if (!mug || !shirt) throw new Error('the demo shop sells mugs and shirts');
  return { rig, mug, shirt };
};

test('an empty cart invites a scan, and cannot be charged', async () => {
  await first();
  expect(screen.getByText('Ready to sell')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Charge €0.00' }).hasAttribute('disabled')).toBe(true);
});

test('a window that only looks on does not say that it is ready', async () => {
  const { rig } = await first();
  const onlooker = { ...rig.journal.snapshot(), isWriter: false };
  Object.assign(rig.journal, { snapshot: () => onlooker });
  act(() => setLanguage('zh-TW'));
  expect(screen.queryByText('準備好了')).toBeNull();
  expect(screen.getByText('這個視窗只能查看')).toBeTruthy();
  act(() => setLanguage('en'));
  expect(screen.queryByText('Ready to sell')).toBeNull();
  expect(screen.getByText('This window only shows')).toBeTruthy();
});

test('a scan rings the goods; the same goods again join their line', async () => {
  const { rig, mug } = await first();
  await scan(rig, mug.sku);
  await scan(rig, mug.sku);
  expect(cartLines()).toHaveLength(1);
  expect(await screen.findByRole('button', { name: 'Charge €32.00' })).toBeTruthy();
  expect(rig.devices.sound.heard).toEqual(['added', 'added']);
  expect(screen.getByText('Stoneware mug, €16.00, 2 in cart')).toBeTruthy();
});

test('a barcode rings as its SKU does, with the prefix a scanner puts before it', async () => {
  const { rig, mug } = await first();
  await scan(rig, `]E0${mug.barcodes[0]}`);
  expect(rig.openCart.current().lines.map(({ sku }) => sku)).toEqual([mug.sku]);
});

test('a tile with one form is taken at once; one with several asks which', async () => {
  const { rig } = await first();
  await press(/Gift wrapping/);
  await waitFor(() => expect(rig.openCart.current().lines).toHaveLength(1));
  await press(/Linen shirt/);
  await pressInDialog(/Sage M/);
  await waitFor(() => expect(rig.openCart.current().lines[1]?.options).toEqual(['Sage', 'M']));
  expect(await screen.findByRole('button', { name: /Linen shirt.*1 in cart/ })).toBeTruthy();
});

test('search finds by words and Enter takes the marked row', async () => {
  const { rig } = await first();
  const field = screen.getByRole('searchbox', { name: 'Search or scan' });
  fireEvent.change(field, { target: { value: 'stoneware mug' } });
  await screen.findByText(/matches|match/);
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(rig.openCart.current().lines.map(({ title }) => title)).toEqual(['Stoneware mug']));
  await waitFor(() => expect((field as HTMLInputElement).value).toBe(''));
});

test('a long list shows what the window holds at once, and the rest when the hand pauses', async () => {
  const { rig } = await first();
  const asked = vi.spyOn(rig.counter.shelf, 'search');
  const field = screen.getByRole('searchbox', { name: 'Search or scan' });
  act(() => {
    fireEvent.change(field, { target: { value: 'linen shirt' } });
  });
  await screen.findByText(/matches|match/);
  const inSight = Math.ceil(window.innerHeight / 72);
  expect(asked.mock.calls[0]).toEqual(['linen shirt', inSight]);
  await waitFor(() => expect(asked.mock.calls.at(-1)).toEqual(['linen shirt', 60]));
  expect(asked).toHaveBeenCalledTimes(2);
});

test('the shelf is asked with the key itself, not when the field has been drawn', async () => {
  const { rig } = await first();
  const field = screen.getByRole('searchbox', { name: 'Search or scan' });
  const isDrawnEmpty = () => field.closest('[data-empty]') !== null;
  expect(isDrawnEmpty()).toBe(true);
  const { search } = rig.counter.shelf;
  const wasEmpty: boolean[] = [];
  vi.spyOn(rig.counter.shelf, 'search').mockImplementation((...asked) => {
    wasEmpty.push(isDrawnEmpty());
    return search(...asked);
  });
  fireEvent.change(field, { target: { value: 'mug' } });
  await screen.findByText(/matches|match/);
  expect(isDrawnEmpty()).toBe(false);
  expect(wasEmpty[0]).toBe(true);
});

test('an unknown code is kept in sight, and the next scan simply goes on', async () => {
  const { rig, mug } = await first();
  rig.devices.scanner.deliver({ text: '4006381333931', source: 'wedge' });
  const dialog = await screen.findByRole('dialog', { name: 'Unknown code' });
  expect(within(dialog).getByText('4006381333931')).toBeTruthy();
  expect(rig.devices.sound.heard).toEqual(['not-found']);
  await scan(rig, mug.sku);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(rig.openCart.current().lines).toHaveLength(1);
});

test('the unknown code can be searched for', async () => {
  const { rig } = await first();
  rig.devices.scanner.deliver({ text: '4006381333931', source: 'wedge' });
  await pressInDialog('Search for it');
  const field = await screen.findByRole('searchbox', { name: 'Search or scan' });
  expect((field as HTMLInputElement).value).toBe('4006381333931');
  expect(await screen.findByText('Nothing matches “4006381333931”')).toBeTruthy();
});

test('another price needs a reason, and says so', async () => {
  const { rig, mug } = await first();
  await scan(rig, mug.sku);
  await press(/Edit Stoneware mug/);
  await choose('Price');
  await typeOnPad('1200');
  await pressInDialog('Apply');
  expect((await screen.findByRole('alert')).textContent).toBe('Choose a reason to go on');
  expect(rig.openCart.current().lines[0]?.override).toBeNull();
  await choose('Display piece');
  await pressInDialog('Apply');
  await waitFor(() => expect(rig.openCart.current().lines[0]?.override?.unitPriceMinor).toBe(1200));
  expect(await screen.findByRole('button', { name: 'Charge €12.00' })).toBeTruthy();
});

test('an associate without the right sees why there is no price to change', async () => {
  const rig = await openCounter({ role: 'associate' });
  await scan(rig, rig.rows.find(({ title }) => title.en === 'Stoneware mug')?.sku ?? '');
  await press(/Edit Stoneware mug/);
  await choose('Price');
  expect(await screen.findByText('Ask a supervisor: your role cannot do this')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '7' })).toBeNull();
});

test('a discount on the whole cart comes off the total, and undo gives it back', async () => {
  const { rig, mug } = await first();
  await scan(rig, mug.sku);
  await press('More for this cart');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Discount cart' }));
  await choose('Loyal client');
  await typeOnPad('25');
  await pressInDialog('Apply');
  expect(await screen.findByRole('button', { name: 'Charge €12.00' })).toBeTruthy();
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  expect(await screen.findByRole('button', { name: 'Charge €16.00' })).toBeTruthy();
});

test('a removed line comes back where it was', async () => {
  const { rig, mug, shirt } = await first();
  await scan(rig, shirt.sku);
  await scan(rig, mug.sku);
  await press(/Edit Linen shirt/);
  await pressInDialog('Remove line');
  await waitFor(() => expect(rig.openCart.current().lines.map(({ sku }) => sku)).toEqual([mug.sku]));
  await press('Undo');
  await waitFor(() => expect(rig.openCart.current().lines.map(({ sku }) => sku)).toEqual([shirt.sku, mug.sku]));
});

test('quantity is typed on the pad; nought is refused', async () => {
  const { rig, mug } = await first();
  await scan(rig, mug.sku);
  await press(/Edit Stoneware mug/);
  await typeOnPad('0');
  await pressInDialog('Apply');
  expect((await screen.findByRole('alert')).textContent).toBe('Type an amount to go on');
  await typeOnPad('12');
  await pressInDialog('Apply');
  await waitFor(() => expect(rig.openCart.current().lines[0]?.quantity).toBe(12));
});

test('what is no whole number stays as typed, and the quantity stays as it was', async () => {
  const { rig, mug } = await first();
  await scan(rig, mug.sku);
  await press(/Edit Stoneware mug/);
  const shown = within(await screen.findByRole('dialog')).getByRole('status', { name: 'Quantity' });
  for (const key of '1.5') fireEvent.keyDown(document.body, { key });
  expect(shown.textContent).toBe('1.5');
  expect(screen.getByRole('alert').textContent).toBe('Only whole numbers');
  await pressInDialog('Apply');
  expect(shown.textContent).toBe('1.5');
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  expect(rig.openCart.current().lines[0]?.quantity).toBe(1);
  fireEvent.keyDown(document.body, { key: 'Backspace' });
  fireEvent.keyDown(document.body, { key: 'Backspace' });
  fireEvent.keyDown(document.body, { key: '4' });
  expect(shown.textContent).toBe('14');
  expect(screen.queryByRole('alert')).toBeNull();
  await pressInDialog('Apply');
  await waitFor(() => expect(rig.openCart.current().lines[0]?.quantity).toBe(14));
});

test('a cart is parked and resumed, through the journal', async () => {
  const { rig, mug } = await first();
  await scan(rig, mug.sku);
  await press('Park');
  fireEvent.change(await screen.findByRole('textbox'), { target: { value: 'red jacket' } });
  await pressInDialog('Park');
  await waitFor(() => expect(rig.journal.snapshot().parkedCarts.map(({ label }) => label)).toEqual(['red jacket']));
  expect(await screen.findByText('Ready to sell')).toBeTruthy();
  await press('1 parked cart');
  await press(/Resume red jacket/);
  await waitFor(() => expect(rig.openCart.current().lines.map(({ sku }) => sku)).toEqual([mug.sku]));
  expect(rig.journal.snapshot().parkedCarts).toEqual([]);
});

test('two taps on park suspend one cart, once', async () => {
  const { rig, mug } = await first();
  await scan(rig, mug.sku);
  await press('Park');
  const park = within(await screen.findByRole('dialog')).getByRole('button', { name: 'Park' });
  act(() => {
    park.click();
    park.click();
  });
  await waitFor(() => expect(rig.journal.snapshot().parkedCarts).toHaveLength(1));
  await rig.openCart.saved();
  const kinds = (await rig.journal.after(0, 50)).map(({ entry }) => entry.kind);
  expect(kinds.filter((kind) => kind === 'cart.suspend')).toHaveLength(1);
});

test('a cart survives the tablet', async () => {
  const { rig, mug } = await first();
  await scan(rig, mug.sku);
  await rig.openCart.saved();
  const { createCounterRig } = await import('../counter/counter-rig.ts');
  const again = await createCounterRig({ disk: rig.disk, seed: 8 });
  expect(again.openCart.current().lines.map(({ sku }) => sku)).toEqual([mug.sku]);
});
