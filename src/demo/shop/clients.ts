/**
 * Two hundred people the demo stores serve. All of them are invented: names drawn from lists, numbers from
 * ranges that nobody is given, addresses at example.com.
 */
import { type Client, NEW_CLIENT } from '../../domain/client/client.ts';
import { type Chance, chanceOf } from '../chance.ts';
import { demoId } from '../demo-ids.ts';
import type { StoreKey } from './locations.ts';

export interface DemoClient extends Client {
  readonly stores: readonly StoreKey[];
}

interface Circle {
  readonly store: StoreKey;
  readonly count: number;
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** Chinese names have the family first, and no blank. */
  readonly isHan?: boolean;
  /** Empty where nobody asked. */
  readonly languages: readonly string[];
  readonly phone: (at: number) => string;
}

const digits = (value: number, count: number) => String(value).padStart(count, '0');

const CIRCLES: readonly Circle[] = [
  {
    store: 'amsterdam',
    count: 58,
    given: 'Anouk Bram Fenna Joris Liesbeth Maarten Noor Pieter Saskia Thijs Yara Wouter Esra Kofi Fatima Ravi'.split(
      ' ',
    ),
    family: [
      'van der Linden',
      'de Graaf',
      'Bakkers',
      'Hendrikx',
      'Özgür',
      'El Amrani',
      'Boateng',
      'Visscher',
      'Tromp',
      'Sharma',
    ],
    languages: ['en', ''],
    phone: (at) => `+31 20 555 ${digits(1000 + at, 4)}`,
  },
  {
    store: 'amsterdam',
    count: 22,
    given: '雅婷 志豪 怡君 建宏 淑芬 俊傑 佩珊 宗翰'.split(' '),
    family: '陳 林 黃 張 李 歐陽 蔡 許'.split(' '),
    isHan: true,
    languages: ['zh-TW'],
    phone: (at) => `+886 2 5555 ${digits(2000 + at, 4)}`,
  },
  {
    store: 'antwerp',
    count: 46,
    given: 'Charlotte Dries Elke Gilles Hanne Jef Karlien Lore Mathieu Zoë Rémi Amélie Stijn Ines'.split(' '),
    family: [
      'Peeters-Vos',
      'Janssens',
      'De Smedt',
      'Lefèvre',
      'Dubois',
      'Claes',
      'Verstraeten',
      'N’Diaye',
      'Kowalski',
      'Mäkinen',
    ],
    languages: ['en', '', ''],
    phone: (at) => `+32 3 555 ${digits(10 + (at % 90), 2)} ${digits(at % 100, 2)}`,
  },
  {
    store: 'new-york',
    count: 52,
    given:
      'Aaliyah Caleb Danielle Ethan Grace Hannah Isaiah José Kayla Luis Miriam Nathan Olivia Priya Tomasz Siobhán'.split(
        ' ',
      ),
    family: [
      'Okafor',
      'Ramírez',
      'O’Donnell',
      'Goldberg',
      'Whitfield',
      'Nguyễn',
      'Patel',
      'Sørensen',
      'Castellano',
      'Brooks',
    ],
    languages: ['en'],
    phone: (at) => `+1 212 555 ${digits(100 + at, 4)}`,
  },
  {
    store: 'new-york',
    count: 22,
    given: '晓雯 子轩 欣怡 浩然 丽华 国强 思远 梦琪'.split(' '),
    family: '王 刘 赵 周 吴 孙 马 司马'.split(' '),
    isHan: true,
    languages: ['zh-CN'],
    phone: (at) => `+1 646 555 ${digits(100 + at, 4)}`,
  },
];

const NOTES: readonly string[] = [
  'Prefers to be called in the morning.',
  'Buys gifts for two nephews, 6 and 9.',
  'Allergic to wool: show linen and cotton.',
  'Hem trousers by 3 cm; has the pins from last time.',
  'Collects the stoneware, misses the large bowl.',
  '喜歡亞麻與素色，不要圖案。',
  '送礼用，请包装。',
];

const PREFERENCES: readonly (readonly [string, readonly string[]])[] = [
  ['Shirt', ['S', 'M', 'L', 'XL', '39', '41']],
  ['Shoes', ['37', '38', '40', '42', '44']],
  ['Colour', ['evergreen', 'navy', 'oat', 'rust']],
  ['Fit', ['relaxed', 'slim', 'long']],
];

export const DEMO_CLIENTS: readonly DemoClient[] = CIRCLES.flatMap((circle, ring) =>
  Array.from({ length: circle.count }, (_, at) => clientOf(circle, ring, at)),
);

/** Which clients of a store a visitor may be. */
export function clientsOf(store: StoreKey): readonly string[] {
  return DEMO_CLIENTS.filter(({ stores }) => stores.includes(store)).map(({ id }) => id);
}

function clientOf(circle: Circle, ring: number, at: number): DemoClient {
  const chance = chanceOf(`client ${ring} ${at}`);
  const given = chance.pick(circle.given);
  const family = chance.pick(circle.family);
  const name = circle.isHan ? `${family}${given}` : `${given} ${family}`;
  const id = demoId('client', `${ring} ${at}`);
  const hasEmail = chance.hits(60);
  return {
    ...NEW_CLIENT,
    id,
    name,
    phone: chance.hits(85) || !hasEmail ? circle.phone(at) : null,
    email: hasEmail ? `client-${ring + 1}${digits(at, 2)}@example.com` : null,
    birthday: chance.hits(35) ? birthdayFrom(chance) : null,
    language: chance.pick(circle.languages) || null,
    note: chance.hits(18) ? chance.pick(NOTES) : null,
    preferences: PREFERENCES.filter(() => chance.hits(22)).map(([word, values]) => ({
      name: word,
      value: chance.pick(values),
    })),
    consents: chance.hits(30)
      ? [{ purpose: 'news', channel: 'email', isGiven: true, at: '2026-01-17T11:20:00.000Z' }]
      : [],
    // Some live between two stores.
    stores: circle.store === 'amsterdam' && chance.hits(8) ? ['amsterdam', 'antwerp'] : [circle.store],
  };
}

function birthdayFrom(chance: Chance): string {
  const year = chance.hits(50) ? String(chance.between(1948, 2004)) : '-';
  return `${year}-${digits(chance.between(1, 12), 2)}-${digits(chance.between(1, 28), 2)}`;
}
