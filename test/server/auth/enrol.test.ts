import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolResponse } from '../../../src/protocol/enrol.ts';
import { HEADER_EPOCH, HEADER_NONCE, PATHS } from '../../../src/protocol/headers.ts';
import { ENROLMENT_LIFE_MS } from '../../../src/server/auth/enrolment-codes.ts';
import { newKey, newNonce, openRig, publicKeyOf, RIG_TIMEOUT_MS, type Rig } from '../http/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ limits: { failuresPerTenMinutes: 1_000 } });
}, RIG_TIMEOUT_MS);
afterAll(() => rig.close());

async function wish(change: Record<string, unknown> = {}) {
  return {
    protocol: 1,
    code: await rig.enrolmentCode(),
    publicKey: await publicKeyOf(await newKey()),
    installed: true,
    persisted: true,
    ...change,
  };
}

async function refusalOf(answer: Response): Promise<string> {
  return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
}

describe('a tablet becomes a register', () => {
  test('with a fresh code, and is told its store, its series and a key of its own', async () => {
    const nonce = newNonce();
    const answer = await rig.post(PATHS.enrol, await wish(), { [HEADER_NONCE]: nonce });
    expect(answer.status).toBe(200);
    const life = enrolResponse.parse(await answer.json());
    expect(life.register.id).toBe(rig.stores[0]?.register);
    expect(life.series).toBe('AMS1A');
    expect(life.incarnation).toBe(1);
    expect(answer.headers.get(HEADER_NONCE)).toBe(nonce);
    expect(answer.headers.get(HEADER_EPOCH)).toBe(life.epoch);
  });

  test('and its key is published, so that any tablet of the retailer can verify its receipts', async () => {
    const { life } = await rig.tablet();
    const changes = await rig.database.db
      .selectFrom('change')
      .select(['kind', 'body'])
      .where('stream', '=', 'retailer')
      .where('ref', '=', `${life.register.id}:${life.incarnation}`)
      .execute();
    expect(changes).toEqual([
      {
        kind: 'register-key.put',
        body: expect.objectContaining({ incarnation: life.incarnation, store: life.store.name }),
      },
    ]);
  });

  test('each enrolment begins a new life with a series nobody ever had', async () => {
    const lives = [await rig.tablet(1), await rig.tablet(1), await rig.tablet(1)];
    expect(lives.map(({ life }) => life.series)).toEqual(['TPE1A', 'TPE1B', 'TPE1C']);
    const keys = lives.map(({ life }) => life.pinKey);
    expect(new Set(keys).size).toBe(3);
  });

  test('whose answer was lost asks again with the same key and gets the same life', async () => {
    const request = await wish();
    const first = enrolResponse.parse(await (await rig.post(PATHS.enrol, request)).json());
    const again = enrolResponse.parse(await (await rig.post(PATHS.enrol, request)).json());
    expect(again).toEqual(first);
  });
});

describe('a tablet stays outside', () => {
  test('when the code was never given out', async () => {
    expect(await refusalOf(await rig.post(PATHS.enrol, await wish({ code: '2222-2222' })))).toBe('404 code-unknown');
  });

  test('when another key used the code before', async () => {
    const used = await wish();
    await rig.post(PATHS.enrol, used);
    const other = { ...used, publicKey: await publicKeyOf(await newKey()) };
    expect(await refusalOf(await rig.post(PATHS.enrol, other))).toBe('409 code-used');
  });

  test('when ten minutes have passed', async () => {
    const late = await wish();
    rig.clock.advance(ENROLMENT_LIFE_MS);
    expect(await refusalOf(await rig.post(PATHS.enrol, late))).toBe('410 code-expired');
  });

  test('in a browser tab, unless the code allows it; and the refusal does not spend the code', async () => {
    const request = await wish({ installed: false });
    expect(await refusalOf(await rig.post(PATHS.enrol, request))).toBe('422 not-installed');
    expect(await refusalOf(await rig.post(PATHS.enrol, { ...request, installed: true, persisted: false }))).toBe(
      '422 not-persisted',
    );
    expect((await rig.post(PATHS.enrol, { ...request, installed: true })).status).toBe(200);
    const insisted = await wish({ code: await rig.enrolmentCode(0, true), installed: false, persisted: false });
    expect((await rig.post(PATHS.enrol, insisted)).status).toBe(200);
  });

  test('with a key that is no point of the curve', async () => {
    const publicKey = { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' };
    expect(await refusalOf(await rig.post(PATHS.enrol, await wish({ publicKey })))).toBe('400 malformed');
  });

  test('when it speaks a protocol of tomorrow', async () => {
    expect(await refusalOf(await rig.post(PATHS.enrol, await wish({ protocol: 99 })))).toBe('400 unknown-protocol');
  });
});

test('X16: who guesses codes is told to wait, while a tablet elsewhere enrols', async () => {
  const guarded = await openRig({
    database: rig.database,
    limits: { failuresPerTenMinutes: 3 },
    isBehindProxy: true,
  });
  const from = (address: string) => ({ 'x-forwarded-for': `6.6.6.6, ${address}` });
  const guess = { ...(await wish()), code: '3333-3333' };
  for (let tries = 0; tries < 3; tries++) {
    expect((await guarded.post(PATHS.enrol, guess, from('10.0.0.1'))).status).toBe(404);
  }
  const refused = await guarded.post(PATHS.enrol, guess, from('10.0.0.1'));
  expect(await refusalOf(refused)).toBe('429 too-many-tries');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(2);
  const code = await guarded.enrolmentCode();
  expect((await guarded.post(PATHS.enrol, { ...guess, code }, from('10.0.0.2'))).status).toBe(200);
  await guarded.close();
});

test('only the hash of a code is kept', async () => {
  const code = await rig.enrolmentCode();
  const rows = await rig.database.db.selectFrom('enrolment').select('code_hash').execute();
  expect(JSON.stringify(rows)).not.toContain(code);
  expect(rows.every(({ code_hash }) => /^[0-9a-f]{64}$/.test(code_hash))).toBe(true);
});
