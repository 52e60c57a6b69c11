/**
 * A head office without a server: it keeps people and registers in memory, checks every request against
 * the schema the real server parses with, and can be cut off or made to refuse.
 */
import { demoId } from '../../src/demo/demo-ids.ts';
import type { Fetch } from '../../src/office/office-api.ts';
import {
  associatePatch,
  associateRequest,
  type ExceptionsResponse,
  enrolmentRequest,
  eraseClientRequest,
  exceptionsResponse,
  findClientsRequest,
  findClientsResponse,
  locationPatch,
  locationRequest,
  OFFICE_PATHS,
  type OfficeClient,
  type OverviewResponse,
  overviewResponse,
  pinRequest,
  registerRequest,
  revokeRequest,
  salesQuery,
  salesResponse,
  sessionResponse,
  setupRequest,
} from '../../src/protocol/office.ts';

export const AMSTERDAM = demoId('location', 'amsterdam');
export const NEW_YORK = demoId('location', 'new-york');
const PRICES = demoId('priceList', 'EUR');
export const AMS1 = demoId('register', 'AMS1');
const NOW = '2026-03-13T15:20:00.000Z';
const EUR = { code: 'EUR', digits: 2 };
const USD = { code: 'USD', digits: 2 };
const retailer = { id: demoId('tenant', 'fake'), name: 'Linden & Row' };

const life = { series: 'AMS1A', enrolledAt: NOW, unsent: 0, acknowledged: 212, build: 'b1' };

export function openedShop(): OverviewResponse {
  const place = {
    kind: 'store' as const,
    businessDay: '2026-03-13',
    address: ['Lindenstraat 1000', '1015 ZZ Amsterdam'],
    taxNumber: null,
    pricesIncludeTax: true,
    priceList: PRICES,
    taxCategories: [
      {
        id: demoId('taxCategory', 'standard'),
        title: 'Standard',
        rates: [{ id: 'btw-21', title: 'BTW 21%', ratePpm: 210_000 }],
      },
      {
        id: demoId('taxCategory', 'books'),
        title: 'Books',
        rates: [{ id: 'btw-9', title: 'BTW 9%', ratePpm: 90_000 }],
      },
    ],
    receiptFooter: { en: 'Thank you', 'zh-TW': '謝謝光臨' },
  };
  const day = { businessDay: '2026-03-13', returns: 1, voided: 0, netMinor: 10_000, taxMinor: 2_100 };
  const person = { hue: 3, active: true };
  return {
    serverTime: NOW,
    build: 'b2',
    retailer,
    locations: [
      { ...place, id: AMSTERDAM, name: 'Amsterdam', currency: EUR, timeZone: 'Europe/Amsterdam' },
      {
        ...place,
        id: NEW_YORK,
        name: 'New York',
        currency: USD,
        timeZone: 'America/New_York',
        priceList: demoId('priceList', 'USD'),
      },
      {
        ...place,
        kind: 'warehouse',
        id: demoId('location', 'w'),
        name: 'Depot',
        currency: EUR,
        timeZone: 'Europe/Paris',
      },
    ],
    registers: [
      {
        id: AMS1,
        location: AMSTERDAM,
        name: 'Front counter',
        code: 'AMS1',
        incarnations: [{ ...life, incarnation: 1, state: 'active', lastSeenAt: '2026-03-13T15:19:50.000Z', unsent: 3 }],
      },
      { id: demoId('register', 'NYC1'), location: NEW_YORK, name: 'Front counter', code: 'NYC1', incarnations: [] },
    ],
    associates: [
      {
        ...person,
        id: demoId('associate', 'a'),
        name: 'Sanne Verhoef',
        initials: 'SV',
        role: 'manager',
        locations: [AMSTERDAM],
        hasPin: true,
      },
      {
        ...person,
        id: demoId('associate', 'b'),
        name: '陳美玲',
        initials: '美玲',
        role: 'associate',
        locations: [],
        hasPin: false,
      },
    ],
    hasGoods: true,
    sales: [
      { ...day, location: AMSTERDAM, currency: EUR, sales: 21, totalMinor: 276_900 },
      { ...day, location: NEW_YORK, currency: USD, sales: 1, returns: 0, taxMinor: 0, totalMinor: 415_307 },
    ],
    attention: { exceptions: 1, quarantined: 1, parked: 0 },
  };
}

