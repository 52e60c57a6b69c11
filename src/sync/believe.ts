/**
 * Which answers count as our server's. A captive portal's 200, an old cache, a proxy's page and a cut body
 * all look like answers; believed is only one with the right content type, the echo of the very nonce, the
 * epoch, and a body that fits its schema. Everything else is "no network".
 */
import type { z } from 'zod';
import { HEADER_EPOCH, HEADER_NONCE } from '../protocol/headers.ts';
import { refusalBody } from '../protocol/sync/push.ts';

export type OfflineCause =
  | 'no-answer'
  | 'timeout'
  /** An answer came, but nothing says that our server gave it. */
  | 'not-our-server'
  /** Our server's, but not to be read: cut short, or of another shape. */
  | 'unreadable';

export type Answer<T> =
  | { readonly kind: 'answered'; readonly body: T; readonly epoch: string }
  /** Our server said no, or not now. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly body: unknown;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'offline'; readonly because: OfflineCause; readonly retryAfterMs: number | null };

export interface Heard {
  readonly status: number;
  readonly contentType: string | null;
  readonly nonce: string | null;
  readonly epoch: string | null;
  readonly retryAfter: string | null;
  readonly text: string;
}

/** Longest wait a `Retry-After` may ask for. */
const RETRY_AFTER_MAX_MS = 300_000;

export function believe<T>(heard: Heard, nonce: string, schema: z.ZodType<T>): Answer<T> {
  const retryAfterMs = retryAfterOf(heard.retryAfter);
  const isOurs = heard.nonce === nonce && heard.epoch !== null && heard.epoch !== '' && isJson(heard.contentType);
  if (!isOurs || heard.epoch === null) return { kind: 'offline', because: 'not-our-server', retryAfterMs };
  const body = parsed(heard.text);
  if (heard.status >= 200 && heard.status < 300) {
    const fits = schema.safeParse(body);
    return fits.success
      ? { kind: 'answered', body: fits.data, epoch: heard.epoch }
      : { kind: 'offline', because: 'unreadable', retryAfterMs };
  }
  const refusal = refusalBody.safeParse(body);
  if (!refusal.success) return { kind: 'offline', because: 'unreadable', retryAfterMs };
  return { kind: 'refused', status: heard.status, code: refusal.data.code, body, retryAfterMs };
}

export const HEARD_HEADERS = {
  contentType: 'content-type',
  nonce: HEADER_NONCE,
  epoch: HEADER_EPOCH,
  retryAfter: 'retry-after',
} as const;

function isJson(contentType: string | null): boolean {
  return /^application\/([a-z-]+\+)?json\b/i.test(contentType ?? '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds only: a date would be read by a clock that may be wrong by years. */
function retryAfterOf(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1_000, RETRY_AFTER_MAX_MS) : null;
}
