/**
 * What head office asks and is told, under `/api/office`. Signing in is the account library's own
 * protocol under `/api/auth` (`sign-in/email`, `sign-out`, `get-session`); the session is a cookie, and
 * every request that changes something must come from our own origin.
 *
 * A refusal is a 4xx with `{code, …facts}`; the codes are `officeRefusalCodes`.
 */
import { z } from 'zod';
import { ROLES } from '../domain/access/associate.ts';
import { tidied } from '../kernel/text.ts';
import {
  businessDay,
  currencyCode,
  idOf,
  instant,
  name,
  sha256Digest,
  text,
  typedName,
  typedText,
  typedWords,
  whole,
  wholeNotNegative,
  wholePositive,
} from './scalars.ts';
import { storeDocument } from './sync/documents.ts';

export const OFFICE_PATHS = {
  session: '/api/office/session',
  setup: '/api/office/setup',
  overview: '/api/office/overview',
  locations: '/api/office/locations',
  location: (id: string) => `/api/office/locations/${id}`,
  registers: '/api/office/registers',
  enrolments: (register: string) => `/api/office/registers/${register}/enrolments`,
  revoke: '/api/office/incarnations/revoke',
  associates: '/api/office/associates',
  associate: (id: string) => `/api/office/associates/${id}`,
  pin: (id: string) => `/api/office/associates/${id}/pin`,
  sales: '/api/office/sales',
  salesCsv: '/api/office/sales.csv',
  exceptions: '/api/office/exceptions',
  findClients: '/api/office/clients/find',
  eraseClient: (id: string) => `/api/office/clients/${id}/erase`,
} as const;

export const officeRefusalCodes = [
  'malformed',
  'not-signed-in',
  'foreign-origin',
  'too-many-requests',
  'location-unknown',
  'location-name-taken',
  'time-zone-unknown',
  'price-list-unknown',
  'price-list-of-another-currency',
  'tax-category-missing',
  'register-unknown',
  'register-code-taken',
  'incarnation-unknown',
  'associate-unknown',
  'client-unknown',
  'period-too-long',
  'setup-link-unknown',
  'setup-link-expired',
  'email-taken',
] as const;
export type OfficeRefusalCode = (typeof officeRefusalCodes)[number];

export const currencyFacts = z.strictObject({ code: currencyCode, digits: z.int().min(0).max(4) });

export const sessionResponse = z.strictObject({
  account: z.strictObject({ name, email: z.string().max(200), role: z.literal('administrator') }),
  retailer: z.strictObject({ id: idOf('tenant'), name }),
});
export type SessionResponse = z.infer<typeof sessionResponse>;

/** Redeems the one-time link of a new installation: makes the first administrator. Signing in comes after. */
export const setupRequest = z.strictObject({
  token: z.string().min(20).max(100),
  name: typedName,
  email: z.email().max(200),
  password: z.string().min(12).max(128),
});
export type SetupRequest = z.infer<typeof setupRequest>;
export const setupResponse = z.strictObject({ email: z.string().max(200) });

/** One life of a register: a tablet that enrolled. `replaced`: a later tablet took the register over; it may still deliver what it holds. */
export const incarnationStates = ['active', 'replaced', 'revoked', 'forked'] as const;
export const incarnationFacts = z.strictObject({
  incarnation: wholePositive,
  series: z.string().max(12),
  state: z.enum(incarnationStates),
  enrolledAt: instant,
  lastSeenAt: instant.nullable(),
  /** Entries the tablet said it still held when it last pushed. */
  unsent: wholeNotNegative,
  acknowledged: wholeNotNegative,
  build: z.string().max(60),
});
export type IncarnationFacts = z.infer<typeof incarnationFacts>;

/** Upper-case letters and digits, ending in a digit, so that code and incarnation letters never run together in a series. */
export const REGISTER_CODE_PATTERN = /^[A-Z0-9]{0,7}[0-9]$/;

export const registerFacts = z.strictObject({
  id: idOf('register'),
  location: idOf('location'),
  name,
  code: z.string().max(12),
  /** Newest first. Empty: no tablet was ever enrolled. */
  incarnations: z.array(incarnationFacts),
});
export type RegisterFacts = z.infer<typeof registerFacts>;

