/** Head office cuts a tablet off, in its own way. */
import { expect } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { OFFICE_PATHS, overviewResponse } from '../../src/protocol/office.ts';
import type { RunningShop } from './running-shop.ts';

/** With the account that the shop printed at its start. `code` is the register's. */
export async function disconnect(shop: RunningShop, code: string): Promise<void> {
  let cookie = '';
  const ask = async (path: string, body?: object) => {
    const answer = await fetch(`${shop.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', origin: shop.url, cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(`${path} ${answer.status}`).toBe(`${path} 200`);
    for (const line of answer.headers.getSetCookie()) cookie = line.split(';')[0] ?? '';
    return answer.json();
  };
  const [, email = '', password = ''] = /office\s+(\S+@\S+)\s+(\S+)/.exec(shop.printed()) ?? [];
  await ask('/api/auth/sign-in/email', { email, password });
  const overview = overviewResponse.parse(await ask(OFFICE_PATHS.overview));
  const register = must(
    overview.registers.find((each) => each.code === code),
    'the register is known',
  );
  const life = must(
    register.incarnations.find(({ state }) => state === 'active'),
    'a tablet is connected',
  );
  await ask(OFFICE_PATHS.revoke, { register: register.id, incarnation: life.incarnation });
}
