/** Checks what a register's key signed: ECDSA on P-256 with SHA-256, in WebCrypto's form, as base64url. */
import { webcrypto } from 'node:crypto';
import type { PublicKey } from '../../protocol/scalars.ts';

const KEYS_MAX = 5_000;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;

export interface Signatures {
  isBy(key: PublicKey, statement: string, signature: string): Promise<boolean>;
}

export function createSignatures(): Signatures {
  const imported = new Map<string, Promise<webcrypto.CryptoKey>>();
  const open = (key: PublicKey) => {
    const id = `${key.x}.${key.y}`;
    const known = imported.get(id);
    if (known !== undefined) return known;
    if (imported.size >= KEYS_MAX) imported.clear();
    const opened = webcrypto.subtle.importKey('jwk', { ...key, ext: true }, ECDSA, false, ['verify']);
    imported.set(id, opened);
    return opened;
  };
  return {
    async isBy(key, statement, signature) {
      try {
        return await webcrypto.subtle.verify(
          { name: 'ECDSA', hash: 'SHA-256' },
          await open(key),
          Buffer.from(signature, 'base64url'),
          Buffer.from(statement, 'utf8'),
        );
      } catch {
        // A point that is not on the curve: nobody can have signed by it.
        return false;
      }
    },
  };
}

/** Whether a key offered at enrolment is a point that something can ever be checked against. */
export async function isUsableKey(key: PublicKey): Promise<boolean> {
  try {
    await webcrypto.subtle.importKey('jwk', { ...key, ext: true }, ECDSA, false, ['verify']);
    return true;
  } catch {
    return false;
  }
}
