/**
 * Personal data on a tablet: sealed to the server's public key before it enters the journal, where not even
 * this tablet can open it again; opened from the store's segments and changes with the store's client key,
 * which lives in memory only. The format is the server's (`server/channels/sealing.ts`).
 *
 * Sealing is asynchronous and happens before the journal's transaction: awaiting it inside would end that.
 */
import type { Random } from '../../kernel/ports.ts';
import { base64UrlOf, bytesFromBase64Url } from '../identity/base64-url.ts';

const FORMAT_UP = 1;
const FORMAT_DOWN = 2;
const IV_BYTES = 12;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

type Subtle = Pick<
  SubtleCrypto,
  'generateKey' | 'exportKey' | 'importKey' | 'deriveBits' | 'deriveKey' | 'encrypt' | 'decrypt'
>;

/** `serverPoint`: the server's public key, uncompressed, base64url. */
export async function sealForServer(
  ports: { readonly subtle: Subtle; readonly random: Random },
  serverPoint: string,
  value: unknown,
): Promise<string> {
  const { subtle, random } = ports;
  const server = await subtle.importKey('raw', bytesFromBase64Url(serverPoint), CURVE, false, []);
  // A key of its own for every message: what was sealed before stays closed if one is ever lost.
  const own = await subtle.generateKey(CURVE, true, ['deriveBits']);
  const point = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
  const secret = await subtle.deriveBits({ name: 'ECDH', public: server }, own.privateKey, 256);
  const material = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: point, info: new TextEncoder().encode('evertill sealed') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const header = Uint8Array.of(FORMAT_UP);
  const iv = Uint8Array.from(random.bytes(IV_BYTES));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const closed = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: header }, key, text));
  return base64UrlOf(joined([header, point, iv, closed]));
}

/** A key that opens and cannot be read out again. */
export function importClientKey(subtle: Pick<Subtle, 'importKey'>, bytes: string): Promise<CryptoKey> {
  return subtle.importKey('raw', bytesFromBase64Url(bytes), 'AES-GCM', false, ['decrypt']);
}

/** The JSON inside, or null where the key is another one or the text was tampered with. */
export async function openSealed(subtle: Pick<Subtle, 'decrypt'>, key: CryptoKey, sealed: string): Promise<unknown> {
  const bytes = bytesFromBase64Url(sealed);
  if (bytes[0] !== FORMAT_DOWN) return null;
  const header = bytes.subarray(0, 1);
  const iv = bytes.subarray(1, 1 + IV_BYTES);
  try {
    const open = await subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: header },
      key,
      bytes.subarray(1 + IV_BYTES),
    );
    return JSON.parse(new TextDecoder().decode(open));
  } catch {
    return null;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
