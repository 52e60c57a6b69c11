/**
 * What head office asks of the server, as verdicts. An answer is believed only when it has the shape that
 * was agreed; everything else is one of three ordinary states: not signed in, out of reach, not understood.
 */
import { z } from 'zod';
import { granted, refused, type Verdict } from '../kernel/verdict.ts';
import {
  type AssociatePatch,
  type AssociateRequest,
  associateResponse,
  type EnrolmentResponse,
  type EraseClientResponse,
  type ExceptionsResponse,
  enrolmentResponse,
  eraseClientResponse,
  exceptionsResponse,
  type FindClientsResponse,
  findClientsResponse,
  type LocationFacts,
  type LocationPatch,
  type LocationRequest,
  locationResponse,
  OFFICE_PATHS,
  type OfficeAssociate,
  type OfficeRefusalCode,
  type OverviewResponse,
  officeRefusalCodes,
  overviewResponse,
  type RegisterFacts,
  type RegisterRequest,
  registerResponse,
  revokeResponse,
  type SalesQuery,
  type SalesResponse,
  type SessionResponse,
  type SetupRequest,
  salesResponse,
  sessionResponse,
  setupResponse,
} from '../protocol/office.ts';

export type OfficeFault =
  /** No answer: the network or the server is away. */
  | 'out-of-reach'
  /** An answer that is not one of ours, such as a proxy's page, or an error of the server. */
  | 'not-understood'
  /** The account library's "no" to an e-mail and password. */
  | 'wrong-credentials';

export interface OfficeRefusal {
  readonly code: OfficeRefusalCode | OfficeFault;
}

export type Answer<T> = Promise<Verdict<T, OfficeRefusal>>;

export interface OfficeApi {
  session(): Answer<SessionResponse>;
  signIn(email: string, password: string): Answer<null>;
  signOut(): Answer<null>;
  setup(request: SetupRequest): Answer<{ readonly email: string }>;
  overview(): Answer<OverviewResponse>;
  addLocation(request: LocationRequest): Answer<LocationFacts>;
  changeLocation(id: string, patch: LocationPatch): Answer<LocationFacts>;
  addRegister(request: RegisterRequest): Answer<RegisterFacts>;
  offerEnrolment(register: string, allowBrowserTab: boolean): Answer<EnrolmentResponse>;
  revoke(register: string, incarnation: number): Answer<RegisterFacts>;
  addAssociate(request: AssociateRequest): Answer<OfficeAssociate>;
  changeAssociate(id: string, patch: AssociatePatch): Answer<OfficeAssociate>;
  setPin(id: string, pin: string): Answer<OfficeAssociate>;
  sales(query: SalesQuery): Answer<SalesResponse>;
  exceptions(): Answer<ExceptionsResponse>;
  findClients(text: string): Answer<FindClientsResponse>;
  eraseClient(id: string): Answer<EraseClientResponse>;
}

export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

const refusalSeen = z.looseObject({ code: z.string() });

export function createOfficeApi(send: Fetch): OfficeApi {
  const ask = async <T>(method: Method, path: string, answer: z.ZodType<T>, body?: object): Answer<T> => {
    const response = await reach(send, method, path, body);
    if (response === null) return refused({ code: 'out-of-reach' });
    const json: unknown = await response.json().catch(() => undefined);
    if (!response.ok) return refused({ code: codeOf(response.status, json) });
    const parsed = answer.safeParse(json);
    return parsed.success ? granted(parsed.data) : refused({ code: 'not-understood' });
  };
  return {
    session: () => ask('GET', OFFICE_PATHS.session, sessionResponse),
    async signIn(email, password) {
      const response = await reach(send, 'POST', '/api/auth/sign-in/email', { email: email.trim(), password });
      if (response === null) return refused({ code: 'out-of-reach' });
      if (response.ok) return granted(null);
      if (response.status === 429) return refused({ code: 'too-many-requests' });
      return refused({ code: response.status < 500 ? 'wrong-credentials' : 'not-understood' });
    },
    async signOut() {
      const response = await reach(send, 'POST', '/api/auth/sign-out', {});
      if (response === null) return refused({ code: 'out-of-reach' });
      return response.ok ? granted(null) : refused({ code: 'not-understood' });
    },
    setup: (request) => ask('POST', OFFICE_PATHS.setup, setupResponse, request),
    overview: () => ask('GET', OFFICE_PATHS.overview, overviewResponse),
    addLocation: (request) => ask('POST', OFFICE_PATHS.locations, locationResponse, request),
    changeLocation: (id, patch) => ask('PATCH', OFFICE_PATHS.location(id), locationResponse, patch),
    addRegister: (request) => ask('POST', OFFICE_PATHS.registers, registerResponse, request),
    offerEnrolment: (register, allowBrowserTab) =>
      ask('POST', OFFICE_PATHS.enrolments(register), enrolmentResponse, { allowBrowserTab }),
    revoke: (register, incarnation) => ask('POST', OFFICE_PATHS.revoke, revokeResponse, { register, incarnation }),
    addAssociate: (request) => ask('POST', OFFICE_PATHS.associates, associateResponse, request),
    changeAssociate: (id, patch) => ask('PATCH', OFFICE_PATHS.associate(id), associateResponse, patch),
    setPin: (id, pin) => ask('PUT', OFFICE_PATHS.pin(id), associateResponse, { pin }),
    sales: (query) => ask('GET', `${OFFICE_PATHS.sales}?${queryText(query)}`, salesResponse),
    exceptions: () => ask('GET', OFFICE_PATHS.exceptions, exceptionsResponse),
    findClients: (text) => ask('POST', OFFICE_PATHS.findClients, findClientsResponse, { text }),
    eraseClient: (id) => ask('POST', OFFICE_PATHS.eraseClient(id), eraseClientResponse, {}),
  };
}

/** Where the browser itself fetches the same period as a file. */
export function salesCsvAddress(query: SalesQuery): string {
  return `${OFFICE_PATHS.salesCsv}?${queryText(query)}`;
}

function queryText(query: SalesQuery): string {
  return new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined)).toString();
}

async function reach(send: Fetch, method: Method, path: string, body?: object): Promise<Response | null> {
  const headers = { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) };
  try {
    return await send(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch {
    return null;
  }
}

function codeOf(status: number, json: unknown): OfficeRefusal['code'] {
  const seen = refusalSeen.safeParse(json);
  const code = seen.success ? officeRefusalCodes.find((known) => known === seen.data.code) : undefined;
  if (code !== undefined) return code;
  if (status === 401) return 'not-signed-in';
  return status === 429 ? 'too-many-requests' : 'not-understood';
}
