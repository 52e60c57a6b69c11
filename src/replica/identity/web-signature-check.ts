/** What a register's key signed, checked by the browser: ECDSA over P-256 with SHA-256. */
import { bytesFromBase64Url } from './base64-url.ts';
import type { SignatureCheck } from './verify-claim.ts';

const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;

export function createWebSignatureCheck(subtle: SubtleCrypto): SignatureCheck {
  return async ({ x, y }, statement, signature) => {
    try {
      const key = await subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, SIGNING, false, ['verify']);
      return await subtle.verify(
        { name: 'ECDSA', hash: 'SHA-256' },
        key,
        new Uint8Array(bytesFromBase64Url(signature)),
        new TextEncoder().encode(statement),
      );
    } catch {
      // A point that is not on the curve, or a signature that is no base64url: nobody can have signed that.
      return false;
    }
  };
}
