/** A thumb goes through 10,000 tiles, and through a plain list as long. */
import type { Page } from 'playwright-core';
import { benchPage, copyProfile, openBrowser, runTask } from '../browser.ts';
import { median, spreadOf } from '../figures.ts';
import { against, type Bench } from '../measured.ts';
import { signInHere } from '../tablet-app.ts';
import { mainThreadTasks, type Task } from '../trace.ts';
import { longest } from './fill.ts';

const TILES = 10_000;
const TILE_ROW_PX = 212;
const SECONDS = 12;

export const scroll: Bench = {
  name: 'scroll',
  holds: ['scroll.task', 'scroll.frames'],
  async run({ link, filledProfile, say }) {
    const browser = await openBrowser({ profile: await copyProfile(await filledProfile()) });
    const plain = await openBrowser();
    try {
      await plain.page.goto(benchPage(link.url));
      await runTask(plain.page, 'plainList', { count: TILES });
      const limit = await travel(plain.page);
      await browser.page.goto(link.url);
      await signInHere(browser.page);
      await browser.page.locator('section[aria-label="Items"] button').nth(20).waitFor();
      let tiles: Awaited<ReturnType<typeof travel>> = { frames: [], reached: 0 };
      const tasks: readonly Task[] = await mainThreadTasks(browser.cdp, async () => {
        tiles = await travel(browser.page);
      });
      say(`came ${Math.round(tiles.reached)} px down; a plain list ${Math.round(limit.reached)} px`);
      const mean = (frames: readonly number[]) => frames.reduce((sum, ms) => sum + ms, 0) / frames.length;
      return [
        { id: 'scroll.task', figures: [tasks[0]?.cpuMs ?? 0], of: longest(tasks) },
        {
          id: 'scroll.frames',
          figures: against([mean(tiles.frames)], [mean(limit.frames)]),
          of: {
            p99: spreadOf(tiles.frames).p99,
            limitP99: spreadOf(limit.frames).p99,
            frame: median(limit.frames),
            reachedPx: tiles.reached,
          },
        },
      ];
    } finally {
      await browser.remove();
      await plain.remove();
    }
  },
};

/** Scrolls at a steady pace that passes all tiles in the time given, and notes every frame. */
function travel(page: Page): Promise<{ frames: number[]; reached: number }> {
  return page.evaluate(
    async ({ tiles, rowPx, seconds }) => {
      const list = document.querySelector<HTMLElement>('[aria-label="Items"]');
      const grid = list?.querySelector<HTMLElement>('.grid') ?? list;
      if (!list || !grid) throw new Error('there is a list to scroll');
      const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
      const end = (tiles / columns) * rowPx;
      const frames: number[] = [];
      let last = await new Promise<number>(requestAnimationFrame);
      const begun = last;
      while (last - begun < seconds * 1_000) {
        list.scrollTop = (end * (last - begun)) / (seconds * 1_000);
        const now = await new Promise<number>(requestAnimationFrame);
        frames.push(now - last);
        last = now;
      }
      return { frames, reached: list.scrollTop };
    },
    { tiles: TILES, rowPx: TILE_ROW_PX, seconds: SECONDS },
  );
}
