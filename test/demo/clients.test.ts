import { expect, test } from 'vitest';
import { clientsOf, DEMO_CLIENTS } from '../../src/demo/shop/clients.ts';
import { checkClient } from '../../src/domain/client/client.ts';
import { clientRecord } from '../../src/protocol/client/client-fields.ts';

test('two hundred people are invented, each as an associate could have written them down', () => {
  expect(DEMO_CLIENTS).toHaveLength(200);
  expect(new Set(DEMO_CLIENTS.map(({ id }) => id)).size).toBe(200);
  for (const { stores: _, ...client } of DEMO_CLIENTS) {
    expect(clientRecord.parse(client)).toEqual(client);
    const { id, ...fields } = client;
    expect(checkClient(fields), id).toEqual({ ok: true, value: fields });
  }
});

test('none of them can be called or written to', () => {
  for (const { phone, email } of DEMO_CLIENTS) {
    if (phone !== null) expect(phone).toContain('555');
    if (email !== null) expect(email).toMatch(/@example\.com$/);
  }
});

test('every store serves some, of several cultures, and no place is a person twice', () => {
  for (const store of ['amsterdam', 'antwerp', 'new-york'] as const)
    expect(clientsOf(store).length).toBeGreaterThan(40);
  expect(DEMO_CLIENTS.filter(({ name }) => /\p{Script=Han}/u.test(name)).length).toBeGreaterThan(40);
  const phones = DEMO_CLIENTS.flatMap(({ phone }) => (phone === null ? [] : [phone]));
  expect(new Set(phones).size).toBe(phones.length);
});
