/**
 * Speaks to the server as this register: a short-lived token, a nonce and a signature on every request, a
 * limit on every wait. What it hands back is either our server's word or "offline"; it never throws.
 */
import type { z } from 'zod';
import { sha256Hex } from '../kernel/hash.ts';
import type { Clock, Random, Timers } from '../kernel/ports.ts';
import { type ClientKeyResponse, clientKeyResponse } from '../protocol/client/client-key.ts';
import { tokenResponse, tokenStatement } from '../protocol/enrol.ts';
import { HEADER_NONCE, HEADER_PROTOCOL, HEADER_SIGNATURE, PATHS, requestStatement } from '../protocol/headers.ts';
import { type Manifest, manifest } from '../protocol/segment/manifest.ts';
import { type PullRequest, type PullResponse, pullResponse } from '../protocol/sync/pull.ts';
import { type PushRequest, type PushResponse, pushResponse } from '../protocol/sync/push.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { base64UrlOf, type Tablet } from '../replica/index.ts';
import { type Answer, believe, HEARD_HEADERS, type OfflineCause } from './believe.ts';
import type { Http, HttpAnswer } from './http.ts';

export interface TransportPorts {
  readonly http: Http;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly timers: Timers;
  readonly random: Random;
}

export interface Transport {
  push(request: PushRequest): Promise<Answer<PushResponse>>;
  pull(request: PullRequest): Promise<Answer<PullResponse>>;
  manifest(): Promise<Answer<Manifest>>;
  clientKey(): Promise<Answer<ClientKeyResponse>>;
  /** A segment's bytes; believed by its hash, which the caller checks. Null when it did not arrive. */
  segment(hash: string, grant: string): Promise<Uint8Array | null>;
  /** Hints that something is new, as they arrive; null when the server did not open them. */
  events(signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | null>;
}

const TIMEOUT_MS = 20_000;
const SEGMENT_TIMEOUT_MS = 60_000;
/** A token is renewed this long before it would die on the way. */
const TOKEN_MARGIN_MS = 60_000;

export function createTransport(ports: TransportPorts, tablet: Tablet): Transport {
  const { http, clock, timers, random } = ports;
  const { register, incarnation } = tablet.identity;
  let token: { readonly text: string; readonly diesAt: number } | null = null;
  /** Two requests at the start are one question. */
  let asking: Promise<Answer<string>> | null = null;

  function freshToken(): Promise<Answer<string>> {
    asking ??= askForToken().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function askForToken(): Promise<Answer<string>> {
    if (token !== null && clock.elapsed() < token.diesAt) return { kind: 'answered', body: token.text, epoch: '' };
    const nonce = nonceOf(random);
    const signature = await tablet.sign(tokenStatement(register, incarnation, nonce));
    const asked = clock.elapsed();
    const answer = await send(
      ports,
      { method: 'POST', path: PATHS.token, body: { register, incarnation, nonce, signature }, nonce },
      tokenResponse,
    );
    if (answer.kind !== 'answered') return answer;
    // By the server's two instants alone: this tablet's wall clock may be wrong by years.
    const lifeMs = Date.parse(answer.body.expiresAt) - Date.parse(answer.body.serverTime);
    token = { text: answer.body.token, diesAt: asked + Math.max(0, lifeMs - TOKEN_MARGIN_MS) };
    return { kind: 'answered', body: token.text, epoch: answer.epoch };
  }

  async function signed(
    method: 'GET' | 'POST',
    path: string,
    body: string | null,
    bearer: string,
  ): Promise<{ nonce: string; headers: Record<string, string> }> {
    const nonce = nonceOf(random);
    const statement = requestStatement({ method, path, nonce, bodyHash: sha256Hex(body ?? '') });
    return {
      nonce,
      headers: {
        authorization: `Bearer ${bearer}`,
        [HEADER_NONCE]: nonce,
        [HEADER_SIGNATURE]: await tablet.sign(statement),
        [HEADER_PROTOCOL]: String(PROTOCOL_VERSION),
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
    };
  }

  async function call<T>(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
  ): Promise<Answer<T>> {
    const text = body === null ? null : JSON.stringify(body);
    for (let attempt = 1; ; attempt++) {
      const bearer = await freshToken();
      if (bearer.kind !== 'answered') return bearer;
      const { nonce, headers } = await signed(method, path, text, bearer.body);
      const answer = await exchange(ports, { method, path, text, nonce, headers }, schema);
      const isTokenOld = answer.kind === 'refused' && answer.status === 401 && !isFarewell(answer.code);
      if (!isTokenOld || attempt === 2) return answer;
      token = null;
    }
  }

  return {
    push: (request) => call('POST', PATHS.push, request, pushResponse),
    pull: (request) => call('POST', PATHS.pull, request, pullResponse),
    manifest: () => call('GET', PATHS.manifest, null, manifest),
    clientKey: () => call('GET', PATHS.clientKey, null, clientKeyResponse),
    async segment(hash, grant) {
      const path = `${PATHS.segment(hash)}?grant=${encodeURIComponent(grant)}`;
      const answer = await within(timers, SEGMENT_TIMEOUT_MS, async (signal) => {
        const found = await http({ method: 'GET', path, headers: {}, body: null, signal });
        return found.status === 200 ? await found.bytes() : null;
      });
      return answer instanceof Uint8Array ? answer : null;
    },
    async events(signal) {
      const bearer = await freshToken();
      if (bearer.kind !== 'answered') return null;
      const { nonce, headers } = await signed('GET', PATHS.events, null, bearer.body);
      try {
        const answer = await http({
          method: 'GET',
          path: PATHS.events,
          headers: { ...headers, accept: 'text/event-stream' },
          body: null,
          signal,
        });
        const isStream = answer.status === 200 && (answer.header('content-type') ?? '').startsWith('text/event-stream');
        return isStream && answer.header(HEADER_NONCE) === nonce ? answer.chunks() : null;
      } catch {
        return null;
      }
    },
  };
}

/** Codes after which this incarnation will not be heard again. */
export function isFarewell(code: string): boolean {
  return code === 'revoked' || code === 'not-enrolled';
}

/** A request nobody signed: enrolment, and the asking for a token, which carries its proof in the body. */
export function send<T>(
  ports: Pick<TransportPorts, 'http' | 'timers'>,
  request: { method: 'POST'; path: string; body: unknown; nonce: string },
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  const { method, path, nonce } = request;
  const headers = {
    'content-type': 'application/json',
    [HEADER_NONCE]: nonce,
    [HEADER_PROTOCOL]: String(PROTOCOL_VERSION),
  };
  return exchange(ports, { method, path, text: JSON.stringify(request.body), nonce, headers }, schema);
}

export function nonceOf(random: Random): string {
  return base64UrlOf(random.bytes(16));
}

async function exchange<T>(
  ports: Pick<TransportPorts, 'http' | 'timers'>,
  request: {
    method: 'GET' | 'POST';
    path: string;
    text: string | null;
    nonce: string;
    headers: Readonly<Record<string, string>>;
  },
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  const { method, path, text, nonce, headers } = request;
  const heard = await within(ports.timers, TIMEOUT_MS, async (signal) => {
    const answer = await ports.http({ method, path, headers, body: text, signal });
    return { answer, text: await answer.text() };
  });
  if (typeof heard === 'string') return { kind: 'offline', because: heard, retryAfterMs: null };
  return believe({ status: heard.answer.status, ...headersOf(heard.answer), text: heard.text }, nonce, schema);
}

function headersOf(answer: HttpAnswer) {
  return {
    contentType: answer.header(HEARD_HEADERS.contentType),
    nonce: answer.header(HEARD_HEADERS.nonce),
    epoch: answer.header(HEARD_HEADERS.epoch),
    retryAfter: answer.header(HEARD_HEADERS.retryAfter),
  };
}

/** A black hole in the network ends here: whatever has not answered by then is given up. */
async function within<T>(
  timers: Timers,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | OfflineCause> {
  const gone = new AbortController();
  const answered = new AbortController();
  const late = timers.sleep(ms, answered.signal).then((): OfflineCause => 'timeout');
  const heard = work(gone.signal).catch((): OfflineCause => 'no-answer');
  const first = await Promise.race([heard, late]);
  if (first === 'timeout') gone.abort();
  answered.abort();
  return first;
}
