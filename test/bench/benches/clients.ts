/** A store with thousands of clients: the till while they come and the book opens, and a key in the search field. */
import type { Page } from 'playwright-core';
import { goTo } from '../../support/tablet.ts';
import { benchPage, copyProfile, inFreshPage, openBrowser } from '../browser.ts';
import { median, spreadOf } from '../figures.ts';
import type { Bench } from '../measured.ts';
import { signInHere } from '../tablet-app.ts';
import { mainThreadTasks } from '../trace.ts';
import { watchScreen } from '../watch-screen.ts';
import { longest } from './fill.ts';

const CLIENTS = 20_000;
const KEYS = 24;

export const clients: Bench = {
  name: 'clients',
  holds: ['clients.find', 'clients.task'],
  async run({ link, shop: openShop, filledProfile, say }) {
    const shop = await openShop();
    const browser = await openBrowser({ profile: await copyProfile(await filledProfile()), script: watchScreen });
    const { page } = browser;
    const frame = median((await inFreshPage(link.url, 'frames', { count: 120 })).ms);
    await page.goto(benchPage(link.url));
    await shop.addClients(CLIENTS);
    try {
      await page.goto(link.url);
      await signInHere(page);
      const begun = Date.now();
      const tasks = await mainThreadTasks(browser.cdp, async () => {
        await goTo(page, 'Clients');
        await page.getByText(`${CLIENTS.toLocaleString('en')} clients`).waitFor({ timeout: 60_000 });
      });
      say(`fetched and open within ${Date.now() - begun} ms`);
      const found: number[] = [];
      for (let key = 0; key < KEYS; key++) found.push(await lastLetter(page, key * 797));
      say(`found ${JSON.stringify(spreadOf(found))}, one frame ${frame.toFixed(1)} ms`);
      return [
        {
          id: 'clients.find',
          figures: found.map((ms) => ms / frame),
          of: { ...spreadOf(found), frame, clients: CLIENTS },
        },
        { id: 'clients.task', figures: [tasks[0]?.cpuMs ?? 0], of: longest(tasks) },
      ];
    } finally {
      await browser.remove();
    }
  },
};

/** From the key that leaves one of many to the frame that shows that one alone. */
async function lastLetter(page: Page, client: number): Promise<number> {
  const name = nameOf(client);
  const field = page.getByRole('searchbox', { name: 'Name, phone or e-mail' });
  await field.fill(name.slice(0, -1));
  await page.waitForTimeout(150);
  await page.evaluate(() => {
    window.addEventListener('keydown', () => performance.mark('key'), { capture: true, once: true });
  });
  const shown = page.evaluate(() => window.watch.whenShown('ul[aria-label="Clients"] > li:only-child'));
  await page.keyboard.press(name.slice(-1));
  const at = await shown;
  const keyAt = await page.evaluate(() => performance.getEntriesByName('key').at(-1)?.startTime ?? Number.NaN);
  return at - keyAt;
}

/** Four letters that nobody else has behind the name. */
export function nameOf(client: number): string {
  const letters = Array.from({ length: 4 }, (_, place) =>
    String.fromCharCode(97 + (Math.floor(client / 26 ** (3 - place)) % 26)),
  );
  return `Person ${letters.join('')}`;
}
