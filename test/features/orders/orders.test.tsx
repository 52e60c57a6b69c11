// @vitest-environment happy-dom
/** Click and collect at the counter: gather, lay ready, hand over to the right person, once. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { EntryKind } from '../../../src/protocol/entry/entry.ts';
import { setLanguage } from '../../../src/ui/index.ts';
import { cleanCounters, openCounter, press, pressInDialog } from '../counter/counter-app.tsx';
import type { CounterRig } from '../counter/counter-rig.ts';
import { CODE, OTHER_CODE, readyOrder, webCart, webOrder } from './channel-shop.ts';

cleanCounters();

const ORDERS = { screen: 'orders' } as const;

const entriesOf = async (rig: CounterRig, kind: EntryKind) =>
  (await rig.journal.after(0, 100)).map(({ entry }) => entry).filter((entry) => entry.kind === kind);

const scan = (rig: CounterRig, text: string) => rig.devices.scanner.deliver({ text, source: 'camera' });
/** What is shown may be said to who listens as well. */
const see = async (text: string | RegExp) => (await screen.findAllByText(text))[0];

async function searchFor(text: string): Promise<void> {
  const field = await screen.findByRole('searchbox');
  fireEvent.change(field, { target: { value: text } });
}

test('the queue says who waits, for how much, since when, and where it lies', async () => {
  await openCounter({
    start: ORDERS,
    at: Date.parse('2026-03-02T10:00:00.000Z'),
    told: { orders: [webOrder(1), webOrder(2, { promisedAt: '2026-03-02T12:00:00.000Z' }), readyOrder(3)] },
    contacts: { c2VhbGVk: { name: 'Anna Jansen', phone: null, email: null } },
  });
  const list = within(await screen.findByRole('list', { name: 'To pick' }));
  const [first, second] = await waitFor(() => {
    const rows = list.getAllByRole('listitem');
    expect(rows[0]?.textContent).toContain('Anna Jansen');
    return rows;
  });
  expect(first?.textContent).toContain('W-1001');
  expect(first?.textContent).toContain('2 items');
  expect(first?.textContent).toContain('Late · promised 10:30');
  expect(second?.textContent).toContain('By 13:00');
  fireEvent.click(screen.getByRole('radio', { name: 'Ready 1' }));
  expect((await screen.findByRole('list', { name: 'Ready' })).textContent).toContain('Shelf A3');
  fireEvent.click(screen.getByRole('radio', { name: 'Done 0' }));
  expect(await see('Nothing was handed over yet')).toBeTruthy();
});

test('goods to gather are named in the language of who gathers, whatever the client ordered in', async () => {
  const rig = await openCounter({ start: ORDERS, told: { orders: [webOrder(1)] } });
  await press(/W-1001/);
  expect(await see('Stoneware mug')).toBeTruthy();
  const mug = rig.rows.find(({ title }) => title.en === 'Stoneware mug');
  act(() => setLanguage('zh-TW'));
  expect(mug?.title['zh-TW'] && (await see(mug.title['zh-TW']))).toBeTruthy();
  expect(screen.queryByText('Stoneware mug')).toBeNull();
});

test('while the book of clients is closed no name shows, and the order says why', async () => {
  await openCounter({ start: ORDERS, told: { orders: [webOrder(1)] } });
  await press(/W-1001/);
  expect(await see('Name hidden until clients are open')).toBeTruthy();
});

test('fifty orders show at once, and more when asked', async () => {
  const orders = Array.from({ length: 60 }, (_, n) => webOrder(n + 1));
  await openCounter({ start: ORDERS, told: { orders } });
  const rows = () => within(screen.getByRole('list', { name: 'To pick' })).getAllByRole('listitem').length;
  await screen.findByRole('button', { name: 'Show more' });
  expect(rows()).toBe(50);
  await press('Show more');
  await waitFor(() => expect(rows()).toBe(60));
  expect(screen.queryByRole('button', { name: 'Show more' })).toBe(null);
});

test('while views are laid out or cannot be shown, the screen says so and not that there is nothing', async () => {
  const rig = await openCounter({ start: ORDERS, told: { orders: [webOrder(1)] } });
  await see('W-1001');
  rig.views.setState({ kind: 'building', built: 40, of: 100 });
  expect(await see('40 of 100')).toBeTruthy();
  expect(screen.queryByText('Nothing to pick')).toBe(null);
  rig.views.setState({ kind: 'unavailable', built: 0, of: 0 });
  expect(await see('Orders cannot be shown right now')).toBeTruthy();
  rig.views.setState({ kind: 'ready', built: 0, of: 0 });
  expect(await see('W-1001')).toBeTruthy();
});

test('an order is found by its number in any case, a cart by its code, and what is not here is said', async () => {
  await openCounter({ start: ORDERS, told: { orders: [webOrder(1), webOrder(2)], carts: [webCart()] } });
  await searchFor('w-1002');
  await waitFor(() => expect(screen.queryByText('W-1001')).toBe(null));
  expect(await see('W-1002')).toBeTruthy();
  await searchFor('web2-3456');
  expect(await see('Web cart WEB2-3456')).toBeTruthy();
  await searchFor('W-9999');
  expect(await see('No order or cart “W-9999”')).toBeTruthy();
});

