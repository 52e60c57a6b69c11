/** A retailer of its own, from an empty database to the first sale, with nothing but what an operator has at hand. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ringInvoice } from '../../src/cli/replay/ring.ts';
import { openTill, type Till } from '../../src/cli/replay/till.ts';
import { businessDayOf } from '../../src/domain/store/business-day.ts';
import { USUAL_RECEIPT_FOOTER } from '../../src/domain/store/usual-words.ts';
import { systemClock } from '../../src/kernel/system-ports.ts';
import {
  enrolmentResponse,
  locationFacts,
  OFFICE_PATHS,
  officeAssociate,
  overviewResponse,
  registerFacts,
  salesResponse,
} from '../../src/protocol/office.ts';
import { openTestPostgres } from '../support/database.ts';
import { newPlace, type Place, type Running, runToEnd, startServer } from './program.ts';

/** Real processes on a machine that may be busy. */
const PATIENCE_MS = 240_000;

let database: Awaited<ReturnType<typeof openTestPostgres>>;
let place: Place;
let server: Running;
let till: Till | null = null;
beforeAll(async () => {
  database = await openTestPostgres({ migrated: false, poolSize: 2 });
  place = await newPlace({ DATABASE_URL: database.url, EVERTILL_RETAILER: 'Fig & Fern', EVERTILL_LOG: 'warn' });
  server = await startServer(place);
}, PATIENCE_MS);
afterAll(async () => {
  await till?.close();
  server.child.kill('SIGTERM');
  await server.ended;
  await place.remove();
  await database.close();
}, PATIENCE_MS);

const TAIPEI = {
  kind: 'store',
  name: 'Taipei',
  address: ['松壽路 1000 號', '110 臺北市'],
  taxNumber: '00000000',
  currency: { code: 'TWD', digits: 0 },
  timeZone: 'Asia/Taipei',
  dayStartsAtHour: 4,
  pricesIncludeTax: true,
  priceList: null,
  taxCategories: [{ title: '一般', rates: [{ title: '營業稅 5%', ratePpm: 50_000 }] }],
  receiptFooter: USUAL_RECEIPT_FOOTER,
};

const GOODS = `sku,title_en,title_zh_tw,price,tax_category,category,barcodes
FIG-1,Fig candle,無花果蠟燭,1280,一般,Home > Candles,4006381333931
FERN-1,Fern pot,蕨類盆,690,一般,Home > Pots,
`;

test(
  'a setup link, a store, a register, a person, a file of goods and a tablet: then it sells',
  async () => {
    const origin = `http://127.0.0.1:${place.port}`;
    let cookie = '';
    const ask = async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${origin}${path}`, {
        method,
        headers: { 'content-type': 'application/json', origin, cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      expect(`${path} ${answer.status}`).toBe(`${path} 200`);
      for (const line of answer.headers.getSetCookie()) cookie = line.split(';')[0] ?? '';
      return answer.json() as Promise<unknown>;
    };

    // The first administrator, by the link the server printed.
    const token = /#setup=([\w-]+)/.exec(server.printed())?.[1];
    const account = { email: 'ada@example.com', password: 'correct horse battery staple' };
    await ask('POST', OFFICE_PATHS.setup, { token, name: 'Ada', ...account });
    await ask('POST', '/api/auth/sign-in/email', account);
    const empty = overviewResponse.parse(await ask('GET', OFFICE_PATHS.overview));
    expect(empty).toMatchObject({ locations: [], registers: [], associates: [], hasGoods: false });

    const goods = join(place.folder, 'goods.csv');
    await writeFile(goods, GOODS);
    const tooEarly = await runToEnd(place, 'import.ts', [goods]);
    expect(tooEarly).toEqual({ code: 2, printed: expect.stringContaining('Make one at head office first') });

    // A store, its register, and who sells there.
    const store = locationFacts.parse(await ask('POST', OFFICE_PATHS.locations, TAIPEI));
    const register = registerFacts.parse(
      await ask('POST', OFFICE_PATHS.registers, { location: store.id, name: 'Counter', code: 'TPE1' }),
    );
    const person = officeAssociate.parse(
      await ask('POST', OFFICE_PATHS.associates, { name: '林佳穎', role: 'manager', locations: [store.id] }),
    );
    await ask('PUT', OFFICE_PATHS.pin(person.id), { pin: '2580' });

    // Goods and stock. One store: nobody has to say which one, nor whose prices.
    const stock = join(place.folder, 'stock.csv');
    await writeFile(stock, 'sku,quantity\nFIG-1,5\n');
    const checked = await runToEnd(place, 'import.ts', [goods, '--stock', stock]);
    expect(checked).toEqual({ code: 0, printed: expect.stringContaining('Would change: 2 new variants') });
    const imported = await runToEnd(place, 'import.ts', [goods, '--stock', stock, '--apply']);
    expect(imported).toEqual({ code: 0, printed: expect.stringContaining('Written: 2 new variants') });

    // A tablet becomes the register and fetches its shelf.
    const offered = enrolmentResponse.parse(
      await ask('POST', OFFICE_PATHS.enrolments(register.id), { allowBrowserTab: false }),
    );
    till = await openTill({ origin, fetch, clock: systemClock, enrolmentCode: offered.code });
    expect(await till.sync()).toBeNull();
    const known = till.store();
    if (known === null) throw new Error('the tablet knows its store');
    expect(known).toMatchObject({
      ...TAIPEI,
      id: store.id,
      priceList: store.priceList,
      taxCategories: store.taxCategories,
    });
    expect(known.denominationsMinor).toEqual([2_000, 1_000, 500, 200, 100, 50, 10, 5, 1]);
    expect(new Set(known.reasons.map(({ use }) => use)).size).toBe(6);
    const scanned = await till.shelf.scan('4006381333931');
    expect(scanned).toMatchObject({ rows: [{ sku: 'FIG-1', priceMinor: 1_280 }] });

    // It opens its shift and sells.
    const now = new Date().toISOString();
    const businessDay = businessDayOf(now, known.timeZone, known.dayStartsAtHour);
    await till.openShift({ associate: person.id, businessDay });
    const counter = { ...till, store: known, associate: person.id };
    const line = { sku: 'FERN-1', title: 'Fern pot', quantity: 2, priceMinor: 690 };
    const rung = await ringInvoice(counter, { number: '1', at: now, isCredit: false, lines: [line], refused: {} });
    expect(rung).toEqual({ ok: true, value: 'TPE1A-000001' });
    expect(await till.sync()).toBeNull();

    const query = new URLSearchParams({ from: businessDay, to: businessDay });
    const { sales } = salesResponse.parse(await ask('GET', `${OFFICE_PATHS.sales}?${query}`));
    expect(sales).toMatchObject([
      { receiptNumber: 'TPE1A-000001', status: 'placed', location: store.id, totalMinor: 1_380, taxMinor: 66 },
    ]);
    const after = overviewResponse.parse(await ask('GET', OFFICE_PATHS.overview));
    expect(after).toMatchObject({ hasGoods: true, attention: { quarantined: 0, parked: 0 } });

    // A new address is on the tablet with its next round.
    await ask('PATCH', OFFICE_PATHS.location(store.id), { name: 'Taipei 101', address: ['信義路 1000 號'] });
    expect(await till.sync()).toBeNull();
    expect(till.store()).toMatchObject({ name: 'Taipei 101', address: ['信義路 1000 號'], taxNumber: '00000000' });
  },
  PATIENCE_MS,
);
