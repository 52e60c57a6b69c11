/** The tables of other channels and of clients, as migration 0002 makes them. */
import type { ChannelOrderRecord } from '../../domain/channel/channel-record.ts';
import type { Client } from '../../domain/client/client.ts';
import type { KeptCart } from '../ledger/channel-records.ts';
import type { Jsonb } from './jsonb.ts';

export interface ChannelSchema {
  channel_key: {
    tenant: string;
    id: string;
    kind: 'publishable' | 'secret';
    name: string;
    hash: string;
    created_at: string;
    revoked_at: string | null;
  };
  channel_answer: {
    tenant: string;
    key: string;
    idempotency_key: string;
    request_hash: string;
    answer: Jsonb<unknown>;
    at: string;
  };
  channel_order: {
    tenant: string;
    id: string;
    location: string | null;
    number: string;
    record: Jsonb<ChannelOrderRecord>;
    contact: string | null;
    address: string | null;
    code_digest: string;
    is_closed: boolean;
    updated_at: string;
  };
  promise: { tenant: string; location: string; ordinal: number; order_id: string; quantity: number };
  online_cart: {
    tenant: string;
    id: string;
    location: string | null;
    code: string;
    record: Jsonb<KeptCart>;
    is_closed: boolean;
    updated_at: string;
  };
  client: {
    tenant: string;
    id: string;
    record: Jsonb<Client> | null;
    erased_at: string | null;
    updated_at: string;
  };
  client_location: { tenant: string; location: string; client: string };
}
