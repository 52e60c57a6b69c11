/**
 * A response is believed only with the right content type, the server's epoch, the nonce of the very
 * request, and a body that fits its schema. Anything else (a captive portal's 200, an old cache) is
 * "no network".
 */
export const HEADER_NONCE = 'x-evertill-nonce';
export const HEADER_SIGNATURE = 'x-evertill-signature';
export const HEADER_EPOCH = 'x-evertill-epoch';
export const HEADER_PROTOCOL = 'x-evertill-protocol';

/** What a register's key signs for each request: ECDSA on P-256 with SHA-256, written as base64url. */
export function requestStatement(request: { method: string; path: string; nonce: string; bodyHash: string }): string {
  return `evertill request ${request.method} ${request.path} ${request.nonce} ${request.bodyHash}`;
}

export const PATHS = {
  enrol: '/api/enrol',
  token: '/api/token',
  push: '/api/sync/push',
  pull: '/api/sync/pull',
  events: '/api/sync/events',
  manifest: '/api/sync/manifest',
  clientKey: '/api/sync/client-key',
  segment: (hash: string) => `/api/segments/${hash}`,
} as const;
