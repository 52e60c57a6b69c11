import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemRandom } from '../../../src/kernel/system-ports.ts';
import { importClientKey, openSealed, sealForServer } from '../../../src/replica/clients/sealing.ts';
import { createSealing, publicPointOf } from '../../../src/server/channels/sealing.ts';

const privateKey = new Uint8Array(32).fill(3);
const clientKeys: Record<string, Uint8Array> = { here: new Uint8Array(32).fill(5), there: new Uint8Array(32).fill(6) };
const server = createSealing(
  { privateKey, clientKey: (location) => clientKeys[location] ?? new Uint8Array(32) },
  { bytes: (length) => webcrypto.getRandomValues(new Uint8Array(length)) },
);
const crypto = webcrypto as unknown as Crypto;
const ports = { subtle: crypto.subtle, random: systemRandom };
const ada = { name: 'Ada Lovelace', note: '亞麻襯衫' };
const keyOf = (location: string) =>
  importClientKey(crypto.subtle, Buffer.from(clientKeys[location] ?? []).toString('base64url'));

test('what a tablet sealed the server opens, and nothing of it can be read on the way', async () => {
  const sealed = await sealForServer(ports, publicPointOf(privateKey), ada);
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('Ada');
  expect(server.open(sealed)).toEqual(ada);
  expect(await sealForServer(ports, publicPointOf(privateKey), ada)).not.toBe(sealed);
});

test('what the server sealed for a store its tablets open, another store’s do not', async () => {
  const sealed = server.sealFor('here', ada);
  expect(await openSealed(crypto.subtle, await keyOf('here'), sealed)).toEqual(ada);
  expect(await openSealed(crypto.subtle, await keyOf('there'), sealed)).toBeNull();
});

test('one bit changed anywhere, and it does not open', async () => {
  const up = Buffer.from(await sealForServer(ports, publicPointOf(privateKey), ada), 'base64url');
  const down = Buffer.from(server.sealFor('here', ada), 'base64url');
  const key = await keyOf('here');
  for (let at = 0; at < down.length; at += 3) {
    const bent = Uint8Array.from(down);
    bent[at] = (bent[at] ?? 0) ^ 1;
    expect(await openSealed(crypto.subtle, key, Buffer.from(bent).toString('base64url'))).toBeNull();
  }
  for (let at = 0; at < up.length; at += 7) {
    const bent = Uint8Array.from(up);
    bent[at] = (bent[at] ?? 0) ^ 1;
    expect(server.open(Buffer.from(bent).toString('base64url'))).toBeNull();
  }
  expect(server.open('')).toBeNull();
});
