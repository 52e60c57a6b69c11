/** Head office over HTTP: a session in a cookie, changes only from our own pages, answers typed in `protocol/office.ts`. */
import type { Context } from 'hono';
import type { z } from 'zod';
import { granted, type Refusal, type Verdict } from '../../kernel/verdict.ts';
import {
  associatePatch,
  associateRequest,
  associateResponse,
  enrolmentRequest,
  enrolmentResponse,
  eraseClientRequest,
  eraseClientResponse,
  exceptionsResponse,
  findClientsRequest,
  findClientsResponse,
  locationPatch,
  locationRequest,
  locationResponse,
  OFFICE_PATHS,
  overviewResponse,
  pinRequest,
  registerRequest,
  registerResponse,
  revokeRequest,
  revokeResponse,
  type SetupRequest,
  salesQuery,
  salesResponse,
  sessionResponse,
  setupRequest,
  setupResponse,
} from '../../protocol/office.ts';
import { type Accounts, ownOriginOf } from '../auth/accounts.ts';
import type { SetupRefusal } from '../auth/setup-links.ts';
import type { AppEnv, EvertillApp } from '../http/context.ts';
import { type Endpoint, parseBody, parseQuery, route } from '../http/endpoint.ts';
import { refuseForNow, sameOrigin, signedIn } from '../http/guards.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import { refuse } from '../http/refusal.ts';
import type { Office } from './office.ts';

export interface OfficeDoors extends Office {
  redeemSetup(request: SetupRequest): Promise<Verdict<{ email: string }, SetupRefusal>>;
}

interface OfficeRouteTools {
  readonly doors: OfficeDoors;
  readonly accounts: Accounts;
  readonly limits: RateLimits;
  readonly addressOf: (c: Context<AppEnv>) => string;
  /** Where browsers find this server, when it is not where they asked. */
  readonly publicUrl: string | null;
}

type Description = Omit<Endpoint, 'group' | 'guard' | 'guards'>;