export const locationFacts = z.strictObject({
  ...storeDocument.pick({
    id: true,
    name: true,
    kind: true,
    address: true,
    taxNumber: true,
    currency: true,
    timeZone: true,
    pricesIncludeTax: true,
    priceList: true,
    taxCategories: true,
    receiptFooter: true,
  }).shape,
  /** The business day that runs there now. */
  businessDay,
});
export type LocationFacts = z.infer<typeof locationFacts>;

const typedAddress = z.array(typedText).max(6);
const taxNumber = z.string().overwrite(tidied).min(1).max(40).nullable();

/**
 * A new store. A tax category is known by its title throughout the retailer: one that another location
 * has under the same title is the same category, at this store's own rates.
 */
export const locationRequest = z.strictObject({
  kind: z.literal('store'),
  name: typedName,
  address: typedAddress,
  taxNumber,
  currency: currencyFacts,
  /** IANA zone, for example `Europe/Amsterdam`. */
  timeZone: z
    .string()
    .max(60)
    .regex(/^[A-Za-z]/),
  dayStartsAtHour: z.int().min(0).max(23),
  pricesIncludeTax: z.boolean(),
  /** Null: a list of its own. Otherwise the list of another location, in the same currency. */
  priceList: idOf('priceList').nullable(),
  taxCategories: z
    .array(
      z.strictObject({
        title: typedName,
        rates: z.array(z.strictObject({ title: typedName, ratePpm: z.int().min(0).max(1_000_000) })).max(4),
      }),
    )
    .min(1)
    .max(40)
    .refine((categories) => new Set(categories.map(({ title }) => title.toLowerCase())).size === categories.length),
  receiptFooter: typedWords,
});
export type LocationRequest = z.infer<typeof locationRequest>;

export const locationPatch = z.strictObject({
  name: typedName.exactOptional(),
  address: typedAddress.exactOptional(),
  taxNumber: taxNumber.exactOptional(),
  receiptFooter: typedWords.exactOptional(),
});
export type LocationPatch = z.infer<typeof locationPatch>;
export const locationResponse = locationFacts;

export const officeAssociate = z.strictObject({
  id: idOf('associate'),
  name,
  initials: z.string().min(1).max(4),
  role: z.enum(ROLES),
  hue: z.int().min(0).max(11),
  active: z.boolean(),
  locations: z.array(idOf('location')),
  hasPin: z.boolean(),
});
export type OfficeAssociate = z.infer<typeof officeAssociate>;

/** Sales of one location's running business day; voided orders are left out, returns count against. */
export const daySales = z.strictObject({
  location: idOf('location'),
  businessDay,
  currency: currencyFacts,
  sales: wholeNotNegative,
  returns: wholeNotNegative,
  voided: wholeNotNegative,
  netMinor: whole,
  taxMinor: whole,
  totalMinor: whole,
});
export type DaySales = z.infer<typeof daySales>;

export const overviewResponse = z.strictObject({
  serverTime: instant,
  /** Build that this server serves to tablets. */
  build: z.string().max(60),
  retailer: z.strictObject({ id: idOf('tenant'), name }),
  locations: z.array(locationFacts),
  registers: z.array(registerFacts),
  associates: z.array(officeAssociate),
  /** False until goods were imported. */
  hasGoods: z.boolean(),
  sales: z.array(daySales),
  /** What waits for a person, counted: open exceptions, entries set aside unread, entries that wait for another. */
  attention: z.strictObject({
    exceptions: wholeNotNegative,
    quarantined: wholeNotNegative,
    parked: wholeNotNegative,
  }),
});
export type OverviewResponse = z.infer<typeof overviewResponse>;

export const registerRequest = z.strictObject({
  location: idOf('location'),
  name: typedName,
  code: z.string().regex(REGISTER_CODE_PATTERN),
});
export type RegisterRequest = z.infer<typeof registerRequest>;
export const registerResponse = registerFacts;