const waiting: ExceptionsResponse = {
  exceptions: [
    {
      id: demoId('exception', 'x'),
      location: AMSTERDAM,
      kind: 'oversold',
      entry: null,
      register: AMS1,
      raisedAt: NOW,
      status: 'open',
      facts: { subject: 'hidden', onHand: -1 },
    },
  ],
  held: [
    {
      id: demoId('entry', 'held'),
      location: AMSTERDAM,
      register: AMS1,
      incarnation: 1,
      sequence: 7,
      kind: 'order.place',
      status: 'quarantined',
      reasons: ['bad-body'],
      at: NOW,
      receivedAt: NOW,
      hash: 'a'.repeat(64),
    },
  ],
};

/** A retailer on its first day. */
export function emptyShop(): OverviewResponse {
  const attention = { exceptions: 0, quarantined: 0, parked: 0 };
  return { ...openedShop(), locations: [], registers: [], associates: [], hasGoods: false, sales: [], attention };
}

export interface FakeOffice {
  clients: readonly OfficeClient[];
  readonly fetch: Fetch;
  /** Requests that changed something, in order: `POST /api/office/associates`. */
  readonly done: string[];
  /** Body of the last of them. */
  lastBody: unknown;
  overview: OverviewResponse;
  isSignedIn: boolean;
  isReachable: boolean;
  /** Answered to the next request whose path contains this, once. */
  refuseNext: { path: string; status: number; code: string } | null;
}

const GOOD = { email: 'office@linden-row.example', password: 'a long password' };

