import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATHS } from '../../../src/protocol/headers.ts';
import { JSON_DEPTH_MAX, PUSH_BYTES_MAX } from '../../../src/protocol/limits.ts';
import { readPlainJson } from '../../../src/server/http/plain-json.ts';
import { openRig, RIG_TIMEOUT_MS, type Rig, type TestTablet } from './rig.ts';

let rig: Rig;
let tablet: TestTablet;
beforeAll(async () => {
  rig = await openRig();
  tablet = await rig.tablet();
}, RIG_TIMEOUT_MS);
afterAll(() => rig.close());

const PULL = { protocol: 1, cursors: {}, limit: 100 };

async function refusalOf(answer: Response): Promise<string> {
  return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
}

describe('X12: a body is refused whole', () => {
  test('when it is longer than a push may be', async () => {
    const giant = `{"protocol":1,"cursors":{},"limit":1${' '.repeat(PUSH_BYTES_MAX)}}`;
    expect(await refusalOf(await tablet.send(PATHS.pull, giant))).toBe('413 too-large');
  });

  test('when it says that it will be, before a byte of it is read', async () => {
    const answer = await tablet.send(PATHS.pull, PULL, ({ headers }) => {
      headers['content-length'] = '2000000000';
    });
    expect(await refusalOf(answer)).toBe('413 too-large');
  });

  test('when it unpacks to more than that', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    expect(bomb.length).toBeLessThan(PUSH_BYTES_MAX);
    const answer = await rig.request(PATHS.enrol, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: bomb,
    });
    expect(await refusalOf(answer)).toBe('413 too-large');
  });

  test('when it is packed in a way nobody announced, or not what it says', async () => {
    const send = (encoding: string) =>
      rig.request(PATHS.enrol, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': encoding },
        body: '{}',
      });
    expect(await refusalOf(await send('br'))).toBe('400 malformed');
    expect(await refusalOf(await send('gzip'))).toBe('400 malformed');
  });

  test('when it is nested too deep', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(await refusalOf(await tablet.send(PATHS.pull, deep))).toBe('400 malformed');
  });

  test('when it is no JSON, no text, or not announced as JSON', async () => {
    expect(await refusalOf(await tablet.send(PATHS.pull, '{"protocol":'))).toBe('400 malformed');
    expect(await refusalOf(await rig.post(PATHS.enrol, '\u0000'))).toBe('400 malformed');
    const broken = await rig.request(PATHS.enrol, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
    });
    expect(await refusalOf(broken)).toBe('400 malformed');
    const form = await rig.post(PATHS.enrol, 'code=1', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(await refusalOf(form)).toBe('400 malformed');
  });
});

describe('X06: a key that nobody named is refused, and says only where', () => {
  test.each(['store_id', 'received_at', 'approved', 'tenant'])('%s in a pull', async (key) => {
    const answer = await tablet.send(PATHS.pull, { ...PULL, [key]: 'canary-value' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('canary-value');
  });
});

describe('X14: keys that mean something to JavaScript', () => {
  test.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__', 'construct\\u006fr'])('%s', async (key) => {
    const body = `{"protocol":1,"cursors":{"${key}":{"polluted":1}},"limit":5}`;
    expect(await refusalOf(await tablet.send(PATHS.pull, body))).toBe('400 malformed');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('are harmless as values', () => {
    expect(readPlainJson('{"note":"__proto__","list":["constructor" , "prototype"]}').ok).toBe(true);
  });
});

describe('what is let through is what JSON says', () => {
  test('for any value that is not too deep', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: JSON_DEPTH_MAX - 2 }), (value) => {
        const text = JSON.stringify(value);
        const read = readPlainJson(text);
        const isForbidden = /"(__proto__|constructor|prototype)"\s*:/.test(text);
        if (isForbidden) return !read.ok;
        return read.ok && JSON.stringify(read.value) === text;
      }),
      { seed: 20_260_302, numRuns: 500 },
    );
  });

  test('and the limit is exact', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readPlainJson(nested(JSON_DEPTH_MAX)).ok).toBe(true);
    expect(readPlainJson(nested(JSON_DEPTH_MAX + 1)).ok).toBe(false);
    expect(readPlainJson(`"${'['.repeat(100)}"`).ok).toBe(true);
  });
});
