import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemRandom } from '../../../src/kernel/system-ports.ts';
import { PATHS } from '../../../src/protocol/headers.ts';
import {
  enrolmentResponse,
  exceptionsResponse,
  OFFICE_PATHS,
  officeAssociate,
  overviewResponse,
  registerFacts,
  salesResponse,
  sessionResponse,
} from '../../../src/protocol/office.ts';
import { pullResponse } from '../../../src/protocol/sync/pull.ts';
import { makeSetupLink, SETUP_LINK_LIFE_MS } from '../../../src/server/auth/setup-links.ts';
import { EMAIL, ORIGIN, openRig, PASSWORD, RIG_TIMEOUT_MS, type Rig } from '../http/rig.ts';

let rig: Rig;
let session: Record<string, string>;
beforeAll(async () => {
  rig = await openRig({ limits: { failuresPerTenMinutes: 1_000 } });
  session = await rig.signIn();
}, RIG_TIMEOUT_MS);
afterAll(() => rig.close());

async function send(method: string, path: string, body: unknown, headers = session): Promise<Response> {
  return rig.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
const get = (path: string, headers = session) => rig.request(path, { headers });

async function refusalOf(answer: Response): Promise<string> {
  return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
}

async function hire(name: string, locations: readonly string[]) {
  const answer = await send('POST', OFFICE_PATHS.associates, { name, role: 'associate', locations });
  return officeAssociate.parse(await answer.json());
}

describe('who may come in', () => {
  test('who signed in, and is told for whom', async () => {
    const { account, retailer } = sessionResponse.parse(await (await get(OFFICE_PATHS.session)).json());
    expect(account).toEqual({ name: 'Ada Lovelace', email: EMAIL, role: 'administrator' });
    expect(retailer).toEqual({ id: rig.tenant, name: 'Fig & Fern' });
  });

  test('nobody else, whatever they ask', async () => {
    for (const path of [OFFICE_PATHS.session, OFFICE_PATHS.overview, OFFICE_PATHS.exceptions, OFFICE_PATHS.salesCsv]) {
      expect(await refusalOf(await get(path, {}))).toBe('401 not-signed-in');
      expect(await refusalOf(await get(path, { cookie: 'evertill.session_token=forged.forged' }))).toBe(
        '401 not-signed-in',
      );
    }
  });

  test('nobody by signing up', async () => {
    const request = { email: 'eve@example.com', name: 'Eve', password: PASSWORD };
    const answer = await rig.post('/api/auth/sign-up/email', request, { origin: ORIGIN });
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  test('no page of somebody else’s, though the cookie travels with it', async () => {
    const body = { name: 'Mallory', role: 'manager', locations: [] };
    for (const foreign of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await send('POST', OFFICE_PATHS.associates, body, { ...session, ...foreign });
      expect(await refusalOf(answer)).toBe('403 foreign-origin');
    }
    const { origin: _, ...silent } = session;
    expect(await refusalOf(await send('POST', OFFICE_PATHS.associates, body, silent))).toBe('403 foreign-origin');
  });

  test('not who guesses: the third wrong password is the last for a while', async () => {
    const guess = () =>
      rig.post('/api/auth/sign-in/email', { email: EMAIL, password: 'wrong horse battery' }, { origin: ORIGIN });
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries++) statuses.push((await guess()).status);
    expect(statuses).toContain(401);
    expect(statuses.at(-1)).toBe(429);
  });

  test('the first administrator, once, by the link the server printed', async () => {
    const tools = { owner: rig.database.db, keys: rig.server.keys, clock: rig.clock, random: systemRandom };
    const redeem = (token: string, email: string) =>
      send('POST', OFFICE_PATHS.setup, { token, name: 'Grace', email, password: PASSWORD }, { origin: ORIGIN });
    const token = await makeSetupLink(tools, rig.tenant);
    expect(await refusalOf(await redeem(`${token}x`, 'g@example.com'))).toBe('404 setup-link-unknown');
    expect(await refusalOf(await redeem(token, EMAIL))).toBe('409 email-taken');
    expect((await redeem(token, 'grace@example.com')).status).toBe(200);
    expect(await refusalOf(await redeem(token, 'again@example.com'))).toBe('404 setup-link-unknown');
    const late = await makeSetupLink(tools, rig.tenant);
    rig.clock.advance(SETUP_LINK_LIFE_MS);
    expect(await refusalOf(await redeem(late, 'late@example.com'))).toBe('410 setup-link-expired');
  });
});

describe('registers', () => {
  test('are made, enrolled by a code with an address for the QR, and revoked', async () => {
    const location = rig.stores[0]?.id;
    const made = registerFacts.parse(
      await (await send('POST', OFFICE_PATHS.registers, { location, name: 'Back', code: 'AMS9' })).json(),
    );
    expect(await refusalOf(await send('POST', OFFICE_PATHS.registers, { location, name: 'B', code: 'AMS9' }))).toBe(
      '409 register-code-taken',
    );
    const offered = enrolmentResponse.parse(
      await (await send('POST', OFFICE_PATHS.enrolments(made.id), { allowBrowserTab: false })).json(),
    );
    expect(offered.url).toBe(`${ORIGIN}/#enrol=${offered.code}`);
    const unknown = OFFICE_PATHS.enrolments(rig.newId('register'));
    expect(await refusalOf(await send('POST', unknown, { allowBrowserTab: false }))).toBe('404 register-unknown');
  });

  test('whose codes end in no digit are refused, for the sake of their series', async () => {
    const location = rig.stores[0]?.id;
    for (const code of ['AMS', 'ams1', 'A1B', '', 'TOOLONG12']) {
      expect((await send('POST', OFFICE_PATHS.registers, { location, name: 'Back', code })).status).toBe(400);
    }
  });

  test('show every tablet that was them', async () => {
    await rig.tablet(0);
    const second = await rig.tablet(0);
    const overview = overviewResponse.parse(await (await get(OFFICE_PATHS.overview)).json());
    const shown = overview.registers.find(({ id }) => id === second.life.register.id);
    expect(shown?.incarnations.map(({ state }) => state)).toEqual(['active', 'replaced']);
    const { register, incarnation } = { register: second.life.register.id, incarnation: second.life.incarnation };
    const revoked = registerFacts.parse(
      await (await send('POST', OFFICE_PATHS.revoke, { register, incarnation })).json(),
    );
    expect(revoked.incarnations[0]?.state).toBe('revoked');
    expect(await refusalOf(await send('POST', OFFICE_PATHS.revoke, { register, incarnation: 99 }))).toBe(
      '404 incarnation-unknown',
    );
  });
});

describe('associates', () => {
  test('X07: travel to the stores they work in, with a proof for that tablet alone, and to no other', async () => {
    const [here, there] = rig.stores;
    const noor = await hire('Noor Jansen', [here?.id ?? '']);
    expect((await send('PUT', OFFICE_PATHS.pin(noor.id), { pin: '4711' })).status).toBe(200);
    const pulled = async (store: number) => {
      const tablet = await rig.tablet(store);
      const answer = await tablet.send(PATHS.pull, { protocol: 1, cursors: {}, limit: 1_000 });
      const text = await answer.text();
      return { text, page: pullResponse.parse(JSON.parse(text)) };
    };
    const own = await pulled(0);
    const documents = own.page.streams
      .find(({ stream }) => stream === `store:${here?.id}`)
      ?.changes.filter(({ ref }) => ref === noor.id);
    expect(documents?.at(-1)?.body).toMatchObject({
      name: 'Noor Jansen',
      permissions: expect.arrayContaining(['sell']),
    });
    const proofs = new Set([own, await pulled(0)].map(({ text }) => /"proof":"([\w-]{43})"/.exec(text)?.[1]));
    expect(proofs.size).toBe(2);
    const stored = await rig.database.db.selectFrom('associate').select('pin').where('id', '=', noor.id).execute();
    expect(own.text).not.toContain(stored[0]?.pin?.output);

    const foreign = await pulled(1);
    expect(foreign.text).not.toContain(noor.id);
    expect(foreign.text).not.toContain('Noor');
    expect(foreign.page.streams.map(({ stream }) => stream)).not.toContain(`store:${here?.id}`);
    expect(foreign.page.streams.map(({ stream }) => stream)).toContain(`store:${there?.id}`);
  });

  test('who move are forgotten where they leave and known where they come', async () => {
    const [here, there] = rig.stores.map(({ id }) => id);
    const kim = await hire('Kim', [here ?? '']);
    await send('PATCH', OFFICE_PATHS.associate(kim.id), { locations: [there], role: 'manager' });
    const told = await rig.database.db
      .selectFrom('change')
      .select(['stream', 'kind'])
      .where('ref', '=', kim.id)
      .orderBy('stream')
      .orderBy('sequence')
      .execute();
    expect(told).toEqual(
      expect.arrayContaining([
        { stream: `store:${here}`, kind: 'associate.put' },
        { stream: `store:${here}`, kind: 'associate.drop' },
        { stream: `store:${there}`, kind: 'associate.put' },
      ]),
    );
  });

  test('of nowhere and nobody are refused, and nothing is half done', async () => {
    const nowhere = rig.newId('location');
    expect(
      await refusalOf(
        await send('POST', OFFICE_PATHS.associates, { name: 'X', role: 'associate', locations: [nowhere] }),
      ),
    ).toBe('404 location-unknown');
    const nobody = rig.newId('associate');
    expect(await refusalOf(await send('PATCH', OFFICE_PATHS.associate(nobody), { active: false }))).toBe(
      '404 associate-unknown',
    );
    expect(await refusalOf(await send('PUT', OFFICE_PATHS.pin(nobody), { pin: '1234' }))).toBe('404 associate-unknown');
  });

  test.each(['12', '123456789', '12a4', '１２３４', ''])('PIN %j is none', async (pin) => {
    const { id } = await hire('Lee', []);
    expect((await send('PUT', OFFICE_PATHS.pin(id), { pin })).status).toBe(400);
  });
});

describe('names', () => {
  test('of people and registers are kept without the blanks around them, in one form of their letters', async () => {
    const [store] = rig.stores;
    const rene = await hire('  Rene\u0301 Bo\u0308hm ', []);
    expect(rene).toMatchObject({ name: 'Ren\u00e9 B\u00f6hm', initials: 'RB' });
    const renamed = await send('PATCH', OFFICE_PATHS.associate(rene.id), { name: ' E\u0301mile ' });
    expect(officeAssociate.parse(await renamed.json())).toMatchObject({ name: '\u00c9mile', initials: '\u00c9' });
    const register = { location: store?.id, name: ' Cafe\u0301 ', code: 'CAF1' };
    const made = registerFacts.parse(await (await send('POST', OFFICE_PATHS.registers, register)).json());
    expect(made.name).toBe('Caf\u00e9');
  });
});

describe('sales', () => {
  async function sell(sale: {
    total: number;
    kind?: string;
    status?: 'placed' | 'voided';
    day?: string;
    associate: string;
  }) {
    const store = rig.stores[0];
    await rig.database.db
      .insertInto('sales_order')
      .values({
        tenant: rig.tenant,
        location: store?.id ?? '',
        id: rig.newId('order'),
        register: store?.register ?? '',
        incarnation: 1,
        sequence: 1,
        kind: sale.kind ?? 'sale',
        receipt_number: `AMS1A-${rig.newId('entry').slice(-6)}`,
        business_day: sale.day ?? today(),
        placed_at: new Date(rig.clock.now()).toISOString(),
        associate: sale.associate,
        shift: rig.newId('shift'),
        currency: 'EUR',
        net_minor: sale.total,
        tax_minor: 0,
        total_minor: sale.total,
        discount_minor: 0,
        status: sale.status ?? 'placed',
      })
      .execute();
  }
  const today = () => new Date(rig.clock.now()).toISOString().slice(0, 10);

  test('of the running day are summed per store, returns against, voided ones left out', async () => {
    const { id: associate } = await hire('Sum', []);
    await sell({ total: 10_000, associate });
    await sell({ total: -2_500, kind: 'return', associate });
    await sell({ total: 99_999, status: 'voided', associate });
    await sell({ total: 77_777, day: '2025-01-01', associate });
    const { sales } = overviewResponse.parse(await (await get(OFFICE_PATHS.overview)).json());
    expect(sales.find(({ location }) => location === rig.stores[0]?.id)).toMatchObject({
      sales: 1,
      returns: 1,
      voided: 1,
      totalMinor: 7_500,
      currency: { code: 'EUR', digits: 2 },
    });
    expect(sales.find(({ location }) => location === rig.stores[1]?.id)).toMatchObject({ sales: 0, totalMinor: 0 });
  });

  test('of a period come page by page, each once', async () => {
    const { id: associate } = await hire('Page', []);
    for (let made = 0; made < 205; made++) await sell({ total: made, day: '2026-01-15', associate });
    const ids: string[] = [];
    let after = '';
    do {
      const query = `from=2026-01-15&to=2026-01-15${after}`;
      const page = salesResponse.parse(await (await get(`${OFFICE_PATHS.sales}?${query}`)).json());
      ids.push(...page.sales.map(({ id }) => id));
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
    } while (after !== '');
    expect(ids.length).toBe(205);
    expect(new Set(ids).size).toBe(205);
  });

  test.each([
    ['from=2026-01-01', '400 malformed'],
    ['from=2026-02-30&to=2026-03-01', '400 malformed'],
    ['from=2026-03-02&to=2026-03-01', '400 malformed'],
    ['from=2020-01-01&to=2026-01-01', '400 period-too-long'],
    ["from=2026-01-01&to=2026-01-02&after=' or true --", '400 malformed'],
    ['from=2026-01-01&to=2026-01-02&location=everywhere', '400 malformed'],
    ['from=2026-01-01&to=2026-01-02&status=voided', '400 malformed'],
  ])('are not read for %s', async (query, refusal) => {
    expect(await refusalOf(await get(`${OFFICE_PATHS.sales}?${query}`))).toBe(refusal);
  });

  test('X04: as CSV run nothing in a spreadsheet', async () => {
    const { id: associate } = await hire('=HYPERLINK("http://evil.example","Click")', []);
    await sell({ total: -1_234, day: '2026-01-20', kind: 'return', associate });
    const answer = await get(`${OFFICE_PATHS.salesCsv}?from=2026-01-20&to=2026-01-20`);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="sales-2026-01-20-2026-01-20.csv"');
    const [, line] = (await answer.text()).split('\r\n');
    expect(line).toContain(`"'=HYPERLINK(""http://evil.example"",""Click"")"`);
    expect(line).toContain('"-12.34"');
    for (const cell of line?.split('","') ?? []) expect(cell).not.toMatch(/^"?[=+@\t\r]/);
  });

  test('that could not be read are listed for a person', async () => {
    const found = exceptionsResponse.parse(await (await get(OFFICE_PATHS.exceptions)).json());
    expect(found).toEqual({ exceptions: [], held: [] });
  });

  test('of a doubled tablet are named, while what they held stays in the database', async () => {
    const id = rig.newId('exception');
    const facts = { subject: 'a'.repeat(64), sequence: 3, kind: 'order.placed', envelope: { secret: 'whole' } };
    await rig.database.db
      .insertInto('exception')
      .values({
        ...{ tenant: rig.tenant, id, kind: 'forked-entry', location: rig.stores[0]?.id ?? '', entry: null },
        ...{ register: null, facts: JSON.stringify(facts), status: 'open', raised_at: '2026-03-01T10:00:00.000Z' },
      })
      .execute();
    const { exceptions } = exceptionsResponse.parse(await (await get(OFFICE_PATHS.exceptions)).json());
    const { envelope, ...rest } = facts;
    expect(exceptions.find((one) => one.id === id)?.facts).toEqual(rest);
    const kept = await rig.database.db.selectFrom('exception').select('facts').where('id', '=', id).executeTakeFirst();
    expect(kept?.facts).toEqual({ ...rest, envelope });
  });
});
