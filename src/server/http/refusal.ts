/** How "no" looks on the wire: a 4xx with the refusal's code and facts as JSON. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '../../kernel/verdict.ts';

/** Codes that are not simply 400. */
const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  'token-invalid': 401,
  'signature-invalid': 401,
  'grant-invalid': 401,
  'not-enrolled': 401,
  revoked: 401,
  'not-signed-in': 401,
  'key-unknown': 401,
  'foreign-origin': 403,
  'key-not-secret': 403,
  'unknown-route': 404,
  'code-unknown': 404,
  'segment-unknown': 404,
  'location-unknown': 404,
  'register-unknown': 404,
  'incarnation-unknown': 404,
  'associate-unknown': 404,
  'client-unknown': 404,
  'price-list-unknown': 404,
  'setup-link-unknown': 404,
  'item-unknown': 404,
  'no-shop': 404,
  'cart-unknown': 404,
  'order-unknown': 404,
  'code-used': 409,
  'idempotency-reuse': 409,
  'version-old': 409,
  'cart-held': 409,
  'cart-ordered': 409,
  'cart-completed': 409,
  'not-enough': 409,
  'not-for-sale': 409,
  fork: 409,
  'cursor-ahead': 409,
  'register-code-taken': 409,
  'location-name-taken': 409,
  'price-list-of-another-currency': 409,
  'tax-category-missing': 409,
  'email-taken': 409,
  'code-expired': 410,
  'setup-link-expired': 410,
  'snapshot-required': 410,
  'cart-expired': 410,
  'too-large': 413,
  'not-installed': 422,
  'not-persisted': 422,
  'too-many-tries': 429,
  'too-many-requests': 429,
  fault: 500,
  'not-ready': 503,
  'disk-full': 507,
};

export function statusOf(refusal: Refusal): ContentfulStatusCode {
  return STATUS[refusal.code] ?? 400;
}

export function refuse(c: Context, refusal: Refusal): Response {
  c.set('refusal', refusal.code);
  return c.json(refusal, statusOf(refusal));
}
