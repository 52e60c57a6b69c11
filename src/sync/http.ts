/** The network as the sync engine sees it: one request, one answer, or a rejection. */

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query on our own origin. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | null;
  text(): Promise<string>;
  bytes(): Promise<Uint8Array>;
  /** The body as it arrives; null where there is none. */
  chunks(): AsyncIterable<Uint8Array> | null;
}

export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

export function createFetchHttp(browserFetch: typeof globalThis.fetch, origin = ''): Http {
  return async ({ method, path, headers, body, signal }) => {
    const response = await browserFetch(`${origin}${path}`, {
      method,
      headers: { ...headers },
      signal,
      ...(body === null ? {} : { body }),
      // Segments are named by their content; everything else says `no-store` and echoes a nonce.
      credentials: 'omit',
      redirect: 'error',
    });
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      text: () => response.text(),
      bytes: async () => new Uint8Array(await response.arrayBuffer()),
      chunks: () => response.body as AsyncIterable<Uint8Array> | null,
    };
  };
}