export const enrolmentRequest = z.strictObject({
  /** Lets the code be used in a plain browser tab, where storage may be thrown away. */
  allowBrowserTab: z.boolean(),
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>;
export const enrolmentResponse = z.strictObject({
  /** Shown once; the server keeps only its hash. */
  code: z.string().max(20),
  expiresAt: instant,
  /** For the QR: opens the app and fills the code in. */
  url: z.string().max(300),
});
export type EnrolmentResponse = z.infer<typeof enrolmentResponse>;

export const revokeRequest = z.strictObject({ register: idOf('register'), incarnation: wholePositive });
export type RevokeRequest = z.infer<typeof revokeRequest>;
export const revokeResponse = registerFacts;

export const pin = z.string().regex(/^[0-9]{4,8}$/);

export const associateRequest = z.strictObject({
  name: typedName,
  role: z.enum(ROLES),
  locations: z.array(idOf('location')).max(500),
});
export type AssociateRequest = z.infer<typeof associateRequest>;

export const associatePatch = z.strictObject({
  name: typedName.exactOptional(),
  role: z.enum(ROLES).exactOptional(),
  locations: z.array(idOf('location')).max(500).exactOptional(),
  active: z.boolean().exactOptional(),
});
export type AssociatePatch = z.infer<typeof associatePatch>;

export const pinRequest = z.strictObject({ pin });
export type PinRequest = z.infer<typeof pinRequest>;
export const associateResponse = officeAssociate;

/** Business days, both included; at most `SALES_DAYS_MAX` of them. Without `location`: all. */
export const SALES_DAYS_MAX = 366;
export const salesQuery = z.strictObject({
  from: businessDay,
  to: businessDay,
  location: idOf('location').exactOptional(),
  /** Where the page before ended. */
  after: z.string().max(200).exactOptional(),
});
export type SalesQuery = z.infer<typeof salesQuery>;

export const saleRow = z.strictObject({
  id: idOf('order'),
  location: idOf('location'),
  register: idOf('register'),
  kind: z.enum(['sale', 'return', 'exchange']),
  status: z.enum(['placed', 'voided']),
  receiptNumber: z.string().max(40),
  businessDay,
  placedAt: instant,
  associate: idOf('associate'),
  currency: currencyFacts,
  netMinor: whole,
  taxMinor: whole,
  discountMinor: whole,
  totalMinor: whole,
});
export type SaleRow = z.infer<typeof saleRow>;
export const SALES_PAGE_ROWS = 200;
export const salesResponse = z.strictObject({ sales: z.array(saleRow), next: z.string().max(200).nullable() });
export type SalesResponse = z.infer<typeof salesResponse>;

export const officeException = z.strictObject({
  id: idOf('exception'),
  location: idOf('location'),
  kind: z.string().max(60),
  entry: idOf('entry').nullable(),
  register: idOf('register').nullable(),
  raisedAt: instant,
  status: z.enum(['open', 'settled']),
  facts: z.record(z.string().max(60), z.unknown()),
});
export type OfficeException = z.infer<typeof officeException>;

/** An entry that has its place but no effect yet. */
export const heldEntry = z.strictObject({
  id: idOf('entry'),
  location: idOf('location'),
  register: idOf('register'),
  incarnation: wholePositive,
  sequence: wholePositive,
  kind: z.string().max(60),
  status: z.enum(['parked', 'quarantined']),
  reasons: z.array(text),
  at: instant,
  receivedAt: instant,
  hash: sha256Digest,
});
export type HeldEntry = z.infer<typeof heldEntry>;
export const EXCEPTIONS_ROWS_MAX = 500;
export const exceptionsResponse = z.strictObject({
  /** Open ones, newest first. */
  exceptions: z.array(officeException),
  held: z.array(heldEntry),
});
export type ExceptionsResponse = z.infer<typeof exceptionsResponse>;

/** In the body of a request, because who is looked for shall stand in no address and no log. */
export const findClientsRequest = z.strictObject({ text: z.string().trim().min(2).max(120) });
export type FindClientsRequest = z.infer<typeof findClientsRequest>;
export const CLIENTS_FOUND_MAX = 20;
export const officeClient = z.strictObject({
  id: idOf('client'),
  name,
  phone: z.string().nullable(),
  email: z.string().nullable(),
  /** Stores that serve them. */
  locations: z.array(idOf('location')),
});
export type OfficeClient = z.infer<typeof officeClient>;
export const findClientsResponse = z.strictObject({ clients: z.array(officeClient).max(CLIENTS_FOUND_MAX) });
export type FindClientsResponse = z.infer<typeof findClientsResponse>;

export const eraseClientRequest = z.strictObject({});
export const eraseClientResponse = z.strictObject({ id: idOf('client'), erasedAt: instant });
export type EraseClientResponse = z.infer<typeof eraseClientResponse>;
