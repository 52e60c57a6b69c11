/** What every response says about how far a browser may trust it. */
import type { MiddlewareHandler } from 'hono';

/** Scripts come from us alone and never from a string; the page is nobody's frame. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // One policy, by the name that browsers ask of their own accord: it sees the addresses of all workers.
  "trusted-types default 'allow-duplicates'",
].join('; ');

/** For documents that are only ever looked at, such as a drawn picture opened by itself. */
export const PICTURE_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export function securityHeaders(options: { isSecure: (request: Request) => boolean }): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const headers = c.res.headers;
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', CONTENT_SECURITY_POLICY);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('x-frame-options', 'DENY');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set(
      'permissions-policy',
      'camera=(self), microphone=(), geolocation=(), payment=(), usb=(self), serial=(self), hid=(self)',
    );
    if (options.isSecure(c.req.raw)) headers.set('strict-transport-security', 'max-age=31536000');
    if (c.req.path.startsWith('/api/') && !headers.has('cache-control')) headers.set('cache-control', 'no-store');
  };
}
