/**
 * The right to hand a parcel over without asking anybody. It lies with one location, the one that has the
 * goods: its tablets may hand over offline, and converge to one hand-over where two of them did. Every
 * version of the order is a lease of its own, so that one who uses an older right is noticed.
 */
import { must } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { type ChannelOrderRecord, contentOf, parcelState } from '../channel/channel-record.ts';
import type { FulfillmentState } from './fulfillment.ts';

export interface ParcelLease {
  /** Its owner. */
  readonly location: string;
  /** Grows with each lease of this parcel. */
  readonly fence: number;
  /** Until when it may be used without the network. Null once the goods lie ready: they wait for their client. */
  readonly until: string | null;
}

/** How long a promise to gather goods binds a store that hears nothing. Longer, and the order was likely cancelled. */
export const PARCEL_LEASE_MS = 14 * 24 * 3_600_000;
/** The holder stops this much earlier than the centre, whose clock may be another. */
export const PARCEL_LEASE_GRACE_MS = 10 * 60_000;

/** Null while it is not known what was ordered. */
export function parcelLease(record: ChannelOrderRecord): ParcelLease | null {
  const content = contentOf(record);
  if (content === null) return null;
  const until = new Date(Date.parse(record.promisedAt ?? record.placedAt) + PARCEL_LEASE_MS).toISOString();
  const fence = must(record.knowledge.content, 'an order with a content').version;
  return leaseAfter({ location: content.location, fence, until }, parcelState(record));
}

/** The lease once the parcel stands so. */
export function leaseAfter(lease: ParcelLease, state: FulfillmentState): ParcelLease {
  return state === 'open' || state === 'picking' ? lease : { ...lease, until: null };
}

export type ParcelLeaseRefusal =
  | { readonly code: 'parcel-elsewhere'; readonly location: string }
  | { readonly code: 'lease-ended'; readonly until: string };

/** Whether a tablet of `location` may hand over at `now` (ms since 1970) without asking. */
export function mayHandOverAlone(
  lease: ParcelLease,
  { location, now }: { readonly location: string; readonly now: number },
): Verdict<null, ParcelLeaseRefusal> {
  if (lease.location !== location) return refused({ code: 'parcel-elsewhere', location: lease.location });
  const { until } = lease;
  if (until !== null && Date.parse(until) - PARCEL_LEASE_GRACE_MS <= now)
    return refused({ code: 'lease-ended', until });
  return granted(null);
}

/** What a person must look at when a hand-over used another right than the one that stood. It counts all the same. */
export function leaseFindings(
  lease: ParcelLease,
  used: { readonly location: string; readonly fence: number },
): readonly {
  readonly code: 'handed-over-without-right';
  readonly holder: string;
  readonly fence: number;
  readonly used: number;
}[] {
  if (used.location === lease.location && used.fence >= lease.fence) return [];
  return [{ code: 'handed-over-without-right', holder: lease.location, fence: lease.fence, used: used.fence }];
}
