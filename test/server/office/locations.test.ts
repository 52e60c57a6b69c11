/** Stores as head office opens and changes them, over the whole server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocationFacts, locationFacts, OFFICE_PATHS, overviewResponse } from '../../../src/protocol/office.ts';
import { storeDocument } from '../../../src/protocol/sync/documents.ts';
import { openRig, RIG_TIMEOUT_MS, type Rig } from '../http/rig.ts';

let rig: Rig;
let session: Record<string, string>;
beforeAll(async () => {
  rig = await openRig();
  session = await rig.signIn();
}, RIG_TIMEOUT_MS);
afterAll(() => rig.close());

const headers = () => ({ 'content-type': 'application/json', ...session });
const send = (method: string, path: string, body: unknown) =>
  rig.request(path, { method, headers: headers(), body: JSON.stringify(body) });
const open = (change: object) => send('POST', OFFICE_PATHS.locations, { ...UTRECHT, ...change });
const refusalOf = async (answer: Response) =>
  `${answer.status} ${((await answer.json()) as { code?: string }).code ?? ''}`;

const STANDARD = { title: 'Standard', rates: [{ title: 'BTW 21%', ratePpm: 210_000 }] };
const UTRECHT = {
  kind: 'store',
  name: 'Utrecht',
  address: ['Oudegracht 1000'],
  taxNumber: null,
  currency: { code: 'EUR', digits: 2 },
  timeZone: 'Europe/Amsterdam',
  dayStartsAtHour: 4,
  pricesIncludeTax: true,
  priceList: null,
  // In the rig each of the two stores has a category of its own under this title.
  taxCategories: [STANDARD],
  receiptFooter: { en: 'Thank you' },
};

async function overview() {
  return overviewResponse.parse(await (await rig.request(OFFICE_PATHS.overview, { headers: session })).json());
}

async function told(location: Pick<LocationFacts, 'id'>) {
  const rows = await rig.database.db
    .selectFrom('change')
    .select(['kind', 'body'])
    .where('stream', '=', `store:${location.id}`)
    .orderBy('sequence')
    .execute();
  return rows.map(({ kind, body }) => ({ kind, store: storeDocument.parse(body) }));
}

describe('a new store', () => {
  test('stands in the overview, last, and on its own stream, whole', async () => {
    const made = locationFacts.parse(await (await open({})).json());
    expect((await overview()).locations.map(({ name }) => name)).toEqual(['Amsterdam', 'Taipei', 'Utrecht']);
    const [change, ...more] = await told(made);
    expect(more).toEqual([]);
    expect(change?.kind).toBe('store.put');
    expect(change?.store).toMatchObject({
      ...UTRECHT,
      id: made.id,
      priceList: made.priceList,
      taxCategories: [STANDARD],
    });
    expect(change?.store.denominationsMinor[0]).toBe(20_000);
  });

  test('shares tax categories with the others by their titles, and prices when it says so', async () => {
    const { locations } = await overview();
    const utrecht = locations.find(({ name }) => name === 'Utrecht');
    const taxCategories = [{ title: ' standard ', rates: [{ title: 'BTW 9%', ratePpm: 90_000 }] }];
    const shared = { name: 'Leiden', priceList: utrecht?.priceList, taxCategories };
    const leiden = locationFacts.parse(await (await open(shared)).json());
    expect(leiden.priceList).toBe(utrecht?.priceList);
    expect(leiden.taxCategories[0]?.id).toBe(utrecht?.taxCategories[0]?.id);
    expect(leiden.taxCategories[0]?.rates).toEqual([{ id: 'btw-9-90000', title: 'BTW 9%', ratePpm: 90_000 }]);
  });

  test.each([
    ['a name that is taken, however it is written', { name: ' AMSTERDAM ' }, '409 location-name-taken'],
    ['a zone nobody lives in', { name: 'A', timeZone: 'Europe/Atlantis' }, '400 time-zone-unknown'],
    ['an offset, which knows no summer', { name: 'B', timeZone: '+01:00' }, '400 malformed'],
    ['a list nobody sells by', { name: 'C', priceList: 'pls_00000000000000000000000009' }, '404 price-list-unknown'],
    [
      'a category less than the others',
      { name: 'D', taxCategories: [{ title: 'X', rates: [] }] },
      '409 tax-category-missing',
    ],
    ['one category twice', { name: 'E', taxCategories: [STANDARD, STANDARD] }, '400 malformed'],
    ['more than was asked for', { name: 'F', reasons: [] }, '400 malformed'],
    ['an hour that no clock shows', { name: 'G', dayStartsAtHour: 24 }, '400 malformed'],
  ])('is refused with %s', async (_, change, refusal) => {
    const before = await overview();
    expect(await refusalOf(await open(change))).toBe(refusal);
    expect((await overview()).locations).toEqual(before.locations);
  });

  test('is refused the prices of another currency', async () => {
    const { priceList } = (await overview()).locations[0] ?? {};
    const pounds = { name: 'London', currency: { code: 'GBP', digits: 2 }, priceList };
    expect(await refusalOf(await open(pounds))).toBe('409 price-list-of-another-currency');
  });

  test('opened twice at once is opened once', async () => {
    const answers = await Promise.all([open({ name: 'Delft' }), open({ name: 'delft' })]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
  });
});

describe('a store that stands', () => {
  test('tells its tablets the new address, and keeps everything else', async () => {
    const made = locationFacts.parse(await (await open({ name: 'Gouda' })).json());
    const patch = { address: ['Markt 1', 'Gouda'], taxNumber: 'NL000000000B00' };
    const changed = await send('PATCH', OFFICE_PATHS.location(made.id), patch);
    expect(locationFacts.parse(await changed.json())).toEqual({ ...made, ...patch });
    const [first, second] = await told(made);
    expect(second?.store).toEqual({ ...first?.store, ...patch });
  });

  test('is written down without the blanks around what was typed, and in one form of its letters', async () => {
    const typed = {
      name: '  Zu\u0308rich\u3000',
      address: [' Bahnhofstrasse 1 ', 'Cafe\u0301'],
      taxNumber: ' CHE-1 ',
      taxCategories: [{ title: ' Standard ', rates: [{ title: ' MWST 8.1% ', ratePpm: 81_000 }] }],
      receiptFooter: { en: ' Thank you ', 'zh-TW': ' 謝謝 ' },
    };
    const made = locationFacts.parse(await (await open(typed)).json());
    const [change] = await told(made);
    expect(change?.store).toMatchObject({
      name: 'Z\u00fcrich',
      address: ['Bahnhofstrasse 1', 'Caf\u00e9'],
      taxNumber: 'CHE-1',
      taxCategories: [{ title: 'Standard', rates: [{ title: 'MWST 8.1%', ratePpm: 81_000 }] }],
      receiptFooter: { en: 'Thank you', 'zh-TW': '謝謝' },
    });
    expect(await refusalOf(await open({ name: 'Z\u00fcrich' }))).toBe('409 location-name-taken');
    expect(await refusalOf(await open({ name: ' \u3000 ' }))).toBe('400 malformed');
    const patched = await send('PATCH', OFFICE_PATHS.location(made.id), { name: ' Zug ', taxNumber: ' CHE-2 ' });
    expect(locationFacts.parse(await patched.json())).toMatchObject({ name: 'Zug', taxNumber: 'CHE-2' });
  });

  test('keeps its name to itself, and its currency', async () => {
    const { id = '' } = (await overview()).locations[0] ?? {};
    const change = (patch: object) => send('PATCH', OFFICE_PATHS.location(id), patch);
    expect(await refusalOf(await change({ name: 'taipei' }))).toBe('409 location-name-taken');
    expect(await refusalOf(await change({ currency: { code: 'GBP', digits: 2 } }))).toBe('400 malformed');
    const unknown = send('PATCH', OFFICE_PATHS.location(rig.newId('location')), { name: 'Nowhere' });
    expect(await refusalOf(await unknown)).toBe('404 location-unknown');
    expect((await change({ name: 'Amsterdam' })).status).toBe(200);
  });
});
