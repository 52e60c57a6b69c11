/**
 * How personal data is closed and opened. Up: a tablet seals to the server's public key, so that what lies
 * in its journal only the server can read (ECDH on P-256 with a key made for the one message, HKDF-SHA-256,
 * AES-256-GCM). Down: the server seals with the store's client key, which a tablet is given after sign-in
 * and keeps in memory only.
 *
 * Sealed text is base64url of: format (1 byte), up: the message's public key (65 bytes, uncompressed),
 * initialisation vector (12), cipher text with its tag (16). The format byte is authenticated too. Vectors are
 * drawn, but for parts of segments: theirs follow from the bytes and a key, so that no two contents share one.
 */
import { createCipheriv, createDecipheriv, createECDH, createHmac, hkdfSync } from 'node:crypto';
import type { Random } from '../../kernel/ports.ts';
import { CLIENT_PART_FORMAT } from '../../protocol/client/client-part.ts';

export interface Sealing {
  /** The JSON inside, or null where it is not ours to read or was tampered with. */
  open(sealed: string): unknown;
  /** `value` as JSON, readable for tablets of that location. */
  sealFor(location: string, value: unknown): string;
  /** A part of the location's clients. The same bytes are sealed to the same text, so that a part keeps its name. */
  sealPart(location: string, bytes: Uint8Array): string;
}

const FORMAT_UP = 1;
const FORMAT_DOWN = 2;
const POINT_BYTES = 65;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

export interface SealingKeys {
  /** P-256 private scalar, 32 bytes. */
  readonly privateKey: Uint8Array;
  /** The client key of a location, 32 bytes. */
  clientKey(location: string): Uint8Array;
}

export function createSealing(keys: SealingKeys, random: Random): Sealing {
  return {
    open(sealed) {
      try {
        const bytes = Buffer.from(sealed, 'base64url');
        if (bytes[0] !== FORMAT_UP) return null;
        const point = bytes.subarray(1, 1 + POINT_BYTES);
        const rest = bytes.subarray(1 + POINT_BYTES);
        const ecdh = createECDH('prime256v1');
        ecdh.setPrivateKey(keys.privateKey);
        const key = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(point), point, 'evertill sealed', KEY_BYTES));
        return JSON.parse(decrypt(key, rest, bytes.subarray(0, 1)).toString('utf8'));
      } catch {
        return null;
      }
    },
    sealFor(location, value) {
      const bytes = Buffer.from(JSON.stringify(value), 'utf8');
      return encrypt(keys.clientKey(location), FORMAT_DOWN, random.bytes(IV_BYTES), bytes);
    },
    sealPart(location, bytes) {
      const key = keys.clientKey(location);
      const ivKey = Buffer.from(hkdfSync('sha256', key, '', 'evertill part vector', KEY_BYTES));
      const iv = createHmac('sha256', ivKey).update(bytes).digest().subarray(0, IV_BYTES);
      return encrypt(key, CLIENT_PART_FORMAT, iv, bytes);
    },
  };
}

/** The point tablets seal to, base64url, uncompressed. */
export function publicPointOf(privateKey: Uint8Array): string {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(privateKey);
  return ecdh.getPublicKey().toString('base64url');
}

function encrypt(key: Uint8Array, format: number, iv: Uint8Array, bytes: Uint8Array): string {
  const header = Buffer.from([format]);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(header);
  const closed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([header, iv, closed, cipher.getAuthTag()]).toString('base64url');
}

function decrypt(key: Uint8Array, sealed: Buffer, header: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
  decipher.setAAD(header);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}
