import { describe, expect, test } from 'vitest';
import { type ClientFields, NEW_CLIENT } from '../../../src/domain/client/client.ts';
import { createIdSource } from '../../../src/kernel/ids.ts';
import { systemRandom } from '../../../src/kernel/system-ports.ts';
import { createClientIndex } from '../../../src/replica/clients/client-index.ts';

const newId = createIdSource({ clock: { now: () => 0 }, random: systemRandom });

function indexOf(people: readonly Partial<ClientFields>[]) {
  const index = createClientIndex();
  for (const fields of people) index.put({ ...NEW_CLIENT, name: '', ...fields, id: newId('client') }, false);
  return index;
}

const people = indexOf([
  { name: 'Zoë van den Østergaard', phone: '+45 20 12 34 56', email: 'zoe.o@example.com' },
  { name: 'Anna Müller-Weiß', phone: '030 555 0142' },
  { name: 'Annabel Zorn', phone: '+1 (212) 555-0199', email: 'bel@example.com' },
  { name: "Siobhán O'Brien" },
  { name: '王小明', phone: '02-5550-0107' },
  { name: '歐陽麗華' },
  { name: '田中 さくら' },
]);
const names = (text: string, limit = 10) => people.find(text, limit).map(({ client }) => client.name);

describe('a client is found', () => {
  test.each([
    ['by the beginnings of words, in any order', 'ost zo', ['Zoë van den Østergaard']],
    ['without accents', 'muller', ['Anna Müller-Weiß']],
    ['with accents nobody wrote', 'Ännabel', ['Annabel Zorn']],
    ['by either half of a double name', 'weiss', ['Anna Müller-Weiß']],
    ['past an apostrophe', 'obrien', ["Siobhán O'Brien"]],
    ['with an apostrophe', 'o’brien', ["Siobhán O'Brien"]],
    ['by its first letters before others', 'an', ['Anna Müller-Weiß', 'Annabel Zorn']],
    ['by Chinese characters at the beginning', '王小', ['王小明']],
    ['by Chinese characters anywhere', '小明', ['王小明']],
    ['in the other form of Chinese', '欧阳丽', ['歐陽麗華']],
    ['in full width', 'ｚｏｒｎ', ['Annabel Zorn']],
    ['by the last digits of the phone', '0142', ['Anna Müller-Weiß']],
    ['however the phone is parted', '212-555 01', ['Annabel Zorn']],
    ['as dialled at home', '020 123', ['Zoë van den Østergaard']],
    ['by the beginning of an e-mail', 'zoe.o@', ['Zoë van den Østergaard']],
    ['by the e-mail before its sign', 'bel', ['Annabel Zorn']],
    ['by a word and digits', 'zorn 0199', ['Annabel Zorn']],
    ['not by the middle of a word', 'nabel', []],
    ['not when one word is wrong', 'anna schmidt', []],
    ['not by digits nobody has', '777', []],
  ])('%s', (_, text, found) => {
    expect(names(text)).toEqual(found);
  });

  test('best first, and never more than asked for', () => {
    const crowd = indexOf(
      Array.from({ length: 500 }, (_, at) => ({ name: `${at % 2 ? 'Beth' : 'Anna'} B${999 - at}` })),
    );
    const found = crowd.find('b', 5).map(({ client }) => client.name);
    expect(found).toEqual(['Beth B500', 'Beth B502', 'Beth B504', 'Beth B506', 'Beth B508']);
    expect(crowd.find('', 3).map(({ client }) => client.name)).toEqual(['Anna B501', 'Anna B503', 'Anna B505']);
  });
});

test('who is changed is found as they are now, and who is removed is not', () => {
  const index = createClientIndex();
  const client = { ...NEW_CLIENT, name: 'Ada King', id: newId('client') };
  index.put(client, true);
  expect(index.get(client.id)).toEqual({ client, isUnsent: true });
  expect(index.get(client.id)).toBe(index.get(client.id));
  index.put({ ...client, name: 'Ada Lovelace' }, false);
  expect(index.find('king', 5)).toEqual([]);
  expect(index.find('love', 5)[0]?.isUnsent).toBe(false);
  index.remove(client.id);
  expect([index.size(), index.find('ada', 5), index.get(client.id)]).toEqual([0, [], null]);
});
