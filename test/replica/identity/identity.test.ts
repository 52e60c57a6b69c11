/** Keys and PINs, with real WebCrypto over a database that stores handles. */
import { webcrypto } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { argon2id } from 'hash-wasm';
import { expect, test } from 'vitest';
import type { AssociateDocument } from '../../../src/protocol/sync/documents.ts';
import { base64UrlOf, bytesFromBase64Url } from '../../../src/replica/identity/base64-url.ts';
import { createWebKeyVault } from '../../../src/replica/identity/key-vault.ts';
import { createPinCheck, PIN_FREE_TRIES } from '../../../src/replica/identity/pin.ts';
import { keepIdentity, loadTablet, pendingKey } from '../../../src/replica/identity/tablet.ts';
import { openDexieStore } from '../../../src/replica/journal/dexie-store.ts';
import { fixedClock, RIG, rigEnrolment } from '../../support/journal-rig.ts';

const subtle = webcrypto.subtle as unknown as SubtleCrypto;
const vault = createWebKeyVault(subtle);
const pinKey = new Uint8Array(32).fill(7);
const response = rigEnrolment({ pinKey: base64UrlOf(pinKey) });

function newStore() {
  return openDexieStore({ indexedDB: new IDBFactory(), IDBKeyRange });
}

async function associateWithPin(pin: string): Promise<AssociateDocument> {
  const salt = new Uint8Array(16).fill(3);
  const output = await argon2id({
    password: pin,
    salt,
    parallelism: 1,
    iterations: 1,
    memorySize: 64,
    hashLength: 32,
    outputType: 'binary',
  });
  const key = await webcrypto.subtle.importKey('raw', pinKey, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const proof = new Uint8Array(await webcrypto.subtle.sign('HMAC', key, output));
  return {
    id: RIG.associate,
    name: 'Ada',
    initials: 'AD',
    role: 'associate',
    hue: 3,
    active: true,
    permissions: ['sell'],
    pin: { salt: base64UrlOf(salt), memoryKib: 64, iterations: 1, proof: base64UrlOf(proof) },
  } as unknown as AssociateDocument;
}

test('the tablet signs with a key that is kept as a handle, also after a restart', async () => {
  const store = newStore();
  const key = await pendingKey(store, vault, 'K7QM-3FXD');
  expect(await pendingKey(store, vault, 'K7QM-3FXD')).toMatchObject({ publicKey: key.publicKey });
  await keepIdentity(store, vault, key.handle, response);
  const tablet = await loadTablet(store, vault);
  const signature = await tablet?.sign('a request');
  const publicKey = await webcrypto.subtle.importKey(
    'jwk',
    { ...key.publicKey, ext: true },
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    ['verify'],
  );
  const isValid = await webcrypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    publicKey,
    bytesFromBase64Url(signature ?? ''),
    new TextEncoder().encode('a request'),
  );
  expect(isValid).toBe(true);
  await expect(webcrypto.subtle.exportKey('pkcs8', key.handle as CryptoKey)).rejects.toThrow();
  const row = await store.transact('read', ['identity'], (tx) => tx.get('identity', ['present']));
  await expect(webcrypto.subtle.exportKey('raw', row?.pin as CryptoKey)).rejects.toThrow();
});

test('X10 five wrong PINs, then each further try waits twice as long, also after a restart', async () => {
  const store = newStore();
  const { handle } = await pendingKey(store, vault, 'K7QM-3FXD');
  const tablet = await keepIdentity(store, vault, handle, response);
  const clock = fixedClock();
  const associate = await associateWithPin('4711');
  const pins = () => createPinCheck({ tablet, store, clock });
  expect(await pins().check(associate, '4711')).toEqual({ ok: true, value: null });
  for (let wrong = 1; wrong < PIN_FREE_TRIES; wrong++) {
    expect(await pins().check(associate, '0000')).toMatchObject({
      refusal: { code: 'wrong-pin', triesLeft: PIN_FREE_TRIES - wrong, waitMs: 0 },
    });
  }
  expect(await pins().check(associate, '0000')).toMatchObject({ refusal: { triesLeft: 0, waitMs: 30_000 } });
  expect(await pins().check(associate, '4711')).toMatchObject({ refusal: { code: 'wait', waitMs: 30_000 } });
  clock.advance(-86_400_000);
  expect(await pins().check(associate, '4711')).toMatchObject({ refusal: { code: 'wait', waitMs: 30_000 } });
  clock.advance(86_430_000);
  expect(await pins().check(associate, '0000')).toMatchObject({ refusal: { waitMs: 60_000 } });
  clock.advance(60_000);
  expect((await pins().check(associate, '4711')).ok).toBe(true);
  expect(await pins().check(associate, '0000')).toMatchObject({ refusal: { triesLeft: 4 } });
});

test('nobody signs in who is not active or has no PIN', async () => {
  const store = newStore();
  const { handle } = await pendingKey(store, vault, 'K7QM-3FXD');
  const tablet = await keepIdentity(store, vault, handle, response);
  const pins = createPinCheck({ tablet, store, clock: fixedClock() });
  const associate = await associateWithPin('4711');
  for (const gone of [
    { ...associate, active: false },
    { ...associate, pin: null },
  ]) {
    expect(await pins.check(gone, '4711')).toEqual({ ok: false, refusal: { code: 'no-pin' } });
  }
});
