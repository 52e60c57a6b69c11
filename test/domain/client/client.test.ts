import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Client,
  type ClientFields,
  type ConsentRecord,
  checkClient,
  editBetween,
  edited,
  hasConsented,
  NEW_CLIENT,
} from '../../../src/domain/client/client.ts';
import { codeOf, grantOf, idNumber, SEED } from '../shop.ts';

const ada: Client = { ...NEW_CLIENT, id: idNumber('client', 1), name: 'Ada Lovelace', phone: '+44 20 7946 0958' };

test('two tablets edit different fields while apart: both edits hold, whichever is heard first', () => {
  const phone = editBetween(ada, { ...ada, phone: '+44 20 7946 0000' });
  const note = editBetween(ada, { ...ada, note: 'Likes linen' });
  expect(phone).toEqual({ phone: '+44 20 7946 0000' });
  const merged = { ...ada, phone: '+44 20 7946 0000', note: 'Likes linen' };
  expect(edited(edited(ada, phone), note)).toEqual(merged);
  expect(edited(edited(ada, note), phone)).toEqual(merged);
});

test('who was erased does not come back by an edit', () => {
  expect(edited(null, { name: 'Ada' })).toBeNull();
});

test('an edit says what changed and no more, so that saying it later makes what was meant', () => {
  const optional = fc.option(fc.string({ maxLength: 5 }), { nil: null });
  const fields = fc.record({ name: fc.string(), phone: optional, email: optional, note: optional });
  fc.assert(
    fc.property(fields, fields, (before, after) => {
      const from: ClientFields = { ...NEW_CLIENT, ...before };
      const to: ClientFields = { ...NEW_CLIENT, ...after };
      const edit = editBetween(from, to);
      expect(edited({ ...from, id: ada.id }, edit)).toEqual({ ...to, id: ada.id });
      for (const name of Object.keys(edit)) expect(to).not.toHaveProperty(name, from[name as keyof ClientFields]);
    }),
    { seed: SEED },
  );
});

const consent = (at: string, isGiven: boolean): ConsentRecord => ({ purpose: 'news', channel: 'email', isGiven, at });

test('consents of both tablets are kept, and the latest word counts', () => {
  const given = consent('2026-03-02T10:00:00.000Z', true);
  const withdrawn = consent('2026-03-02T11:00:00.000Z', false);
  const one = edited(edited(ada, { consents: [withdrawn] }), { consents: [given] });
  const other = edited(edited(ada, { consents: [given] }), { consents: [withdrawn] });
  expect(one).toEqual(other);
  expect(one?.consents).toEqual([given, withdrawn]);
  expect(hasConsented(one ?? ada, 'news', 'email')).toBe(false);
  expect(hasConsented({ consents: [given] }, 'news', 'email')).toBe(true);
  expect(hasConsented({ consents: [given] }, 'birthday', 'email')).toBe(false);
});

test.each([
  [{ name: '  ' }, 'name-missing'],
  [{ name: 'x'.repeat(121) }, 'too-long'],
  [{ email: 'ada.example.com' }, 'not-an-email'],
  [{ phone: 'call me' }, 'not-a-phone'],
  [{ birthday: '1815-02-30' }, 'not-a-birthday'],
  [{ birthday: '10 December' }, 'not-a-birthday'],
])('%o is refused: %s', (typed, code) => {
  expect(codeOf(checkClient({ ...ada, ...typed }))).toBe(code);
});

test('what was typed with blanks around it is tidied, and a birthday needs no year', () => {
  const typed = { ...ada, name: ' Ada   Lovelace ', email: ' ', birthday: '--02-29', note: ' tall \n slim ' };
  expect(grantOf(checkClient(typed))).toMatchObject({
    name: 'Ada Lovelace',
    email: null,
    birthday: '--02-29',
    note: 'tall \n slim',
  });
});
