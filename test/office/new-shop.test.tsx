// @vitest-environment happy-dom
/** A retailer's first day at head office, over a fake server: by role and name. */
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { USUAL_RECEIPT_FOOTER } from '../../src/domain/store/usual-words.ts';
import { OfficeApp } from '../../src/office/index.ts';
import { setLanguage, ToastRegion } from '../../src/ui/index.ts';
import { createFakeOffice, emptyShop, type FakeOffice } from './fake-office.ts';

configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

async function open(office: FakeOffice) {
  render(
    <>
      <OfficeApp fetch={office.fetch} />
      <ToastRegion />
    </>,
  );
  await screen.findByRole('heading', { name: 'Linden & Row' });
}
const press = (name: string | RegExp, place: HTMLElement = document.body) =>
  fireEvent.click(within(place).getByRole('button', { name }));
const type = (place: HTMLElement, label: string, value: string) =>
  fireEvent.change(within(place).getByLabelText(label), { target: { value } });
const nextStep = () => document.querySelector('[aria-current="step"]')?.getAttribute('aria-label');

async function choose(place: HTMLElement, label: RegExp, option: string) {
  press(label, place);
  fireEvent.click(await screen.findByRole('option', { name: option }));
}

let office: FakeOffice;
beforeEach(() => {
  setLanguage('en');
  window.location.hash = '';
  office = createFakeOffice();
});
afterEach(() => cleanup());