export function createFakeOffice(options: { isSignedIn?: boolean } = {}): FakeOffice {
  const answer = (body: unknown, status = 200) => Response.json(body, { status });
  const office: FakeOffice = {
    done: [],
    lastBody: undefined,
    overview: openedShop(),
    clients: [
      {
        id: demoId('client', 'ada'),
        name: 'Ada Lovelace',
        phone: '+44 20 7946 0000',
        email: null,
        locations: [AMSTERDAM],
      },
    ],
    isSignedIn: options.isSignedIn ?? true,
    isReachable: true,
    refuseNext: null,
    async fetch(path, init) {
      if (!office.isReachable) throw new TypeError('Failed to fetch');
      const method = init?.method ?? 'GET';
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      const refuse = office.refuseNext;
      if (refuse !== null && path.includes(refuse.path)) {
        office.refuseNext = null;
        return answer({ code: refuse.code }, refuse.status);
      }
      if (method !== 'GET') {
        office.done.push(`${method} ${path}`);
        office.lastBody = body;
      }
      return answered(office, method, new URL(path, 'http://office.test'), body);
    },
  };

  function answered(state: FakeOffice, method: string, url: URL, body: unknown): Response {
    const path = url.pathname;
    if (path === '/api/auth/sign-in/email') {
      state.isSignedIn = JSON.stringify(body) === JSON.stringify(GOOD);
      return state.isSignedIn ? answer({ user: {} }) : answer({ code: 'INVALID_EMAIL_OR_PASSWORD' }, 401);
    }
    if (path === '/api/auth/sign-out') {
      state.isSignedIn = false;
      return answer({ success: true });
    }
    if (path === OFFICE_PATHS.setup) return answer({ email: setupRequest.parse(body).email });
    if (!state.isSignedIn) return answer({ code: 'not-signed-in' }, 401);
    if (path === OFFICE_PATHS.session) {
      return answer(
        sessionResponse.parse({
          account: { name: 'Robin Vermeer', email: GOOD.email, role: 'administrator' },
          retailer,
        }),
      );
    }
    if (path === OFFICE_PATHS.overview) return answer(overviewResponse.parse(state.overview));
    if (path === OFFICE_PATHS.exceptions) return answer(exceptionsResponse.parse(waiting));
    if (path === OFFICE_PATHS.sales) {
      const { location = AMSTERDAM } = salesQuery.parse(Object.fromEntries(url.searchParams));
      return answer(salesResponse.parse({ sales: [saleAt(location)], next: null }));
    }
    return command(state, method, path, body);
  }

  function command(state: FakeOffice, method: string, path: string, body: unknown): Response {
    const { overview } = state;
    if (path === OFFICE_PATHS.locations) {
      const { dayStartsAtHour: _, ...request } = locationRequest.parse(body);
      const location = {
        ...request,
        id: demoId('location', request.name),
        businessDay: '2026-03-13',
        priceList: request.priceList ?? demoId('priceList', request.name),
        taxCategories: request.taxCategories.map(({ title, rates }) => ({
          id: demoId('taxCategory', title),
          title,
          rates: rates.map((rate) => ({ id: rate.title, ...rate })),
        })),
      };
      state.overview = { ...overview, locations: [...overview.locations, location] };
      return answer(location);
    }
    const place = overview.locations.find((one) => path === OFFICE_PATHS.location(one.id));
    if (place !== undefined) {
      const changed = { ...place, ...(locationPatch.parse(body) as object) };
      const locations = overview.locations.map((one) => (one === place ? changed : one));
      state.overview = { ...overview, locations };
      return answer(changed);
    }
    if (path === OFFICE_PATHS.registers) {
      const register = { ...registerRequest.parse(body), id: demoId('register', 'new'), incarnations: [] };
      state.overview = { ...overview, registers: [...overview.registers, register] };
      return answer(register);
    }
    if (path.endsWith('/enrolments')) {
      const { allowBrowserTab } = enrolmentRequest.parse(body);
      const code = allowBrowserTab ? 'TABS-2345' : 'K7QM-3FXD';
      return answer({
        code,
        expiresAt: new Date(Date.parse(NOW) + 600_000).toISOString(),
        url: `http://till.test/#enrol=${code}`,
      });
    }
    if (path === OFFICE_PATHS.revoke) {
      const { register, incarnation } = revokeRequest.parse(body);
      const registers = overview.registers.map((one) =>
        one.id !== register
          ? one
          : {
              ...one,
              incarnations: one.incarnations.map((it) =>
                it.incarnation === incarnation ? { ...it, state: 'revoked' as const } : it,
              ),
            },
      );
      state.overview = { ...overview, registers };
      return answer(registers.find(({ id }) => id === register));
    }
    if (path === OFFICE_PATHS.associates) {
      const person = {
        ...associateRequest.parse(body),
        id: demoId('associate', 'new'),
        initials: 'N',
        hue: 1,
        active: true,
        hasPin: false,
      };
      state.overview = { ...overview, associates: [...overview.associates, person] };
      return answer(person);
    }
    if (path === OFFICE_PATHS.findClients) {
      const { text } = findClientsRequest.parse(body);
      return answer(findClientsResponse.parse({ clients: state.clients.filter(({ name }) => name.includes(text)) }));
    }
    const client = state.clients.find((one) => path === OFFICE_PATHS.eraseClient(one.id));
    if (client !== undefined) {
      eraseClientRequest.parse(body);
      state.clients = state.clients.filter((one) => one !== client);
      return answer({ id: client.id, erasedAt: NOW });
    }
    const id = path.split('/')[4];
    const known = overview.associates.find((one) => one.id === id);
    if (known === undefined) return answer({ code: 'associate-unknown' }, 404);
    if (method === 'PUT') pinRequest.parse(body);
    const changed =
      method === 'PUT' ? { ...known, hasPin: true } : { ...known, ...(associatePatch.parse(body) as object) };
    state.overview = { ...overview, associates: overview.associates.map((one) => (one.id === id ? changed : one)) };
    return answer(changed);
  }
  return office;
}

function saleAt(location: string) {
  return {
    id: demoId('order', location),
    location,
    register: AMS1,
    kind: 'return' as const,
    status: 'placed' as const,
    receiptNumber: 'AMS1A-000207',
    businessDay: '2026-03-13',
    placedAt: '2026-03-13T12:31:00.000Z',
    associate: demoId('associate', 'a'),
    currency: EUR,
    netMinor: -7_645,
    taxMinor: -1_605,
    discountMinor: 0,
    totalMinor: -9_250,
  };
}
