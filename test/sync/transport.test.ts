/** What counts as an answer, and what is only noise from a network. */
import { expect, test } from 'vitest';
import { sha256Hex } from '../../src/kernel/hash.ts';
import type { Timers } from '../../src/kernel/ports.ts';
import { HEADER_EPOCH, HEADER_NONCE, HEADER_SIGNATURE, PATHS, requestStatement } from '../../src/protocol/headers.ts';
import type { Tablet } from '../../src/replica/index.ts';
import { createTransport, type HttpAnswer, type HttpRequest } from '../../src/sync/index.ts';
import { fixedClock, RIG, seededRandom } from '../support/journal-rig.ts';

const tablet: Tablet = {
  identity: {
    tenant: RIG.tenant,
    register: RIG.register,
    registerName: 'Till 1',
    incarnation: 1,
    series: 'A1',
    location: RIG.location,
  },
  epoch: 'first',
  store: { id: RIG.location, name: 'Linden Street', priceList: RIG.priceList },
  sign: async (text) => `signed ${text}`,
  prove: async (bytes) => bytes,
};

const patient: Timers = { sleep: () => new Promise(() => undefined) };
const at = '2026-03-02T09:00:00.000Z';
const pulled = { epoch: 'first', included: 0, streams: [], serverTime: at };

type Say = { status?: number; headers?: Record<string, string | null>; text?: string } | 'nothing' | 'cut';

/** Answers as our server does, but for what `say` changes. */
function rig(say: (request: HttpRequest, call: number) => Say, timers: Timers = patient) {
  const clock = fixedClock();
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest): Promise<HttpAnswer> => {
    requests.push(request);
    const said = say(request, requests.length);
    if (said === 'nothing')
      return new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(new Error('aborted'))));
    if (said === 'cut') throw new TypeError('network');
    const isToken = request.path === PATHS.token;
    const body = isToken ? { token: 'token', expiresAt: '2026-03-02T09:10:00.000Z', serverTime: at } : pulled;
    const headers: Record<string, string | null> = {
      'content-type': 'application/json; charset=UTF-8',
      [HEADER_NONCE]: request.headers[HEADER_NONCE] ?? '',
      [HEADER_EPOCH]: 'first',
      ...said.headers,
    };
    return {
      status: said.status ?? 200,
      header: (name) => headers[name] ?? null,
      text: async () => said.text ?? JSON.stringify(body),
      bytes: async () => new Uint8Array(),
      chunks: () => null,
    };
  };
  const transport = createTransport({ http, clock, timers, random: seededRandom(3) }, tablet);
  return { transport, requests, clock };
}

const ask = { protocol: 1, cursors: {}, limit: 100 };
const onPull = (say: Say) => (request: HttpRequest) => (request.path === PATHS.token ? {} : say);

test('a true answer is believed', async () => {
  const { transport } = rig(() => ({}));
  expect(await transport.pull(ask)).toMatchObject({ kind: 'answered', body: pulled, epoch: 'first' });
});

test.each<[string, Say, string]>([
  [
    'a captive portal’s page',
    { headers: { 'content-type': 'text/html' }, text: '<html>Welcome</html>' },
    'not-our-server',
  ],
  ['JSON without the nonce of this request', { headers: { [HEADER_NONCE]: 'another' } }, 'not-our-server'],
  ['an old answer from a cache, without a nonce', { headers: { [HEADER_NONCE]: null } }, 'not-our-server'],
  ['an answer without an epoch', { headers: { [HEADER_EPOCH]: null } }, 'not-our-server'],
  ['an empty object', { text: '{}' }, 'unreadable'],
  ['an empty list', { text: '[]' }, 'unreadable'],
  ['a body cut short', { text: JSON.stringify(pulled).slice(0, 40) }, 'unreadable'],
  ['a field too many', { text: JSON.stringify({ ...pulled, extra: 1 }) }, 'unreadable'],
  [
    'a proxy’s 502',
    { status: 502, headers: { 'content-type': 'text/html', [HEADER_NONCE]: null }, text: 'Bad Gateway' },
    'not-our-server',
  ],
  ['a dead line', 'cut', 'no-answer'],
])('N05 N06 N12 %s is "offline"', async (_what, say, because) => {
  const { transport } = rig(onPull(say));
  expect(await transport.pull(ask)).toMatchObject({ kind: 'offline', because });
});

test('N04 a black hole ends by this tablet’s own clock', async () => {
  const waits: number[] = [];
  const { transport } = rig(onPull('nothing'), {
    sleep: async (ms) => {
      waits.push(ms);
      if (waits.length === 1) await new Promise(() => undefined);
    },
  });
  expect(await transport.pull(ask)).toMatchObject({ kind: 'offline', because: 'timeout' });
  expect(waits[1]).toBe(20_000);
});

test('a refusal of our server is its word, with how long to wait', async () => {
  const { transport } = rig(
    onPull({ status: 429, headers: { 'retry-after': '7' }, text: '{"code":"too-many-requests"}' }),
  );
  expect(await transport.pull(ask)).toMatchObject({
    kind: 'refused',
    status: 429,
    code: 'too-many-requests',
    retryAfterMs: 7_000,
  });
});

test('X01 every request is signed over its method, path, nonce and body, and no nonce is used twice', async () => {
  const { transport, requests } = rig(() => ({}));
  await transport.pull(ask);
  await transport.pull(ask);
  const pulls = requests.filter(({ path }) => path === PATHS.pull);
  for (const { method, path, headers, body } of pulls) {
    const nonce = headers[HEADER_NONCE] ?? '';
    expect(headers[HEADER_SIGNATURE]).toBe(
      `signed ${requestStatement({ method, path, nonce, bodyHash: sha256Hex(body ?? '') })}`,
    );
    expect(headers.authorization).toBe('Bearer token');
  }
  expect(new Set(requests.map(({ headers }) => headers[HEADER_NONCE])).size).toBe(requests.length);
  expect(requests.filter(({ path }) => path === PATHS.token).length).toBe(1);
});

test('F15 a token is renewed in time by elapsed time, whatever the wall clock says', async () => {
  const { transport, requests, clock } = rig(() => ({}));
  const tokens = () => requests.filter(({ path }) => path === PATHS.token).length;
  await transport.pull(ask);
  clock.advance(8 * 60_000);
  await transport.pull(ask);
  expect(tokens()).toBe(1);
  clock.advance(60_000 + 1);
  await transport.pull(ask);
  expect(tokens()).toBe(2);
});

test('a token the server no longer takes is fetched anew, once', async () => {
  let isOld = true;
  const { transport, requests } = rig((request) => {
    if (request.path === PATHS.token) return {};
    const say: Say = isOld ? { status: 401, text: '{"code":"token-invalid"}' } : {};
    isOld = false;
    return say;
  });
  expect((await transport.pull(ask)).kind).toBe('answered');
  expect(requests.map(({ path }) => path)).toEqual([PATHS.token, PATHS.pull, PATHS.token, PATHS.pull]);
});

test('F19 "revoked" is final: no second token is asked for', async () => {
  const { transport, requests } = rig(onPull({ status: 401, text: '{"code":"revoked"}' }));
  expect(await transport.pull(ask)).toMatchObject({ kind: 'refused', code: 'revoked' });
  expect(requests.length).toBe(2);
});
