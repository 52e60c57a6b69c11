/**
 * What other channels leave behind: carts nobody came back for, orders that are over, answers nobody asks for
 * again. Tablets hold what a store may still have to do with, and no more; the database keeps carts and orders.
 *
 * Done in pieces, by any number of servers at once, and as often as one likes: each piece is decided under the
 * locks it needs, and what was done before is not done again.
 */
import { sql } from 'kysely';
import type { Clock } from '../../kernel/ports.ts';
import { type Database, withTenant } from '../db/database.ts';
import type { KeptCart } from '../ledger/channel-records.ts';
import type { Ledger, StreamChange } from '../ledger/ledger.ts';
import { onlineCartPut } from './channel-documents.ts';

const DAY_MS = 24 * 3_600_000;
/** A cart that was left alone so long is its client's no more. */
export const CART_EXPIRES_MS = 14 * DAY_MS;
/** A closed cart stays on tablets so long, for whoever comes with its code after all. */
export const CART_SHOWN_MS = 2 * DAY_MS;
/** An order that is over stays on tablets so long: people come back with its goods. */
export const ORDER_SHOWN_MS = 60 * DAY_MS;
/** Nobody repeats a request later than this. */
export const ANSWER_KEPT_MS = 7 * DAY_MS;
const AT_ONCE = 500;

export interface TidyTools {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

export async function tidyChannels(tools: TidyTools, tenant: string): Promise<void> {
  const now = tools.clock.now();
  await expireCarts(tools, tenant, now);
  await dropClosed(tools, tenant, { table: 'online_cart', family: 'online-cart', before: now - CART_SHOWN_MS });
  await dropClosed(tools, tenant, { table: 'channel_order', family: 'channel-order', before: now - ORDER_SHOWN_MS });
  await withTenant(tools.database.db, tenant, (tx) =>
    tx
      .deleteFrom('channel_answer')
      .where('tenant', '=', tenant)
      .where('at', '<', new Date(now - ANSWER_KEPT_MS).toISOString())
      .execute(),
  );
}

async function expireCarts({ database, ledger }: TidyTools, tenant: string, now: number): Promise<void> {
  const left = new Date(now - CART_EXPIRES_MS).toISOString();
  const stale = await withTenant(
    database.db,
    tenant,
    (tx) =>
      tx
        .selectFrom('online_cart')
        .select('id')
        .where('tenant', '=', tenant)
        .where('is_closed', '=', false)
        .where('updated_at', '<', left)
        .orderBy('id')
        .limit(AT_ONCE)
        .execute(),
    { readOnly: true },
  );
  if (stale.length === 0) return;
  const at = new Date(now).toISOString();
  await ledger.transact(tenant, async (tx) => {
    const carts = await tx.lockOnlineCarts(stale.map(({ id }) => id));
    const expired = [...carts.values()]
      .filter((cart) => isLeft(cart, left, now))
      .map((cart): KeptCart => ({ ...cart, state: 'expired', claim: null, updatedAt: at }));
    await tx.saveOnlineCarts(expired);
    await tx.publish(expired.flatMap(onlineCartPut));
  });
}

/** Asked again under the lock: its client, or a counter, may have come back meanwhile. */
function isLeft({ state, claim, updatedAt }: KeptCart, left: string, now: number): boolean {
  const isHeld = claim !== null && Date.parse(claim.until) > now;
  return (state === 'open' || state === 'claimed') && !isHeld && Date.parse(updatedAt) < Date.parse(left);
}

interface Closed {
  readonly table: 'online_cart' | 'channel_order';
  readonly family: 'online-cart' | 'channel-order';
  /** ms since 1970 */
  readonly before: number;
}

async function dropClosed({ database, ledger }: TidyTools, tenant: string, closed: Closed): Promise<void> {
  const { table, family, before } = closed;
  const { rows } = await withTenant(
    database.db,
    tenant,
    (tx) =>
      sql<{ stream: string; ref: string }>`
        select change.stream, change.ref from ${sql.table(table)} as closed
        join change on change.tenant = closed.tenant and change.stream = 'orders:' || closed.location
          and change.ref = closed.id and change.kind = ${`${family}.put`}
        where closed.tenant = ${tenant} and closed.is_closed and closed.updated_at < ${new Date(before).toISOString()}
          and not exists (
            select from change as later
            where later.tenant = change.tenant and later.stream = change.stream and later.ref = change.ref
              and later.sequence > change.sequence)
        order by change.stream, change.ref
        limit ${AT_ONCE}`.execute(tx),
    { readOnly: true },
  );
  if (rows.length === 0) return;
  const kind: StreamChange['kind'] = `${family}.drop`;
  await ledger.transact(tenant, (tx) => tx.publish(rows.map(({ stream, ref }) => ({ stream, kind, ref, body: null }))));
}
