/**
 * The server's own secrets: made once, kept in the database beside the accounts, the same for every
 * server process of it, and part of its backup.
 */
import type { KeyObject } from 'node:crypto';
import { createHmac, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto';
import { must } from '../../kernel/invariant.ts';
import type { Random } from '../../kernel/ports.ts';
import { createSealing, publicPointOf, type Sealing } from '../channels/sealing.ts';
import type { Db } from '../db/schema.ts';
import { accountTables } from './account-schema.ts';

export interface ServerKeys {
  /** EdDSA (Ed25519): signs the tokens of registers. */
  readonly token: { readonly sign: KeyObject; readonly verify: KeyObject };
  /** Signs the grants under which a cache may read segments. */
  readonly grant: Uint8Array;
  /** What the account library signs its cookies with. */
  readonly accountSecret: string;
  /** Opens what tablets sealed, and seals what stores may read. */
  readonly sealing: Sealing;
  /** What tablets seal to: a point on P-256, uncompressed, base64url. */
  readonly sealingPoint: string;
  /** The key that a location's client data is sealed with, 32 bytes. */
  clientKey(location: string): Uint8Array;
  /** One-time codes and links are kept only as this keyed hash of them. */
  codeHash(code: string): string;
}

export async function openServerKeys(owner: Db, random: Random): Promise<ServerKeys> {
  const secrets = accountTables(owner);
  const made: Record<string, () => string> = {
    'token-key': () => base64Url(random.bytes(32)),
    'grant-key': () => base64Url(random.bytes(32)),
    'account-secret': () => base64Url(random.bytes(48)),
    'code-key': () => base64Url(random.bytes(32)),
    'sealing-key': () => base64Url(scalarFrom(random.bytes(32))),
    'client-key': () => base64Url(random.bytes(32)),
  };
  const kept = new Map<string, string>();
  for (const [name, make] of Object.entries(made)) {
    const read = () => secrets.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst();
    let row = await read();
    if (row === undefined) {
      // Another process may be first; whoever is, its value is the one that counts.
      await secrets
        .insertInto('secret')
        .values({ name, value: make() })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      row = await read();
    }
    kept.set(name, must(row, () => `secret ${name} was just written`).value);
  }
  const secret = (name: string) => must(kept.get(name), () => `secret ${name} was read`);
  const sign = ed25519From(Buffer.from(secret('token-key'), 'base64url'));
  const codeKey = Buffer.from(secret('code-key'), 'base64url');
  const privateKey = Buffer.from(secret('sealing-key'), 'base64url');
  const clientRoot = Buffer.from(secret('client-key'), 'base64url');
  const clientKey = (location: string) =>
    new Uint8Array(hkdfSync('sha256', clientRoot, '', `evertill clients of ${location}`, 32));
  return {
    sealing: createSealing({ privateKey, clientKey }, random),
    sealingPoint: publicPointOf(privateKey),
    clientKey,
    token: { sign, verify: createPublicKey(sign) },
    grant: Buffer.from(secret('grant-key'), 'base64url'),
    accountSecret: secret('account-secret'),
    codeHash: (code) => createHmac('sha256', codeKey).update(code).digest('hex'),
  };
}

/** A scalar of P-256 lies below its order, which begins with 32 set bits: half the range is ample. */
function scalarFrom(bytes: Uint8Array): Uint8Array {
  const scalar = Uint8Array.from(bytes);
  scalar[0] = (scalar[0] ?? 0) & 0x7f;
  return scalar;
}

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

function ed25519From(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

export function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
