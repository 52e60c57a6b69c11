/**
 * The keys of this tablet, as handles that no script can turn back into bytes. The vault makes them and
 * works with them; the journal's database keeps the handles.
 */
import type { PublicKey } from '../../protocol/scalars.ts';
import { base64UrlOf } from './base64-url.ts';

export type KeyHandle = unknown;

export interface KeyVault {
  createSigningKey(): Promise<{ readonly handle: KeyHandle; readonly publicKey: PublicKey }>;
  /** ECDSA over P-256 with SHA-256, as base64url. */
  sign(handle: KeyHandle, text: string): Promise<string>;
  importPinKey(bytes: Uint8Array): Promise<KeyHandle>;
  /** HMAC-SHA-256. */
  prove(pinKey: KeyHandle, bytes: Uint8Array): Promise<Uint8Array>;
}

const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const PROVING = { name: 'HMAC', hash: 'SHA-256' } as const;

export function createWebKeyVault(subtle: SubtleCrypto): KeyVault {
  return {
    async createSigningKey() {
      const pair = await subtle.generateKey(SIGNING, false, ['sign', 'verify']);
      const { x = '', y = '' } = await subtle.exportKey('jwk', pair.publicKey);
      return { handle: pair.privateKey, publicKey: { kty: 'EC', crv: 'P-256', x, y } };
    },
    async sign(handle, text) {
      const signature = await subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        handle as CryptoKey,
        new TextEncoder().encode(text),
      );
      return base64UrlOf(new Uint8Array(signature));
    },
    importPinKey: (bytes) => subtle.importKey('raw', new Uint8Array(bytes), PROVING, false, ['sign']),
    prove: async (pinKey, bytes) =>
      new Uint8Array(await subtle.sign('HMAC', pinKey as CryptoKey, new Uint8Array(bytes))),
  };
}