describe('an empty shop', () => {
  test('leads from the first store to the first sale, one step after the other', async () => {
    office.overview = emptyShop();
    await open(office);
    expect(await screen.findByRole('heading', { name: 'Open your shop' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Sales today' })).toBeNull();
    expect(nextStep()).toBe('Add your first store');

    press('Add your first store');
    let dialog = await screen.findByRole('dialog', { name: 'Add store' });
    await choose(dialog, /Country/, 'Taiwan');
    type(dialog, 'Name of the store', 'Taipei');
    type(dialog, 'Address', '松壽路 1000 號\n110 臺北市\n');
    press('Add store', dialog);
    await screen.findByRole('listitem', { name: 'Add your first store · Done' });
    expect(office.lastBody).toEqual({
      kind: 'store',
      name: 'Taipei',
      address: ['松壽路 1000 號', '110 臺北市'],
      taxNumber: null,
      currency: { code: 'TWD', digits: 0 },
      timeZone: 'Asia/Taipei',
      dayStartsAtHour: 4,
      pricesIncludeTax: true,
      priceList: null,
      taxCategories: [{ title: 'Standard', rates: [{ title: '營業稅 5%', ratePpm: 50_000 }] }],
      receiptFooter: USUAL_RECEIPT_FOOTER,
    });

    press('Add a register');
    dialog = await screen.findByRole('dialog', { name: 'Add register · Taipei' });
    type(dialog, 'Name', 'Counter');
    type(dialog, 'Code', 'tpe1');
    press('Add register', dialog);
    await waitFor(() => expect(nextStep()).toBe('Add a person with a PIN'));

    press('Add a person with a PIN');
    dialog = await screen.findByRole('dialog', { name: 'Add person' });
    type(dialog, 'Name', '林佳穎');
    fireEvent.click(within(dialog).getByRole('switch', { name: 'Taipei' }));
    press('Add person', dialog);
    dialog = await screen.findByRole('dialog', { name: '林佳穎' });
    type(dialog, 'New PIN', '2580');
    press('Set PIN', dialog);
    await waitFor(() => expect(nextStep()).toBe('Enrol a tablet'));
    press('Close', dialog);

    press('Enrol a tablet');
    dialog = await screen.findByRole('dialog', { name: 'Enrol Counter TPE1' });
    expect(await within(dialog).findByRole('status', { name: 'Enrolment code' })).toBeTruthy();
    const life = { incarnation: 1, series: 'TPE1A', state: 'active' as const, unsent: 0, acknowledged: 0, build: '' };
    const seen = { enrolledAt: office.overview.serverTime, lastSeenAt: null };
    office.overview = {
      ...office.overview,
      registers: office.overview.registers.map((one) => ({ ...one, incarnations: [{ ...life, ...seen }] })),
    };
    await within(dialog).findByText('Counter is enrolled');
    press('Done', dialog);

    expect(nextStep()).toBe('Import products');
    expect(screen.getByText('npm run import -- products.csv --apply')).toBeTruthy();
    office.overview = { ...office.overview, hasGoods: true };
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Open your shop' })).toBeNull());
    expect(screen.getByRole('heading', { name: 'Sales today' })).toBeTruthy();
  });

  test.each([
    ['zh-TW', '開設您的門市', '新增第一間門市'],
    ['zh-CN', '开设您的门店', '添加第一家门店'],
  ] as const)('says so in %s', async (language, title, step) => {
    office.overview = emptyShop();
    setLanguage(language);
    await open(office);
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
    expect(screen.getByRole('button', { name: step })).toBeTruthy();
  });
});

describe('one more store', () => {
  beforeEach(async () => {
    await open(office);
    await screen.findByRole('heading', { name: 'Sales today' });
    press('Add store');
  });
  const dialogOf = () => screen.findByRole('dialog', { name: 'Add store' });

  test('knows the tax categories of the others and may share their prices', async () => {
    const dialog = await dialogOf();
    await choose(dialog, /Country/, 'Belgium');
    type(dialog, 'Name of the store', 'Antwerp');
    expect((within(dialog).getByLabelText('Percent of Books') as HTMLInputElement).value).toBe('6');
    expect(within(dialog).getByRole('button', { name: /The same as Amsterdam/ })).toBeTruthy();
    type(dialog, 'Percent of Books', '12,5');
    press('Add store', dialog);
    await screen.findByRole('article', { name: 'Antwerp' });
    expect(office.lastBody).toMatchObject({
      priceList: office.overview.locations[0]?.priceList,
      taxCategories: [
        { title: 'Standard', rates: [{ title: 'BTW/TVA 21%', ratePpm: 210_000 }] },
        { title: 'Books', rates: [{ title: 'BTW/TVA 12.5%', ratePpm: 125_000 }] },
      ],
    });
  });

  test('is not added half: what is missing is said beside its field', async () => {
    const dialog = await dialogOf();
    type(dialog, 'Currency', 'EU');
    type(dialog, 'Percent of Standard', 'much');
    press('Add store', dialog);
    expect(within(dialog).getByText('Type a name.')).toBeTruthy();
    expect(within(dialog).getByText('Three letters, like EUR.')).toBeTruthy();
    expect(within(dialog).getByText('A number like 21 or 8.875.')).toBeTruthy();
    expect(office.done).toEqual([]);
  });

  test('needs a name of its own', async () => {
    const dialog = await dialogOf();
    office.refuseNext = { path: '/locations', status: 409, code: 'location-name-taken' };
    type(dialog, 'Name of the store', 'Amsterdam');
    press('Add store', dialog);
    expect(await within(dialog).findByText('Another store has this name. Choose a different one.')).toBeTruthy();
  });
});

test('a store moves: its new address is saved, and nothing else of it', async () => {
  await open(office);
  await screen.findByRole('heading', { name: 'Sales today' });
  press('Edit store · Amsterdam');
  const sheet = await screen.findByRole('dialog', { name: 'Amsterdam' });
  type(sheet, 'Address', 'Lindenlaan 7');
  type(sheet, 'Foot of the receipt, 繁體中文', '');
  press('Save', sheet);
  await waitFor(() =>
    expect(office.lastBody).toEqual({
      name: 'Amsterdam',
      address: ['Lindenlaan 7'],
      taxNumber: null,
      receiptFooter: { en: 'Thank you' },
    }),
  );
  expect(office.done).toEqual([`PATCH /api/office/locations/${office.overview.locations[0]?.id}`]);
});