export function officeRoutes(app: EvertillApp, tools: OfficeRouteTools): void {
  const { doors, limits } = tools;
  const guards = [sameOrigin(), signedIn(tools.accounts)];

  /** An endpoint for who is signed in. */
  const office = (endpoint: Description, handler: (c: Context<AppEnv>, tenant: string) => Promise<Response>) =>
    route(
      app,
      {
        ...endpoint,
        refusals: ['not-signed-in', ...(endpoint.method === 'get' ? [] : ['foreign-origin']), ...endpoint.refusals],
        group: 'office',
        guard: 'session',
        guards,
      },
      (c) => handler(c, c.get('account').tenant),
    );

  /** One that takes a JSON body and answers a verdict. */
  const command = <T>(
    endpoint: Description & { body: z.ZodType<T> },
    decide: (c: Context<AppEnv>, tenant: string, request: T) => Promise<Verdict<object, Refusal>>,
  ) =>
    office({ ...endpoint, refusals: ['malformed', 'too-large', ...endpoint.refusals] }, async (c, tenant) => {
      const request = await parseBody(c, endpoint.body);
      if (!request.ok) return refuse(c, request.refusal);
      const verdict = await decide(c, tenant, request.value);
      return verdict.ok ? c.json(verdict.value) : refuse(c, verdict.refusal);
    });

  route(
    app,
    {
      method: 'post',
      path: '/api/office/setup',
      summary: 'The one-time link of a new installation makes the first administrator',
      group: 'office',
      guards: [sameOrigin()],
      body: setupRequest,
      answer: setupResponse,
      refusals: [
        'malformed',
        'foreign-origin',
        'setup-link-unknown',
        'setup-link-expired',
        'email-taken',
        'too-many-tries',
      ],
    },
    async (c) => {
      const address = tools.addressOf(c);
      if (!(await limits.mayTry(address))) return refuseForNow(c, limits, 'too-many-tries');
      const request = await parseBody(c, setupRequest);
      if (!request.ok) return refuse(c, request.refusal);
      const made = await doors.redeemSetup(request.value);
      if (made.ok) return c.json({ email: made.value.email });
      await limits.countFailure(address);
      return refuse(c, made.refusal);
    },
  );

  office(
    {
      method: 'get',
      path: '/api/office/session',
      summary: 'Who is signed in, and for which retailer',
      answer: sessionResponse,
      refusals: [],
    },
    async (c, tenant) => {
      const { name, email, role } = c.get('account');
      return c.json({ account: { name, email, role }, retailer: await doors.retailer(tenant) });
    },
  );
  office(
    {
      method: 'get',
      path: '/api/office/overview',
      summary: 'Stores, registers with their last sync, associates, sales of the day, what needs attention',
      answer: overviewResponse,
      refusals: [],
    },
    async (c, tenant) => c.json(await doors.overview(tenant)),
  );
  command(
    {
      method: 'post',
      path: '/api/office/locations',
      summary: 'A new store',
      body: locationRequest,
      answer: locationResponse,
      refusals: [
        'location-name-taken',
        'time-zone-unknown',
        'price-list-unknown',
        'price-list-of-another-currency',
        'tax-category-missing',
      ],
    },
    (_, tenant, request) => doors.addLocation(tenant, request),
  );
  command(
    {
      method: 'patch',
      path: '/api/office/locations/{id}',
      summary: 'Name, address, tax number and the foot of the receipts',
      body: locationPatch,
      answer: locationResponse,
      refusals: ['location-unknown', 'location-name-taken'],
    },
    (c, tenant, patch) => doors.changeLocation(tenant, c.req.param('id') ?? '', patch),
  );
  command(
    {
      method: 'post',
      path: '/api/office/registers',
      summary: 'A new register for a location',
      body: registerRequest,
      answer: registerResponse,
      refusals: ['location-unknown', 'register-code-taken'],
    },
    (_, tenant, request) => doors.addRegister(tenant, request),
  );
  command(
    {
      method: 'post',
      path: '/api/office/registers/{id}/enrolments',
      summary: 'A one-time code by which a tablet becomes this register',
      body: enrolmentRequest,
      answer: enrolmentResponse,
      refusals: ['register-unknown'],
    },
    async (c, tenant, { allowBrowserTab }) => {
      const offered = await doors.offerEnrolment(tenant, { register: c.req.param('id') ?? '', allowBrowserTab });
      if (!offered.ok) return offered;
      const url = enrolmentUrl(tools.publicUrl ?? ownOriginOf(c.req.raw), offered.value.code);
      return { ok: true, value: { ...offered.value, url } };
    },
  );
  command(
    {
      method: 'post',
      path: '/api/office/incarnations/revoke',
      summary: 'A lost tablet is shut out',
      body: revokeRequest,
      answer: revokeResponse,
      refusals: ['incarnation-unknown'],
    },
    (_, tenant, request) => doors.revoke(tenant, request),
  );
  command(
    {
      method: 'post',
      path: '/api/office/associates',
      summary: 'A new associate',
      body: associateRequest,
      answer: associateResponse,
      refusals: ['location-unknown'],
    },
    (_, tenant, request) => doors.addAssociate(tenant, request),
  );
  command(
    {
      method: 'patch',
      path: '/api/office/associates/{id}',
      summary: 'Name, role, places of work, active or not',
      body: associatePatch,
      answer: associateResponse,
      refusals: ['associate-unknown', 'location-unknown'],
    },
    (c, tenant, patch) => doors.changeAssociate(tenant, c.req.param('id') ?? '', patch),
  );
  command(
    {
      method: 'put',
      path: '/api/office/associates/{id}/pin',
      summary: 'A new PIN',
      body: pinRequest,
      answer: associateResponse,
      refusals: ['associate-unknown'],
    },
    (c, tenant, { pin }) => doors.setPin(tenant, c.req.param('id') ?? '', pin),
  );
  office(
    {
      method: 'get',
      path: '/api/office/sales',
      summary: 'Sales of a period, newest day first, a page at a time',
      query: salesQuery,
      answer: salesResponse,
      refusals: ['malformed', 'period-too-long'],
    },
    async (c, tenant) => {
      const query = parseQuery(c, salesQuery);
      if (!query.ok) return refuse(c, query.refusal);
      const found = await doors.sales(tenant, query.value);
      return found.ok ? c.json(found.value) : refuse(c, found.refusal);
    },
  );
  office(
    {
      method: 'get',
      path: '/api/office/sales.csv',
      summary: 'Sales of a period for a spreadsheet',
      query: salesQuery.omit({ after: true }),
      answer: 'text/csv',
      refusals: ['malformed', 'period-too-long'],
    },
    async (c, tenant) => {
      const query = parseQuery(c, salesQuery.omit({ after: true }));
      if (!query.ok) return refuse(c, query.refusal);
      const found = await doors.salesCsv(tenant, query.value);
      if (!found.ok) return refuse(c, found.refusal);
      return c.body(found.value, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="sales-${query.value.from}-${query.value.to}.csv"`,
      });
    },
  );
  office(
    {
      method: 'get',
      path: '/api/office/exceptions',
      summary: 'What waits for a person',
      answer: exceptionsResponse,
      refusals: [],
    },
    async (c, tenant) => c.json(await doors.exceptions(tenant)),
  );
  command(
    {
      method: 'post',
      path: OFFICE_PATHS.findClients,
      summary: 'Clients by words of their name, their e-mail or digits of their phone',
      body: findClientsRequest,
      answer: findClientsResponse,
      refusals: [],
    },
    async (_, tenant, { text }) => granted(await doors.findClients(tenant, text)),
  );
  command(
    {
      method: 'post',
      path: OFFICE_PATHS.eraseClient('{id}'),
      summary: 'A client is erased, here and on every tablet, for ever',
      body: eraseClientRequest,
      answer: eraseClientResponse,
      refusals: ['client-unknown'],
    },
    (c, tenant) => doors.eraseClient(tenant, c.req.param('id') ?? ''),
  );
}

/** Behind the hash, so that the code never reaches a server's log on its way. */
export function enrolmentUrl(origin: string, code: string): string {
  return `${origin}/#enrol=${code}`;
}
