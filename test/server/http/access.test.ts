import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HEADER_EPOCH, HEADER_NONCE, HEADER_SIGNATURE, PATHS } from '../../../src/protocol/headers.ts';
import { manifest } from '../../../src/protocol/segment/manifest.ts';
import { pullResponse } from '../../../src/protocol/sync/pull.ts';
import { GRANT_LIFE_MS, TOKEN_LIFE_MS } from '../../../src/server/auth/tokens.ts';
import { believe } from '../../../src/sync/believe.ts';
import { newKey, newNonce, openRig, RIG_TIMEOUT_MS, type Rig, sign, type TestTablet, tabletOf } from './rig.ts';

let rig: Rig;
let tablet: TestTablet;
beforeAll(async () => {
  rig = await openRig({ limits: { failuresPerTenMinutes: 1_000 } });
  tablet = await rig.tablet();
}, RIG_TIMEOUT_MS);
afterAll(() => rig.close());

const PULL = { protocol: 1, cursors: {}, limit: 100 };

async function refusalOf(answer: Response): Promise<string> {
  return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
}

describe('a register that signs its requests', () => {
  test('pulls, and the answer carries the epoch and the very nonce it sent', async () => {
    let nonce = '';
    const answer = await tablet.send(PATHS.pull, PULL, ({ headers }) => {
      nonce = headers[HEADER_NONCE] ?? '';
    });
    expect(answer.status).toBe(200);
    const page = pullResponse.parse(await answer.json());
    expect(answer.headers.get(HEADER_NONCE)).toBe(nonce);
    expect(answer.headers.get(HEADER_EPOCH)).toBe(page.epoch);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('takes the manifest, whose grant opens segments to a cache and nothing else', async () => {
    const answer = await tablet.send(PATHS.manifest);
    const found = manifest.parse(await answer.json());
    const unknown = 'a'.repeat(64);
    const segment = (grant: string) => rig.request(`${PATHS.segment(unknown)}?grant=${grant}`);
    expect(await refusalOf(await segment(found.grant))).toBe('404 segment-unknown');
    expect(await refusalOf(await segment('nonsense'))).toBe('401 grant-invalid');
    expect(await refusalOf(await segment(await tablet.token()))).toBe('401 grant-invalid');
    expect(
      await refusalOf(
        await tablet.send(PATHS.pull, PULL, ({ headers }) => {
          headers.authorization = `Bearer ${found.grant}`;
        }),
      ),
    ).toBe('401 token-invalid');
  });

  test('finds a segment as it is stored, packed, and good for ever', async () => {
    const gzip = Buffer.from('1f8b08000000000000034b040043beb7e801000000', 'hex');
    const hash = 'b'.repeat(64);
    await rig.database.db
      .insertInto('segment')
      .values({ tenant: rig.tenant, hash, gzip, bytes: 1, created_at: new Date(rig.clock.now()).toISOString() })
      .execute();
    const { grant } = manifest.parse(await (await tablet.send(PATHS.manifest)).json());
    const answer = await rig.request(`${PATHS.segment(hash)}?grant=${grant}`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(gzip);
  });
});

describe('a request is nobody’s', () => {
  test('X01: when another key signed it with a stolen token', async () => {
    const token = await tablet.token();
    const thief = tabletOf(rig.request, await newKey(), tablet.life);
    await expect(thief.token()).rejects.toThrow('signature-invalid');
    const answer = await tablet.send(PATHS.pull, PULL, (request) => {
      request.headers.authorization = `Bearer ${token}`;
      request.headers[HEADER_SIGNATURE] = Buffer.alloc(64, 7).toString('base64url');
    });
    expect(await refusalOf(answer)).toBe('401 signature-invalid');
  });

  test('X01: when it is another register’s token', async () => {
    const other = await rig.tablet(1);
    const stolen = await other.token();
    const answer = await tablet.send(PATHS.pull, PULL, ({ headers }) => {
      headers.authorization = `Bearer ${stolen}`;
    });
    expect(await refusalOf(answer)).toBe('401 signature-invalid');
  });

  test('when it was sent before', async () => {
    let kept: Record<string, string> = {};
    const first = await tablet.send(PATHS.pull, PULL, ({ headers }) => {
      kept = { ...headers };
    });
    expect(first.status).toBe(200);
    const again = await rig.request(PATHS.pull, { method: 'POST', headers: kept, body: JSON.stringify(PULL) });
    expect(await refusalOf(again)).toBe('401 signature-invalid');
  });

  test('when its body was altered on the way', async () => {
    const answer = await tablet.send(PATHS.pull, PULL, (request) => {
      request.body = JSON.stringify({ ...PULL, limit: 101 });
    });
    expect(await refusalOf(answer)).toBe('401 signature-invalid');
  });

  test('when it was meant for another path', async () => {
    const answer = await tablet.send(PATHS.pull, PULL, (request) => {
      request.path = `${PATHS.pull}?again=1`;
    });
    expect(await refusalOf(answer)).toBe('401 signature-invalid');
  });

  test('when it has no token, no nonce or no signature', async () => {
    for (const header of ['authorization', HEADER_NONCE, HEADER_SIGNATURE]) {
      const answer = await tablet.send(PATHS.pull, PULL, ({ headers }) => {
        delete headers[header];
      });
      expect(answer.status).toBe(401);
    }
  });

  test('when its token is ten minutes old', async () => {
    const late = tabletOf(rig.request, tablet.key, tablet.life);
    expect((await late.send(PATHS.pull, PULL)).status).toBe(200);
    rig.clock.advance(TOKEN_LIFE_MS);
    expect(await refusalOf(await late.send(PATHS.pull, PULL))).toBe('401 token-invalid');
  });

  test('when the register was never enrolled', async () => {
    const stranger = tabletOf(rig.request, await newKey(), {
      ...tablet.life,
      register: { ...tablet.life.register, id: rig.newId('register') },
    });
    await expect(stranger.token()).rejects.toThrow('not-enrolled');
  });
});

test('a revoked tablet is told so with its very next request, and gets no token again', async () => {
  const lost = await rig.tablet(1);
  expect((await lost.send(PATHS.pull, PULL)).status).toBe(200);
  const revoked = await rig.server.office.revoke(rig.tenant, {
    register: lost.life.register.id,
    incarnation: lost.life.incarnation,
  });
  expect(revoked.ok).toBe(true);
  expect(await refusalOf(await lost.send(PATHS.pull, PULL))).toBe('401 revoked');
  await expect(lost.token()).rejects.toThrow('revoked');
});

test('a token request is good once', async () => {
  const { register, incarnation } = tablet.life;
  const nonce = newNonce();
  const signature = await sign(tablet.key, `evertill token ${register.id} ${incarnation} ${nonce}`);
  const request = { register: register.id, incarnation, nonce, signature };
  expect((await rig.post(PATHS.token, request)).status).toBe(200);
  expect(await refusalOf(await rig.post(PATHS.token, request))).toBe('401 signature-invalid');
});

test('X17: a register that floods is told to wait; the register beside it is not', async () => {
  const guarded = await openRig({ database: rig.database, limits: { registerPerTenSeconds: 3 } });
  const [loud, calm] = [await guarded.tablet(0), await guarded.tablet(1)];
  for (let asked = 0; asked < 3; asked++) expect((await loud.send(PATHS.pull, PULL)).status).toBe(200);
  const refused = await loud.send(PATHS.pull, PULL);
  expect(await refusalOf(refused)).toBe('429 too-many-requests');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(2);
  expect((await calm.send(PATHS.pull, PULL)).status).toBe(200);
  await guarded.server.close();
});

test('N13: beyond what the server can do at once it says so instead of piling up', async () => {
  const guarded = await openRig({ database: rig.database, limits: { concurrent: 2 } });
  const crowd = await guarded.tablet();
  expect((await crowd.send(PATHS.pull, PULL)).status).toBe(200);
  const answers = await Promise.all(Array.from({ length: 12 }, () => crowd.send(PATHS.pull, PULL)));
  const statuses = answers.map((answer) => answer.status);
  expect(statuses).toContain(429);
  expect(statuses).toContain(200);
  // A tablet believes it, and waits as it was told.
  const turnedAway = answers.find((answer) => answer.status === 429);
  const heard = (name: string) => turnedAway?.headers.get(name) ?? null;
  const answer = {
    status: 429,
    contentType: heard('content-type'),
    nonce: heard(HEADER_NONCE),
    epoch: heard(HEADER_EPOCH),
    retryAfter: heard('retry-after'),
    text: (await turnedAway?.text()) ?? '',
  };
  const believed = believe(answer, answer.nonce ?? 'none', pullResponse);
  expect(believed).toMatchObject({ kind: 'refused', code: 'too-many-requests' });
  expect(believed).toMatchObject({ retryAfterMs: Number(answer.retryAfter) * 1_000 });
  await guarded.server.close();
});

test('a grant dies in its turn', async () => {
  const last = await rig.tablet();
  const { grant } = manifest.parse(await (await last.send(PATHS.manifest)).json());
  const ask = () => rig.request(`${PATHS.segment('c'.repeat(64))}?grant=${grant}`);
  expect(await refusalOf(await ask())).toBe('404 segment-unknown');
  rig.clock.advance(2 * GRANT_LIFE_MS);
  expect(await refusalOf(await ask())).toBe('401 grant-invalid');
});
