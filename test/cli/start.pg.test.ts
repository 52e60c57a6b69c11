import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPlace, type Place, type Running, ready, runByNpm, runToEnd, startServer } from './program.ts';

/** Several starts of real processes on a machine that may be busy. */
const PATIENCE_MS = 240_000;

let place: Place;
let server: Running;
beforeAll(async () => {
  place = await newPlace({ EVERTILL_RETAILER: 'Fig & Fern' });
  server = await startServer(place);
}, PATIENCE_MS);
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  await place.remove();
}, PATIENCE_MS);

const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${place.port}${path}`, init);

/** A request whose body has only come in half. */
async function beginRequest(port: number) {
  const body = '{"protocol":1}';
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const sent = request({ host: '127.0.0.1', port, path: '/api/enrol', method: 'POST', headers });
  const status = new Promise<number | undefined>((resolve, reject) => {
    sent.once('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.once('error', reject);
  });
  await new Promise<void>((resolve) => sent.write(body.slice(0, 5), () => resolve()));
  // The server has it once it has answered somebody who came later.
  await fetch(`http://127.0.0.1:${port}/healthz`);
  return {
    finish() {
      sent.end(body.slice(5));
      return status;
    },
  };
}

describe('npm start', () => {
  test('says once, calmly, where it is and how the first administrator gets in', () => {
    const printed = server.printed();
    expect(printed).toContain(`Evertill is open at http://localhost:${place.port}`);
    expect(printed.match(/Evertill is open/g)?.length).toBe(1);
    expect(printed).toMatch(/\/office#setup=[\w-]{32}/);
    expect(printed).toContain('HOST=0.0.0.0');
    expect(printed).toContain('TLS_CERT');
    expect(printed).not.toMatch(/Error|warn|\bat .*\.ts/i);
  });

  test('serves the app, its API and its health on one port', async () => {
    expect(await (await at('/', { headers: { accept: 'text/html' } })).text()).toContain('<title>Evertill</title>');
    expect((await at('/readyz')).status).toBe(200);
    expect(((await (await at('/api/openapi.json')).json()) as { openapi: string }).openapi).toBe('3.1.0');
    expect(await (await at('/metrics')).text()).toContain('evertill_nodejs_eventloop_lag_seconds');
  });

  test('the link makes the first administrator, who signs in with a cookie of this host alone', async () => {
    const token = /#setup=([\w-]+)/.exec(server.printed())?.[1];
    const origin = `http://127.0.0.1:${place.port}`;
    const post = (path: string, body: unknown) =>
      at(path, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify(body) });
    const account = { email: 'ada@example.com', password: 'correct horse battery staple' };
    expect((await post('/api/office/setup', { token, name: 'Ada', ...account })).status).toBe(200);
    const answer = await post('/api/auth/sign-in/email', account);
    expect(answer.status).toBe(200);
    const cookies = answer.headers.getSetCookie();
    expect(cookies.join()).toMatch(/HttpOnly/);
    expect(cookies.join()).toMatch(/SameSite=Strict/i);
    const cookie = cookies.map((line) => line.split(';')[0]).join('; ');
    const session = (await (await at('/api/office/session', { headers: { cookie } })).json()) as object;
    expect(session).toMatchObject({ retailer: { name: 'Fig & Fern' } });
  });

  test(
    'S08: a second server on the same folder is refused in plain words, and the first one lives',
    async () => {
      const second = await runToEnd(place, 'start.ts', [], { PORT: '0' });
      expect(second.code).toBe(3);
      expect(second.printed).toContain('Another Evertill already works on');
      expect(second.printed).not.toMatch(/\bat .*\.ts:\d+/);
      expect((await at('/readyz')).status).toBe(200);
    },
    PATIENCE_MS,
  );

  test(
    'a port that is taken, and a setting that is none, are told as what they are',
    async () => {
      const elsewhere = await newPlace({ PORT: String(place.port) });
      const taken = await runToEnd(elsewhere, 'start.ts');
      expect(taken).toEqual({ code: 1, printed: expect.stringContaining(`Port ${place.port} is taken`) });
      const nonsense = await runToEnd(elsewhere, 'start.ts', [], { PORT: '99999999' });
      expect(nonsense).toEqual({ code: 2, printed: expect.stringContaining('PORT was not understood') });
      const nowhere = await runToEnd(elsewhere, 'start.ts', [], { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' });
      expect(nowhere).toEqual({ code: 1, printed: expect.stringContaining('does not answer') });
      expect(nowhere.printed).not.toContain('u:p@');
      await elsewhere.remove();
    },
    PATIENCE_MS,
  );

  test(
    'is asked to stop: it answers what it had begun, stops its PostgreSQL and ends well',
    async () => {
      const postmaster = join(place.data, 'postgres', 'postmaster.pid');
      expect(existsSync(postmaster)).toBe(true);
      const half = await beginRequest(place.port);
      server.child.kill('SIGTERM');
      while (!server.printed().includes('Closing')) await new Promise((resolve) => setTimeout(resolve, 20));
      await expect(at('/healthz')).rejects.toThrow();
      expect(await half.finish()).toBe(400);
      expect(await server.ended).toBe(0);
      expect(existsSync(postmaster)).toBe(false);
      await expect(at('/healthz')).rejects.toThrow();
    },
    PATIENCE_MS,
  );

  test(
    'starts again where it was, also after it was killed, and makes nothing anew',
    async () => {
      server = await startServer(place);
      expect(server.printed()).not.toContain('#setup=');
      server.child.kill('SIGKILL');
      await server.ended;
      server = await startServer(place);
      expect(server.printed()).not.toContain('#setup=');
      expect((await at('/readyz')).status).toBe(200);
    },
    PATIENCE_MS,
  );

  test.skipIf(process.platform === 'win32')(
    'a SIGTERM that only npm gets, as a service manager may send it, stops the server and its PostgreSQL too',
    async () => {
      const elsewhere = await newPlace();
      const npm = await ready(runByNpm(elsewhere, 'start'));
      const postmaster = join(elsewhere.data, 'postgres', 'postmaster.pid');
      expect(existsSync(postmaster)).toBe(true);
      // Who started it is gone as well, and reads no more of what it prints.
      npm.child.stdout?.destroy();
      npm.child.stderr?.destroy();
      npm.child.kill('SIGTERM');
      const isAnswered = () =>
        fetch(`http://127.0.0.1:${elsewhere.port}/healthz`).then(
          () => true,
          () => false,
        );
      await expect.poll(isAnswered, { timeout: 20_000 }).toBe(false);
      await expect.poll(() => existsSync(postmaster), { timeout: 20_000 }).toBe(false);
      await elsewhere.remove();
    },
    PATIENCE_MS,
  );
});
