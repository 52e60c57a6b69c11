/** A tablet enrols by what its camera sees: the QR code that head office shows. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'uqr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningShop, runShop } from '../support/running-shop.ts';
import { enrolmentCode, openTablet } from '../support/tablet.ts';

const WIDTH = 640;
const HEIGHT = 480;
const CELL = 10;
const PICTURES = process.env.EVERTILL_PICTURES;

let shop: RunningShop;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evertill-camera-'));
  shop = await runShop();
});

afterAll(async () => {
  await shop?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A film (YUV4MPEG2, 4:2:0) of a code on a grey wall; it runs round for ever. */
function filmOf(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const left = Math.floor((WIDTH - size * CELL) / 2);
  const top = Math.floor((HEIGHT - size * CELL) / 2);
  const luma = Buffer.alloc(WIDTH * HEIGHT, 140);
  for (let y = 0; y < size * CELL; y++) {
    for (let x = 0; x < size * CELL; x++) {
      luma[(top + y) * WIDTH + left + x] = data[Math.floor(y / CELL)]?.[Math.floor(x / CELL)] ? 20 : 230;
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`), frame, frame]);
}

async function filmed(name: string, text: string): Promise<string> {
  const file = join(folder, `${name}.y4m`);
  await writeFile(file, filmOf(text));
  return file;
}

test('the QR code of head office, seen by the camera, connects the tablet without a key', async () => {
  const code = await enrolmentCode(shop, 'AMS1');
  const tablet = await openTablet({ cameraShows: await filmed('enrol', `${shop.url}/#enrol=${code}`) });
  try {
    const { page } = tablet;
    await page.goto(shop.url);
    await page.getByRole('button', { name: /QR/ }).click();
    await page.getByRole('heading', { name: 'Who is at the counter?' }).waitFor();
    expect(tablet.faults).toEqual([]);
  } finally {
    await tablet.remove();
  }
});

test('another code is said to be none of ours, and the camera goes on looking', async () => {
  const tablet = await openTablet({ cameraShows: await filmed('other', 'https://example.com/somebody-elses-menu') });
  try {
    const { page } = tablet;
    await page.goto(shop.url);
    await page.getByRole('button', { name: /QR/ }).click();
    const sheet = page.getByRole('dialog');
    await sheet.locator('video').waitFor();
    await sheet.getByRole('status').or(sheet.getByRole('alert')).first().waitFor();
    if (PICTURES) {
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, 'enrol-camera-other-code.png') });
    }
    expect(await sheet.locator('video').isVisible()).toBe(true);
    expect(tablet.faults).toEqual([]);
  } finally {
    await tablet.remove();
  }
});
