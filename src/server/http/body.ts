/**
 * Takes a request's body in, never more than its bound: counted while it arrives, and again while it is
 * unpacked, so that neither a long body nor a small one that unpacks to a long one fills the memory.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';

export type BodyRefusal = { readonly code: 'too-large' | 'malformed' };

export interface Body {
  /** As it travelled. */
  readonly sent: Uint8Array;
  /** As it was meant: unpacked when it was sent packed. */
  readonly text: string;
}

const unpack = promisify(gunzip);

export async function readBody(request: Request, bytesMax: number): Promise<Verdict<Body, BodyRefusal>> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > bytesMax) return refused({ code: 'too-large' });
  const sent = await readBytes(request, bytesMax);
  if (sent === null) return refused({ code: 'too-large' });
  const encoding = request.headers.get('content-encoding');
  let plain: Uint8Array = sent;
  if (encoding !== null) {
    if (encoding !== 'gzip') return refused({ code: 'malformed' });
    try {
      plain = await unpack(sent, { maxOutputLength: bytesMax });
    } catch (fault) {
      const isLong = fault instanceof RangeError || (fault as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      return refused({ code: isLong ? 'too-large' : 'malformed' });
    }
  }
  try {
    return granted({ sent, text: new TextDecoder('utf-8', { fatal: true }).decode(plain) });
  } catch {
    return refused({ code: 'malformed' });
  }
}

async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array | null> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > bytesMax) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
