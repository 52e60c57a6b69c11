/**
 * Personal data on a tablet: sealed to the server's public key before it enters the journal, where not even
 * this tablet can open it again; opened from the store's segments and changes with the store's client key,
 * which lives in memory only. The format is the server's (`server/channels/sealing.ts`).
 *
 * Sealing is asynchronous and happens before the journal's transaction: awaiting it inside would end that.
 */
import type { Random } from '../../kernel/ports.ts';
import { CLIENT_PART_FORMAT } from '../../protocol/client/client-part.ts';
import { base64UrlOf, bytesFromBase64Url } from '../identity/base64-url.ts';

const FORMAT_UP = 1;
const FORMAT_DOWN = 2;
const IV_BYTES = 12;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

export type Subtle = Pick<
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

/** A key that opens and closes, and cannot be read out again. */
export function importClientKey(subtle: Pick<Subtle, 'importKey'>, bytes: string): Promise<CryptoKey> {
  return subtle.importKey('raw', bytesFromBase64Url(bytes), 'AES-GCM', false, ['decrypt', 'encrypt']);
}

/** As the server seals for this store: what this tablet wants to read again itself. */
export async function sealForStore(
  ports: { readonly subtle: Pick<Subtle, 'encrypt'>; readonly random: Random },
  key: CryptoKey,
  value: unknown,
): Promise<string> {
  const header = Uint8Array.of(FORMAT_DOWN);
  const iv = Uint8Array.from(ports.random.bytes(IV_BYTES));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const closed = new Uint8Array(await ports.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: header }, key, text));
  return base64UrlOf(joined([header, iv, closed]));
}

/** A part of the store's clients, or null where the key is another one or the bytes were tampered with. */
export async function openPart(
  subtle: Pick<Subtle, 'decrypt'>,
  key: CryptoKey,
  sealed: string,
): Promise<readonly unknown[] | null> {
  const packed = await opened(subtle, key, sealed, CLIENT_PART_FORMAT);
  if (packed === null) return null;
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const records: unknown = JSON.parse(await new Response(plain).text());
  return Array.isArray(records) ? records : null;
}

/** The JSON inside, or null where the key is another one or the text was tampered with. */
export async function openSealed(subtle: Pick<Subtle, 'decrypt'>, key: CryptoKey, sealed: string): Promise<unknown> {
  const open = await opened(subtle, key, sealed, FORMAT_DOWN);
  return open === null ? null : JSON.parse(new TextDecoder().decode(open));
}

async function opened(
  subtle: Pick<Subtle, 'decrypt'>,
  key: CryptoKey,
  sealed: string,
  format: number,
): Promise<ArrayBuffer | null> {
  try {
    const bytes = bytesFromBase64Url(sealed);
    if (bytes[0] !== format) return null;
    const header = bytes.subarray(0, 1);
    const iv = bytes.subarray(1, 1 + IV_BYTES);
    return await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: header }, key, bytes.subarray(1 + IV_BYTES));
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
