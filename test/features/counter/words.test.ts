/** Every word of the counter, in every language: it compiles, it is translated, it takes the same values. */
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { checkoutWords } from '../../../src/features/checkout/words.ts';
import { receiptWords } from '../../../src/features/counter/receipt-words.ts';
import { counterWords } from '../../../src/features/counter/words.ts';
import { receiptsWords } from '../../../src/features/receipts/words.ts';
import { reportWords } from '../../../src/features/report/words.ts';
import { sellWords } from '../../../src/features/sell/words.ts';
import { shiftWords } from '../../../src/features/shift/words.ts';

const ROOMS = [counterWords, receiptWords, sellWords, checkoutWords, receiptsWords, shiftWords, reportWords];
const valuesOf = (message: string) => new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name));

test.each(ROOMS)('words of $room', ({ catalogue }) => {
  for (const [key, english] of Object.entries<string>(catalogue.en)) {
    for (const language of ['zh-TW', 'zh-CN'] as const) {
      const words = new Map(Object.entries<string>(catalogue[language])).get(key) ?? '';
      expect(() => compileMessage(words), `${key} in ${language}`).not.toThrow();
      expect(valuesOf(words), `${key} in ${language}`).toEqual(valuesOf(english));
      expect(words.trim(), `${key} in ${language}`).not.toBe('');
    }
  }
});

test('Taiwan and the mainland each get their own words', () => {
  const same = ROOMS.flatMap(({ room, catalogue }) =>
    Object.entries<string>(catalogue['zh-TW'])
      .filter(([, words]) => /[們這個還將應單價額條碼內發現]/.test(words))
      .filter(([key, words]) => new Map(Object.entries<string>(catalogue['zh-CN'])).get(key) === words)
      .map(([key]) => `${room}.${key}`),
  );
  expect(same).toEqual([]);
});
