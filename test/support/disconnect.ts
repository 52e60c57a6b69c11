/** Head office cuts a tablet off, in its own way; and the tablet's way back. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { must } from '../../src/kernel/invariant.ts';
import { OFFICE_PATHS, overviewResponse } from '../../src/protocol/office.ts';
import type { RunningShop } from './running-shop.ts';
import { enrolmentCode } from './tablet.ts';

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

/** From the form for the code to the names of those whose PINs the server sent for the new life. */
export async function connectAgain(page: Page, shop: RunningShop, code: string): Promise<void> {
  await page.getByRole('heading', { name: 'Connect this tablet again' }).waitFor();
  await page.getByRole('textbox', { name: 'One-time code' }).fill(await enrolmentCode(shop, code));
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Who is at the counter?' }).waitFor({ timeout: 60_000 });
  await page
    .getByText(/Synced/)
    .first()
    .waitFor({ timeout: 60_000 });
}
