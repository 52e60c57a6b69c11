/** Pictures of goods where the network is not: favourites that nobody looked at, what was seen, and never more than the bound. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PICTURE_LIMITS } from '../../src/app/picture-cache.ts';
import { MANAGER } from '../support/demo-shop.ts';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrol, enrolmentCode, openTablet, signIn, type Tablet } from '../support/tablet.ts';

/** More than two generations and a half. */
const MANY = PICTURE_LIMITS.count * 1.25;
/** Name a folder here to keep pictures of what is looked at. */
const PICTURES = process.env.EVERTILL_PICTURES;

let shop: RunningShop;
let tablet: Tablet;

beforeAll(async () => {
  shop = await runShop();
  tablet = await openTablet();
});

afterAll(async () => {
  await tablet?.remove();
  await shop?.remove();
});

async function keptPictures(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('evertill-pictures-'));
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().flatMap(({ url }) => (url.includes('/pictures/') ? [url.slice(url.lastIndexOf('/') + 1)] : []));
  });
}

/** Of the tiles in sight: how many show their picture, and how many their mark. */
async function tilesInSight(page: Page): Promise<{ pictures: number; marks: number }> {
  return page.getByRole('region', { name: 'Items' }).evaluate((goods) => {
    const frame = goods.getBoundingClientRect();
    const fields = [...goods.querySelectorAll<HTMLElement>('.hue-field')].filter((field) => {
      const { top, bottom } = field.getBoundingClientRect();
      return top >= frame.top && bottom <= frame.bottom;
    });
    const showsPicture = (field: HTMLElement) => {
      const image = field.querySelector('img');
      return image !== null && image.naturalWidth > 0 && getComputedStyle(image).opacity === '1';
    };
    const showsMark = (field: HTMLElement) => {
      const mark = field.querySelector('span');
      const image = field.querySelector('img');
      const isBroken = image !== null && getComputedStyle(image).opacity !== '0';
      return mark !== null && getComputedStyle(mark).visibility === 'visible' && !isBroken;
    };
    return { pictures: fields.filter(showsPicture).length, marks: fields.filter(showsMark).length };
  });
}

async function scrollGoods(page: Page, to: 'top' | 'bottom'): Promise<void> {
  const goods = page.getByRole('region', { name: 'Items' });
  // The list grows as its end comes near.
  for (let step = 0; step < 5; step++) {
    await goods.evaluate((element, end) => element.scrollTo({ top: end === 'top' ? 0 : element.scrollHeight }), to);
    await page.waitForTimeout(100);
  }
}

async function expectTiles(page: Page, shows: 'pictures' | 'marks'): Promise<void> {
  const other = shows === 'pictures' ? 'marks' : 'pictures';
  await expect
    .poll(
      async () => {
        const seen = await tilesInSight(page);
        return seen[shows] >= 5 && seen[other] === 0 ? 'so it is' : seen;
      },
      { timeout: 20_000 },
    )
    .toBe('so it is');
}

async function keep(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

test('favourites that nobody looked at are there without a network; the rest shows its marks until it is back', async () => {
  const { page, context } = tablet;
  await enrol(page, shop.url, await enrolmentCode(shop, 'AMS1'));
  // Nobody has signed in yet: no tile was ever drawn.
  await expect.poll(async () => (await keptPictures(page)).length, { timeout: 90_000 }).toBeGreaterThanOrEqual(140);

  await shop.kill();
  await context.setOffline(true);
  await page.reload();
  await signIn(page, MANAGER);
  await expectTiles(page, 'pictures');
  await keep(page, 'favourites-offline');
  await scrollGoods(page, 'bottom');
  await expectTiles(page, 'marks');
  await keep(page, 'never-seen-offline');

  await shop.start();
  await context.setOffline(false);
  await expectTiles(page, 'pictures');
  await keep(page, 'network-back');
});

test('what was seen is there without a network, after the app was started anew', async () => {
  const { page, context } = tablet;
  await shop.kill();
  await context.setOffline(true);
  await page.reload();
  await signIn(page, MANAGER);
  await scrollGoods(page, 'bottom');
  await expectTiles(page, 'pictures');
  await keep(page, 'seen-offline');
});

test('of more pictures than the bound the newest are kept, a picture looked at all the while too, and the app itself', async () => {
  const { page, context } = tablet;
  const folder = join(shop.dataFolder, 'pictures');
  await mkdir(folder, { recursive: true });
  // A name, and what a browser takes for a picture.
  await Promise.all(Array.from({ length: MANY }, (_, place) => writeFile(join(folder, `many-${place}.svg`), '<svg/>')));
  await shop.start();
  await context.setOffline(false);
  await page.reload();
  await page.evaluate(async (count) => {
    for (let first = 0; first < count; first += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, place) => fetch(`/pictures/many-${first + place}.svg`)));
      // Keeping takes its time behind showing; a look counts when it is looked.
      while (!(await caches.match(`/pictures/many-${first + 49}.svg`))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await fetch('/pictures/many-0.svg');
    }
  }, MANY);
  // The last of them is being written still.
  await expect.poll(() => keptPictures(page), { timeout: 60_000 }).toContain(`many-${MANY - 1}.svg`);
  const kept = await keptPictures(page);
  expect(kept.length).toBeLessThanOrEqual(PICTURE_LIMITS.count);
  expect(kept.length).toBeGreaterThan(PICTURE_LIMITS.count / 2);
  expect(kept).toContain('many-0.svg');
  expect(kept).not.toContain('many-1.svg');
  expect(kept).toContain(`many-${MANY - 500}.svg`);

  await shop.kill();
  await page.reload();
  await page.getByRole('heading', { name: 'Who is at the counter?' }).waitFor();
  expect(tablet.faults).toEqual([]);
});
