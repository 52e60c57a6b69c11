/**
 * An Entry is one thing an associate did, as the register's journal keeps it: immutable, numbered
 * without gaps per register incarnation, chained by hash to the one before. Everything that goes up to
 * the server is an entry. The envelope is version-free and closed for good; `version` is the body's.
 *
 * Invariants: 1. `body` holds no personal data; what is personal lies in `sealed`, encrypted to the
 * server's public key, and is bound by `sealedHash`, so erasing it never breaks the chain.
 * 2. `previousHash` is the `entryHash` of the entry before, or `chainStart` of the incarnation.
 */
import { z } from 'zod';
import { base64Url, idOf, instant, sha256Digest, wholePositive } from '../scalars.ts';
import {
  cartResumeBody,
  cartSuspendBody,
  orderBody,
  postVoidBody,
  receiptReprintBody,
  shiftCloseBody,
  shiftOpenBody,
  tillPayBody,
} from './bodies.ts';
import {
  clientCreateBody,
  clientEditBody,
  exceptionSettleBody,
  fulfillmentHandOverBody,
  fulfillmentLayReadyBody,
  fulfillmentPickBody,
  onlineCartClaimBody,
  onlineCartReleaseBody,
} from './channel-bodies.ts';

/**
 * The bodies this build can read, by kind and version. All are facts, never refused, but for `online-cart.claim`:
 * it asks for a right, keeps its place whatever is answered, and is told a refusal as its result.
 */
export const ENTRY_BODIES = {
  'order.place': { 1: orderBody },
  'order.post-void': { 1: postVoidBody },
  'receipt.reprint': { 1: receiptReprintBody },
  'shift.open': { 1: shiftOpenBody },
  'shift.close': { 1: shiftCloseBody },
  'till.pay': { 1: tillPayBody },
  'cart.suspend': { 1: cartSuspendBody },
  'cart.resume': { 1: cartResumeBody },
  'fulfillment.pick': { 1: fulfillmentPickBody },
  'fulfillment.lay-ready': { 1: fulfillmentLayReadyBody },
  'fulfillment.hand-over': { 1: fulfillmentHandOverBody },
  'online-cart.claim': { 1: onlineCartClaimBody },
  'online-cart.release': { 1: onlineCartReleaseBody },
  'client.create': { 1: clientCreateBody },
  'client.edit': { 1: clientEditBody },
  'exception.settle': { 1: exceptionSettleBody },
} as const;

export type EntryKind = keyof typeof ENTRY_BODIES;
export type EntryBody<K extends EntryKind> = z.infer<(typeof ENTRY_BODIES)[K][1]>;

export const entryEnvelope = z.strictObject({
  id: idOf('entry'),
  tenant: idOf('tenant'),
  register: idOf('register'),
  /** Which life of the register: a new enrolment begins a new one, with its own numbers and receipt series. */
  incarnation: wholePositive,
  /** 1, 2, 3 … within the incarnation. */
  sequence: wholePositive,
  previousHash: sha256Digest,
  version: wholePositive,
  kind: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
    .max(60),
  at: instant,
  associate: idOf('associate'),
  body: z.record(z.string().max(60), z.unknown()),
  sealed: base64Url.max(100_000).exactOptional(),
  /** `sealedHash(sealed)`; null where nothing was ever sealed. After erasure `sealed` is gone and this stays. */
  sealedHash: sha256Digest.nullable(),
});

/** An entry as it travels: its body is not yet known to be one this build can read. */
export type EntryEnvelope = z.infer<typeof entryEnvelope>;

/** An entry whose kind this build knows. */
export type Entry = {
  [K in EntryKind]: Omit<EntryEnvelope, 'kind' | 'body'> & { readonly kind: K; readonly body: EntryBody<K> };
}[EntryKind];
