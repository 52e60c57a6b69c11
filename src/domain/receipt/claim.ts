/**
 * What a receipt's QR code says: enough to find the order and to notice a forged one without a network.
 * Written as `ET1.<claim>.<signature>`, both base64url; the signature is the register's, over the text
 * before it. A genuine claim is no right to a refund, only proof that the receipt is ours.
 */
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { Order } from '../order/order.ts';

export interface Claim {
  readonly register: string;
  readonly incarnation: number;
  readonly order: string;
  readonly receiptNumber: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly businessDay: string;
  readonly lines: number;
}

const PREFIX = 'ET1';
const VERSION = 1;
const TEXT_MAX = 2_000;

export function claimOf(order: Order, identity: { readonly register: string; readonly incarnation: number }): Claim {
  return {
    register: identity.register,
    incarnation: identity.incarnation,
    order: order.id,
    receiptNumber: order.receiptNumber,
    totalMinor: order.totals.totalMinor,
    currency: order.currency,
    businessDay: order.businessDay,
    lines: order.lines.length,
  };
}

/** What the register's key signs. Keys are single letters, because every character makes the code on paper finer. */
export function claimStatement(claim: Claim): string {
  const json = canonicalJson({
    v: VERSION,
    r: claim.register,
    i: claim.incarnation,
    o: claim.order,
    n: claim.receiptNumber,
    t: claim.totalMinor,
    c: claim.currency,
    d: claim.businessDay,
    l: claim.lines,
  });
  return `${PREFIX}.${base64UrlOf(json)}`;
}

/** The text of the QR code. */
export function signedClaim(statement: string, signature: string): string {
  return `${statement}.${signature}`;
}

export interface ReadClaim {
  readonly claim: Claim;
  /** What was signed, and the signature over it: to be verified with the key of the register it names. */
  readonly statement: string;
  readonly signature: string;
}

export type ClaimRefusal =
  | { readonly code: 'not-a-claim' }
  | { readonly code: 'claim-version-unknown'; readonly version: number };

/** Reads, and does not believe: the signature is for the caller to verify. */
export function readClaim(text: string): Verdict<ReadClaim, ClaimRefusal> {
  const match = text.length > TEXT_MAX ? null : /^(ET1\.([A-Za-z0-9_-]+))\.([A-Za-z0-9_-]+)$/.exec(text.trim());
  const fields = match ? fieldsOf(match[2] ?? '') : null;
  if (!match || fields === null) return refused({ code: 'not-a-claim' });
  if (fields.v !== VERSION) {
    return typeof fields.v === 'number'
      ? refused({ code: 'claim-version-unknown', version: fields.v })
      : refused({ code: 'not-a-claim' });
  }
  const { r, i, o, n, t, c, d, l } = fields;
  if (![r, o, n, c, d].every(isText) || ![i, t, l].every(Number.isSafeInteger)) return refused({ code: 'not-a-claim' });
  const claim: Claim = {
    register: String(r),
    incarnation: Number(i),
    order: String(o),
    receiptNumber: String(n),
    totalMinor: Number(t),
    currency: String(c),
    businessDay: String(d),
    lines: Number(l),
  };
  return granted({ claim, statement: match[1] ?? '', signature: match[3] ?? '' });
}

function fieldsOf(payload: string): Record<string, unknown> | null {
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 60;
}

function base64UrlOf(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
