/**
 * An exception is something true that should not have been, waiting for a person's decision. It never
 * undoes the fact it is about. Every one of them goes to its store's stream, so that the store sees it.
 */
import type { ExceptionRecord, StreamChange } from '../ledger/ledger.ts';

export const EXCEPTION_KINDS = [
  /** The entry could not be read; it has its place and no effect. */
  'entry-quarantined',
  /** A newer tablet says something this server has no word for yet. */
  'entry-parked',
  /** The entry's sums or numbers are not what they must be. */
  'tamper-suspect',
  /** The entry does not follow from the one before it. */
  'chain-broken',
  /** The journal's head was not signed by the register's own key. Open once per incarnation. */
  'head-signature',
  /** Somebody worked who is not on the list, or no longer. */
  'associate-not-active',
  /** More came back of a line than was sold, or of an order that was voided. */
  'over-returned',
  /** One order was voided twice. */
  'double-void',
  /** A return or a post-void of an order that is not here yet. Settled by itself when the order arrives. */
  'origin-unknown',
  /** A shift was closed that is not open here. */
  'shift-unknown',
  /** The tablet expected another amount in its till than the movements say. */
  'till-mismatch',
  /** Less than nothing on the shelf; open once per location and variant. */
  'oversold',
  /** Sold at the counter what a web order was promised; open once per location and variant. */
  'promise-broken',
  /** One parcel was handed over more than once. */
  'handed-over-twice',
  /** A parcel was handed over although its order was cancelled. */
  'handed-over-cancelled',
  /** A parcel was handed over by a location that had no right to it any more. */
  'handed-over-without-right',
  /** Somebody worked on a parcel that is not here. */
  'parcel-unknown',
  /** An online cart became an order on the web and a sale at the counter, or two sales. */
  'cart-sold-twice',
  /** An online cart was sold at a counter while another register held it. */
  'cart-claim-lost',
  /** What was written about a client cannot be opened. */
  'client-unreadable',
  /** An edit of a client who is not here. */
  'client-unknown',
  /** Two tablets wrote as one: the incarnation is closed. Open once per incarnation. */
  'register-fork',
  /** An entry of a forked incarnation, kept with its whole content. */
  'forked-entry',
] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** An exception before it has an id and a time. */
export interface ExceptionDraft {
  readonly kind: ExceptionKind;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The facts as they travel, to tablets and to head office: a kept envelope may be large, and stays in the database. */
export function withoutEnvelope({ envelope: _, ...facts }: ExceptionDraft['facts']): Record<string, unknown> {
  return facts;
}

export function exceptionPut({ location, ...record }: ExceptionRecord): StreamChange {
  const body = { ...record, facts: withoutEnvelope(record.facts) };
  return { stream: `store:${location}`, kind: 'exception.put', ref: record.id, body };
}
