/**
 * The tables as TypeScript sees them, one interface per table, as migrations make them. What a row
 * holds after the type parsers of `type-parsers.ts`: `bigint` is a number, `timestamptz` an ISO instant
 * in UTC with milliseconds, `date` a plain `YYYY-MM-DD`.
 */
import type { Kysely } from 'kysely';
import type { Variant } from '../../domain/catalog/variant.ts';
import type { EntryEnvelope } from '../../protocol/entry/entry.ts';
import type { PublicKey } from '../../protocol/scalars.ts';
import type { SegmentPart } from '../../protocol/segment/manifest.ts';
import type { ChannelSchema } from './channel-schema.ts';
import type { Jsonb } from './jsonb.ts';

/**
 * active: it sells. replaced: the register was enrolled anew. forked: two tablets wrote the same
 * sequence. revoked: head office took it out of service.
 */
export const INCARNATION_STATUSES = ['active', 'replaced', 'forked', 'revoked'] as const;
export type IncarnationStatus = (typeof INCARNATION_STATUSES)[number];

/** How an entry lies in the ledger: with its effects (placed), or kept as it came, without any. Only requests are refused. */
export type EntryStatus = 'placed' | 'placed-with-exceptions' | 'refused' | 'parked' | 'quarantined';

/** Of a location: everything of `Store` that has no column of its own. */
export type LocationSettings = Record<string, unknown>;

/** An associate's PIN as head office set it: Argon2id's parameters and output, base64url. */
export interface StoredPin {
  readonly salt: string;
  readonly memoryKib: number;
  readonly iterations: number;
  readonly output: string;
}

export interface Schema extends ChannelSchema {
  meta: { key: string; value: Jsonb<unknown> };
  tenant: { id: string; name: string; created_at: string };
  location: {
    tenant: string;
    id: string;
    kind: string;
    name: string;
    price_list: string;
    settings: Jsonb<LocationSettings>;
    position: number;
  };
  register: {
    tenant: string;
    id: string;
    location: string;
    name: string;
    code: string;
    incarnations: number;
    status: string;
  };
  incarnation: {
    tenant: string;
    register: string;
    incarnation: number;
    location: string;
    series: string;
    public_key: Jsonb<PublicKey>;
    pin_key: Uint8Array;
    status: IncarnationStatus;
    last_sequence: number;
    last_hash: string;
    durable_through: number;
    unsent: number;
    build: string;
    enrolled_at: string;
    last_seen_at: string | null;
  };
  enrolment: {
    tenant: string;
    code_hash: string;
    register: string;
    allow_browser_tab: boolean;
    expires_at: string;
    used_at: string | null;
  };
  associate: {
    tenant: string;
    id: string;
    name: string;
    initials: string;
    role: string;
    hue: number;
    active: boolean;
    pin: Jsonb<StoredPin | null> | null;
  };
  associate_location: { tenant: string; location: string; associate: string };
  category: {
    tenant: string;
    id: string;
    parent: string | null;
    position: number;
    hue: number;
    title: Jsonb<Variant['title']>;
    import_key: string;
  };
  variant: { tenant: string; ordinal: number; id: string; item: string; sku: string; row: Jsonb<Variant> };
  identifier: { tenant: string; code: string; ordinal: number };
  price: {
    tenant: string;
    price_list: string;
    ordinal: number;
    price_minor: number | null;
    compare_at_minor: number | null;
  };
  stream: { tenant: string; id: string; head: number; floor: number };
  change: {
    tenant: string;
    stream: string;
    sequence: number;
    kind: string;
    ref: string;
    body: Jsonb<unknown> | null;
    transaction_id: string;
  };
  segment: { tenant: string; hash: string; gzip: Uint8Array; bytes: number; created_at: string };
  manifest: { tenant: string; stream: string; through: number; parts: Jsonb<SegmentPart[]>; published_at: string };
  entry: {
    tenant: string;
    register: string;
    incarnation: number;
    sequence: number;
    id: string;
    location: string;
    kind: string;
    version: number;
    at: string;
    associate: string;
    hash: string;
    envelope: Jsonb<StoredEnvelope>;
    status: EntryStatus;
    reasons: Jsonb<string[]>;
    received_at: string;
  };
  sales_order: {
    tenant: string;
    location: string;
    id: string;
    register: string;
    incarnation: number;
    sequence: number;
    kind: string;
    receipt_number: string;
    business_day: string;
    placed_at: string;
    associate: string;
    shift: string;
    currency: string;
    net_minor: number;
    tax_minor: number;
    total_minor: number;
    discount_minor: number;
    status: 'placed' | 'voided';
  };
  order_line: {
    tenant: string;
    order_id: string;
    id: string;
    position: number;
    direction: string;
    variant: string;
    ordinal: number;
    sku: string;
    title: string;
    quantity: number;
    unit: string;
    list_price_minor: number;
    extended_minor: number;
    net_minor: number;
    tax_minor: number;
    total_minor: number;
    taxes: Jsonb<unknown[]>;
    adjustments: Jsonb<unknown[]>;
    associate: string | null;
    origin_order: string | null;
    origin_line: string | null;
    return_reason: string | null;
    disposition: string | null;
  };
  order_tender: {
    tenant: string;
    order_id: string;
    id: string;
    kind: string;
    direction: string;
    amount_minor: number;
    tendered_minor: number;
    change_minor: number;
    reference: string | null;
  };
  order_void: {
    tenant: string;
    order_id: string;
    entry: string;
    receipt_number: string;
    business_day: string;
    reason: string;
    total_minor: number;
  };
  stock_movement: {
    tenant: string;
    location: string;
    id: string;
    variant: string;
    ordinal: number;
    kind: string;
    bucket: string;
    quantity: number;
    entry: string | null;
    line: string | null;
    at: string;
  };
  stock_level: {
    tenant: string;
    location: string;
    ordinal: number;
    on_hand: number;
    committed: number;
    damaged: number;
  };
  shift: {
    tenant: string;
    location: string;
    id: string;
    register: string;
    business_day: string;
    status: 'open' | 'closed';
    opened_at: string;
    opened_by: string;
    float_minor: number;
    closed_at: string | null;
    closed_by: string | null;
    close: Jsonb<unknown> | null;
  };
  till_movement: {
    tenant: string;
    location: string;
    id: string;
    shift: string;
    kind: string;
    tender: string;
    amount_minor: number;
    entry: string;
    at: string;
  };
  parked_cart: {
    tenant: string;
    location: string;
    id: string;
    register: string;
    cart: Jsonb<unknown>;
    parked_at: string;
    resumed_at: string | null;
  };
  exception: {
    tenant: string;
    location: string;
    id: string;
    kind: string;
    entry: string | null;
    register: string | null;
    facts: Jsonb<Record<string, unknown>>;
    status: 'open' | 'settled';
    raised_at: string;
    settled_at: string | null;
    settled_by: string | null;
    action: string | null;
    note: string | null;
  };
}

/** An envelope as it came; or, when its text holds what PostgreSQL cannot (U+0000, half a surrogate), its JSON in base64. */
export type StoredEnvelope = EntryEnvelope | { readonly unstorable: string };

/** The builder every room of the server writes SQL with; a transaction is one too. */
export type Db = Kysely<Schema>;
