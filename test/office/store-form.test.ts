/** What a person types about a new store, and what the server is asked for it. */
import { describe, expect, test } from 'vitest';
import { isTimeZone } from '../../src/domain/store/business-day.ts';
import { denominationsOf } from '../../src/domain/store/denominations.ts';
import { COUNTRIES } from '../../src/office/countries.ts';
import { proposedForm, readPercent, readStoreForm, sharersOf } from '../../src/office/store-form.ts';
import { locationRequest } from '../../src/protocol/office.ts';
import { openedShop } from './fake-office.ts';

const TITLES = { standard: 'Standard', reduced: 'Reduced' };
const country = (code: string) => {
  const found = COUNTRIES.find((one) => one.code === code);
  if (found === undefined) throw new Error(`${code} is one of ours`);
  return found;
};

describe('a country', () => {
  test.each(COUNTRIES.map((one) => [one.code, one] as const))('%s fills in what the server takes', (_, one) => {
    const read = readStoreForm({ ...proposedForm(one, [], TITLES), name: 'First' }, []);
    expect(read.ok && locationRequest.parse(read.value)).toMatchObject({ currency: one.currency, priceList: null });
    expect(one.timeZones.every(isTimeZone)).toBe(true);
    const notes = denominationsOf(one.currency);
    expect(notes.length).toBeGreaterThan(7);
    expect(notes).toEqual(notes.toSorted((a, b) => b - a));
  });

  test('chosen anew keeps what only the person knows', () => {
    const typed = { ...proposedForm(country('NL'), [], TITLES), name: 'First', address: 'Street 1', taxNumber: 'NL1' };
    const form = proposedForm(country('TW'), [], TITLES, typed);
    expect(form).toMatchObject({ name: 'First', address: 'Street 1', taxNumber: 'NL1', currencyDigits: 0 });
    expect(form.taxes).toMatchObject([{ title: 'Standard', percent: '5' }]);
  });
});

describe('beside other stores', () => {
  const { locations } = openedShop();

  test('it knows their tax categories, at its own country’s rates, or its neighbour’s', () => {
    expect(proposedForm(country('BE'), locations, TITLES).taxes).toMatchObject([
      { title: 'Standard', percent: '21', isShared: true },
      { title: 'Books', percent: '6', isShared: true },
    ]);
    expect(proposedForm(country('NL'), locations, TITLES).taxes).toMatchObject([{ percent: '21' }, { percent: '9' }]);
  });

  test('it shares prices with who trades in the same money, and with nobody else', () => {
    const dutch = proposedForm(country('NL'), locations, TITLES);
    expect(sharersOf(dutch, locations).map(({ name }) => name)).toEqual(['Amsterdam']);
    const read = readStoreForm({ ...dutch, name: 'Utrecht' }, locations);
    expect(read).toMatchObject({ value: { priceList: locations[0]?.priceList } });
    const asPounds = readStoreForm({ ...dutch, name: 'London', currencyCode: 'gbp' }, locations);
    expect(asPounds).toMatchObject({ value: { priceList: null, currency: { code: 'GBP', digits: 2 } } });
  });
});

describe('what is typed', () => {
  test.each([
    ['21', 210_000],
    ['8.875', 88_750],
    ['8,875', 88_750],
    [' ５ % ', 50_000],
    ['0', 0],
    ['100', 1_000_000],
    ['100.1', null],
    ['8.87501', null],
    ['-5', null],
    ['', null],
    ['five', null],
  ])('%j percent is %j parts per million', (typed, ppm) => {
    expect(readPercent(typed)).toBe(ppm);
  });

  test('and is wrong is named, field by field', () => {
    const form = proposedForm(country('NL'), [], TITLES);
    const taxes = [
      { key: 'a', title: 'Standard', percent: 'x', isShared: false },
      { key: 'b', title: ' standard', percent: '9', isShared: false },
      { key: 'c', title: '', percent: '9', isShared: false },
    ];
    const typed = { ...form, name: ' ', address: '1\n2\n3\n4\n5\n6\n7', currencyCode: 'EU', taxName: '', taxes };
    expect(readStoreForm(typed, [])).toMatchObject({
      refusal: {
        faults: {
          name: 'nameMissing',
          address: 'addressLong',
          currency: 'currencyWrong',
          taxName: 'taxNameMissing',
          'percent:a': 'percentWrong',
          'title:b': 'taxTitleTwice',
          'title:c': 'taxTitleMissing',
        },
      },
    });
  });
});
