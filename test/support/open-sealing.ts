import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { sealedHash } from '../../src/protocol/entry/entry-hash.ts';
import { createSealing, publicPointOf, type Sealing } from '../../src/server/channels/sealing.ts';

/** The real thing under keys that everybody knows. */
export const testSealingKeys = {
  privateKey: new Uint8Array(32).fill(3),
  clientKey: () => new Uint8Array(32).fill(5),
};
let count = 0;
export const testSealing: Sealing = createSealing(testSealingKeys, {
  bytes: (length) => new Uint8Array(length).fill(++count % 256),
});

/** As a tablet seals, said a second time: what an entry then carries. */
export function sealForServer(value: unknown): { sealed: string; sealedHash: string } {
  const own = createECDH('prime256v1');
  const point = own.generateKeys();
  const secret = own.computeSecret(Buffer.from(publicPointOf(testSealingKeys.privateKey), 'base64url'));
  const header = Buffer.from([1]);
  const iv = randomBytes(12);
  const cipher = createCipheriv(
    'aes-256-gcm',
    Buffer.from(hkdfSync('sha256', secret, point, 'evertill sealed', 32)),
    iv,
  );
  cipher.setAAD(header);
  const text = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final(), cipher.getAuthTag()]);
  const sealed = Buffer.concat([header, point, iv, text]).toString('base64url');
  return { sealed, sealedHash: sealedHash(sealed) };
}
