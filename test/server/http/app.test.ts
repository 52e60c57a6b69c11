import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HEADER_NONCE, PATHS } from '../../../src/protocol/headers.ts';
import { OFFICE_PATHS } from '../../../src/protocol/office.ts';
import { createSite, type SiteSource } from '../../../src/server/http/site.ts';
import { EMAIL, ORIGIN, openRig, PASSWORD, RIG_TIMEOUT_MS, type Rig } from './rig.ts';

const FILES: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><title>Evertill</title>',
  'service-worker.js': 'self.x=1',
  'assets/app-C3hF9a_1.js': 'x'.repeat(5_000),
  'manifest.webmanifest': '{}',
};
const source: SiteSource = {
  read: async (name) => (Object.hasOwn(FILES, name) ? new TextEncoder().encode(FILES[name]) : null),
};

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({
    site: createSite([source], { prefix: '/', kind: 'app' }),
    pictures: createSite(
      [{ read: async (name) => (name === 'shirt.svg' ? new TextEncoder().encode('<svg/>') : null) }],
      {
        prefix: '/pictures/',
        kind: 'pictures',
      },
    ),
  });
}, RIG_TIMEOUT_MS);
afterAll(() => rig.close());

const PAGE = { headers: { accept: 'text/html' } };

describe('X03, X11: every answer says how far it may be trusted', () => {
  test.each(['/', '/office', '/healthz', '/api/openapi.json', '/api/nothing', '/service-worker.js'])(
    '%s',
    async (path) => {
      const { headers } = await rig.request(path, PAGE);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      for (const rule of [
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        'require-trusted-types-for',
      ]) {
        expect(policy).toContain(rule);
      }
      expect(policy).not.toMatch(/script-src[^;]*(unsafe-inline|'unsafe-eval'|https?:|\*)/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{16}$/);
    },
  );

  test('a picture opened by itself runs nothing at all', async () => {
    const answer = await rig.request('/pictures/shirt.svg');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  });
});

describe('the built app', () => {
  test('keeps hashed files for ever and asks for everything else again', async () => {
    const cacheOf = async (path: string) => (await rig.request(path)).headers.get('cache-control');
    expect(await cacheOf('/assets/app-C3hF9a_1.js')).toContain('immutable');
    for (const path of ['/', '/index.html', '/service-worker.js', '/manifest.webmanifest']) {
      expect(await cacheOf(path)).toBe('no-cache');
    }
  });

  test('travels packed, and not at all when the browser has it', async () => {
    const path = '/assets/app-C3hF9a_1.js';
    const packed = await rig.request(path, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect((await packed.arrayBuffer()).byteLength).toBeLessThan(200);
    const etag = packed.headers.get('etag') ?? '';
    expect((await rig.request(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('answers any of its own pages, and no address that is not one', async () => {
    for (const path of ['/office', '/till/receipts', '/shop']) {
      expect(await (await rig.request(path, PAGE)).text()).toContain('<title>Evertill</title>');
    }
    for (const path of [
      '/api/nothing',
      '/pictures/none.svg',
      '/assets/gone-12345678.js',
      '/.env',
      '/%2e%2e/package.json',
    ]) {
      expect((await rig.request(path, PAGE)).status).toBe(404);
    }
    expect((await rig.request('/office', { method: 'POST' })).status).toBe(404);
  });
});

describe('the OpenAPI document', () => {
  interface Document {
    openapi: string;
    paths: Record<string, Record<string, { responses: Record<string, unknown>; requestBody?: unknown }>>;
  }
  const read = async () => (await (await rig.request('/api/openapi.json')).json()) as Document;

  test('is OpenAPI 3.1 and lists every route that is served', async () => {
    const document = await read();
    expect(document.openapi).toBe('3.1.0');
    const served = rig.server.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(new Set(described)).toEqual(new Set(served));
    const hole = '{id}';
    for (const path of [
      ...Object.values(PATHS).filter((one) => typeof one === 'string'),
      ...Object.values(OFFICE_PATHS).map((one) => (typeof one === 'string' ? one : one(hole))),
    ]) {
      expect(Object.keys(document.paths)).toContain(path);
    }
  });

  test('says of each how it refuses, and what it takes', async () => {
    const { paths } = await read();
    expect(Object.keys(paths[PATHS.push]?.post?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '401', '409', '413', '429']),
    );
    expect(paths[PATHS.push]?.post?.requestBody).toMatchObject({
      content: { 'application/json': { schema: { type: 'object', additionalProperties: false } } },
    });
  });
});

describe('for who watches over it', () => {
  test('it lives, and it can work', async () => {
    expect((await rig.request('/healthz')).status).toBe(200);
    expect((await rig.request('/readyz')).status).toBe(200);
  });

  test('figures name routes and results, never an address or a person', async () => {
    const tablet = await rig.tablet();
    await tablet.send(PATHS.pull, { protocol: 1, cursors: {}, limit: 10 });
    await rig.request('/api/office/sales?from=canary-in-query');
    const text = await (await rig.request('/metrics')).text();
    expect(text).toMatch(/evertill_http_requests_total\{method="POST",route="\/api\/sync\/pull",status="200"\} \d/);
    expect(text).toContain('evertill_stream_head{');
    expect(text).not.toContain('canary');
    expect(text).not.toContain(tablet.life.register.id);
  });
});

test('X18: no line of the log carries what somebody typed', async () => {
  const canary = 'canaryfeather';
  rig.log.length = 0;
  await rig.post(
    '/api/auth/sign-in/email',
    { email: `${canary}@example.com`, password: `${canary}-${canary}` },
    { origin: ORIGIN },
  );
  await rig.post(PATHS.enrol, { protocol: 1, code: canary });
  await rig.request(`/api/office/sales?from=${canary}`, { headers: { [HEADER_NONCE]: canary } });
  await rig.request(`/${canary}?name=${canary}`, PAGE);
  await rig.request(`/api/${canary}`, { method: canary.toUpperCase() });
  const signedIn = await rig.signIn();
  await rig.post('/api/office/associates', { name: canary, role: 'associate', locations: [] }, signedIn);
  await rig.post('/api/office/associates', { name: canary, role: 'associate', locations: ['loc_x'] }, signedIn);
  expect(rig.log.length).toBeGreaterThan(6);
  const lines = rig.log.join('');
  expect(lines.toLowerCase()).not.toContain(canary);
  expect(lines).not.toContain(EMAIL);
  expect(lines).not.toContain(PASSWORD);
});

test('a fault inside is answered as one, and its values stay inside', async () => {
  rig.log.length = 0;
  const signedIn = await rig.signIn();
  const path = '/api/office/associates';
  // A NUL byte is text to JSON and none to PostgreSQL.
  const answer = await rig.post(path, { name: 'canary\u0000feather', role: 'associate', locations: [] }, signedIn);
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ code: 'fault' });
  expect(rig.log.join('')).toContain('request failed');
  expect(rig.log.join('')).not.toContain('canary');
});