test('gathered, laid ready on a shelf, handed over with the code: three entries, and the goods leave the shelf', async () => {
  const rig = await openCounter({ start: ORDERS, told: { orders: [webOrder(1)] } });
  await press(/W-1001/);
  await press('Start picking');
  await see('0 of 2 gathered');
  const [line] = webOrder(1).lines;
  scan(rig, line?.sku ?? '');
  expect(await see('1 of 2 gathered')).toBeTruthy();
  scan(rig, line?.sku ?? '');
  expect(await see('2 of 2 gathered')).toBeTruthy();
  await press('Lay ready');
  fireEvent.change(await screen.findByRole('textbox', { name: /Shelf or place/ }), { target: { value: ' B7 ' } });
  await pressInDialog('Lay ready');
  expect(await see('B7')).toBeTruthy();
  await press('Hand over');
  const code = await screen.findByRole('textbox', { name: 'Code of the client' });
  fireEvent.change(code, { target: { value: OTHER_CODE } });
  expect(await see('This is not the code of this order')).toBeTruthy();
  expect((screen.getByRole('button', { name: 'Hand over 2 items' }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.change(code, { target: { value: 'k7qm-2xp9' } });
  expect(await see('The code is right')).toBeTruthy();
  await pressInDialog('Hand over 2 items');
  expect(await see('W-1001 is handed over')).toBeTruthy();

  expect((await entriesOf(rig, 'fulfillment.pick')).length).toBe(1);
  expect((await entriesOf(rig, 'fulfillment.lay-ready'))[0]?.body).toMatchObject({ shelf: 'B7' });
  const [handOver] = await entriesOf(rig, 'fulfillment.hand-over');
  expect(handOver?.body).toMatchObject({
    order: webOrder(1).id,
    proof: 'code',
    stock: [
      { bucket: 'on-hand', quantity: -2, kind: 'sale' },
      { bucket: 'committed', quantity: -2, kind: 'release' },
    ],
  });
});

test('the client’s code, scanned on the list, opens the order and one tap hands it over', async () => {
  const rig = await openCounter({ start: ORDERS, told: { orders: [readyOrder(1), readyOrder(2)] } });
  await screen.findByRole('radio', { name: 'Ready 2' });
  scan(rig, CODE);
  expect(await see('The code is right')).toBeTruthy();
  await press('Hand over 2 items');
  expect(await see('W-1001 is handed over')).toBeTruthy();
  expect(await see(/The web shop learns it when the network is back/)).toBeTruthy();
  await press('Back to orders');
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'W-1001 is handed over' })).toBe(null));
});

test('a second tap, and an order opened again, hand nothing over a second time', async () => {
  const rig = await openCounter({ start: ORDERS, told: { orders: [readyOrder(1)] } });
  await screen.findByRole('radio', { name: 'Ready 1' });
  scan(rig, CODE);
  const button = await screen.findByRole('button', { name: 'Hand over 2 items' });
  fireEvent.click(button);
  fireEvent.click(button);
  await see('W-1001 is handed over');
  await press('Back to orders');
  scan(rig, CODE);
  expect(await see(/By .+, Till 1, 10:00\./)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Hand over/ })).toBe(null);
  expect((await entriesOf(rig, 'fulfillment.hand-over')).length).toBe(1);
});

test('a client whose order nobody laid ready gets it all the same: it is laid ready and handed over together', async () => {
  const rig = await openCounter({ start: ORDERS, told: { orders: [webOrder(1)] } });
  await press(/W-1001/);
  await press('Hand over');
  fireEvent.click(await screen.findByRole('radio', { name: 'I know them' }));
  await pressInDialog('Hand over 2 items');
  await see('W-1001 is handed over');
  const kinds = (await rig.journal.after(0, 100)).map(({ entry }) => entry.kind).slice(-2);
  expect(kinds).toEqual(['fulfillment.lay-ready', 'fulfillment.hand-over']);
  expect((await entriesOf(rig, 'fulfillment.hand-over'))[0]?.body).toMatchObject({ proof: 'known' });
});

test('without a network an unpaid order is not handed over, and the screen says what is not known', async () => {
  await openCounter({ start: ORDERS, told: { orders: [webOrder(1, { state: 'placed', paidMinor: 0 })] } });
  await press(/W-1001/);
  expect(await see(/cannot know whether it was paid meanwhile/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Start picking' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Hand over/ })).toBe(null);
});

test('what was handed over elsewhere while it is in sight is said with who and where, and offered no more', async () => {
  const rig = await openCounter({ start: ORDERS, link: 'online', told: { orders: [readyOrder(1)] } });
  fireEvent.click(await screen.findByRole('radio', { name: 'Ready 1' }));
  await press(/W-1001/);
  await screen.findByRole('button', { name: 'Hand over' });
  const order = readyOrder(1);
  const at = '2026-03-02T08:58:00.000Z';
  const who = { at, associate: rig.counter.associate.id, register: rig.counter.identity.register };
  const fulfillment = { ...order.fulfillment, state: 'handed-over', handedOver: who } as const;
  rig.views.tell({ orders: [{ ...order, fulfillment }] });
  expect(await see(new RegExp(`By ${rig.counter.associate.name}, Till 1, 09:58`))).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Hand over/ })).toBe(null);
});
