/** A running shop with a shopper and two tablets of its Amsterdam store, each on a line that can be cut. */
import type { Page } from 'playwright-core';
import { must } from '../../src/kernel/invariant.ts';
import { type Central, openCentral } from './central.ts';
import { MANAGER } from './demo-shop.ts';
import { type Line, openLine } from './line.ts';
import { type RunningShop, runShop } from './running-shop.ts';
import { openShopper, type Shopper } from './shopper.ts';
import { enrol, enrolmentCode, openTablet, signIn, type Tablet } from './tablet.ts';

export interface TwoTills {
  readonly shop: RunningShop;
  readonly central: Central;
  readonly shopper: Shopper;
  readonly tills: readonly [Till, Till];
  remove(): Promise<void>;
}

export interface Till {
  readonly page: Page;
  readonly tablet: Tablet;
  /** The line is cut, and the tablet says so. */
  goDark(): Promise<void>;
  /** The line is whole, and everything has arrived. */
  comeBack(): Promise<void>;
}

export async function openTwoTills(): Promise<TwoTills> {
  const shop = await runShop();
  const central = await openCentral(shop.dataFolder);
  const lines: Line[] = [];
  const tablets: Tablet[] = [];
  const tills: Till[] = [];
  for (const register of ['AMS1', 'AMS2']) {
    const line = await openLine(shop.url);
    lines.push(line);
    const tablet = await openTablet();
    tablets.push(tablet);
    const { page } = tablet;
    await enrol(page, line.url, await enrolmentCode(shop, register));
    await signIn(page, MANAGER);
    await synced(page);
    tills.push({
      page,
      tablet,
      async goDark() {
        line.cut();
        await page.getByRole('button', { name: /^Offline/ }).waitFor({ timeout: 60_000 });
      },
      async comeBack() {
        line.mend();
        await synced(page);
      },
    });
  }
  const shopper = await openShopper();
  return {
    shop,
    central,
    shopper,
    tills: [must(tills[0], 'a first till'), must(tills[1], 'a second till')],
    async remove() {
      await shopper.remove();
      for (const tablet of tablets) await tablet.remove();
      for (const line of lines) await line.close();
      await central.close();
      await shop.remove();
    },
  };
}

function synced(page: Page): Promise<void> {
  return page.getByRole('button', { name: /Synced/ }).waitFor({ timeout: 60_000 });
}
