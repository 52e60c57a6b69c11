/**
 * The doors of the channel API: each a request of one channel, decided in one transaction of the ledger.
 * What changes something is answered once per idempotency key, in the same transaction as its effect.
 */
import type { z } from 'zod';
import { stateOf } from '../../domain/channel/channel-order.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { type Clock, instantOf } from '../../kernel/ports.ts';
import { granted, type Refusal, refused, type Verdict } from '../../kernel/verdict.ts';
import type {
  cartLinesRequest,
  newCartRequest,
  orderEventsRequest,
  orderRequest,
} from '../../protocol/channel/channel-api.ts';
import { type Database, withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import type { KeptCart } from '../ledger/channel-records.ts';
import type { Ledger, LedgerTransaction } from '../ledger/ledger.ts';
import { onlineCartPut } from './channel-documents.ts';
import type { ChannelSpeaker } from './channel-keys.ts';
import type { ClientSecrets } from './client-secrets.ts';
import { hearOfOrder, orderCart } from './decide-orders.ts';
import { cartAnswer, emptyOnlineCart, mayChange, withLines } from './online-carts.ts';
import { orderAnswer } from './place-order.ts';
import type { Sealing } from './sealing.ts';
import { pricedVariants, storeOf } from './shop-window.ts';

export interface ChannelTools {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sealing: Sealing;
  readonly secrets: ClientSecrets;
}

export interface Asked {
  readonly speaker: ChannelSpeaker;
  readonly idempotencyKey: string;
  /** What was asked, as text: another request under the same key is noticed by it. */
  readonly text: string;
}

type Answer = Verdict<object, Refusal>;

export function createChannels(tools: ChannelTools) {
  const { database, ledger, clock, ids, secrets } = tools;
  const reading = <T>(tenant: string, work: (db: Db) => Promise<T>) =>
    withTenant(database.db, tenant, work, { readOnly: true });

  /** Refusals are not kept: what was refused may be granted later under the same key. */
  async function once(asked: Asked, work: (tx: LedgerTransaction) => Promise<Answer>): Promise<Answer> {
    const { speaker, idempotencyKey, text } = asked;
    const request = { key: speaker.key, idempotencyKey, requestHash: sha256Hex(text) };
    try {
      return await ledger.transact(speaker.tenant, async (tx) => {
        const before = await tx.answerBefore(request, instantOf(clock));
        if (before.kind === 'other') return refused({ code: 'idempotency-reuse' });
        if (before.kind === 'same') return granted(before.answer as object);
        const answer = await work(tx);
        if (!answer.ok) throw new Refused(answer.refusal);
        await tx.keepAnswer(request, answer.value);
        return answer;
      });
    } catch (error) {
      if (error instanceof Refused) return refused(error.refusal);
      throw error;
    }
  }

  const storeOfCart = (tenant: string, cart: KeptCart) =>
    reading(tenant, (db) => storeOf(db, tenant, cart.location ?? ''));

  async function findCart(tenant: string, id: string): Promise<KeptCart | null> {
    const row = await reading(tenant, (db) =>
      db
        .selectFrom('online_cart')
        .select('record')
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .executeTakeFirst(),
    );
    return row?.record ?? null;
  }

  return {
    async newCart(asked: Asked, { store: place, language }: z.infer<typeof newCartRequest>): Promise<Answer> {
      const { tenant } = asked.speaker;
      const store = await reading(tenant, (db) => storeOf(db, tenant, place));
      if (!store.ok) return store;
      const made = await once(asked, async (tx) => {
        const id = ids('cart');
        const at = instantOf(clock);
        const cart = emptyOnlineCart({ id, code: secrets.codeOf(id), store: store.value, language, at });
        await tx.saveOnlineCarts([cart]);
        return granted({ cart: cartAnswer(cart, store.value, clock.now()) });
      });
      if (!made.ok) return made;
      const { cart } = made.value as { cart: { id: string } };
      return granted({ cart, secret: secrets.secretOf(cart.id) });
    },

    async readCart(tenant: string, id: string): Promise<Answer> {
      const cart = await findCart(tenant, id);
      if (cart === null) return refused({ code: 'cart-unknown' });
      const store = await storeOfCart(tenant, cart);
      return store.ok ? granted(cartAnswer(cart, store.value, clock.now())) : store;
    },

    async changeCart(asked: Asked, id: string, request: z.infer<typeof cartLinesRequest>): Promise<Answer> {
      const { tenant } = asked.speaker;
      const found = await findCart(tenant, id);
      if (found === null) return refused({ code: 'cart-unknown' });
      const store = await storeOfCart(tenant, found);
      if (!store.ok) return store;
      const wanted = request.lines.map(({ variant }) => variant);
      const priced = await reading(tenant, (db) => pricedVariants(db, { tenant, store: store.value }, { ids: wanted }));
      return once(asked, async (tx) => {
        const kept = (await tx.lockOnlineCarts([id])).get(id) ?? found;
        const free = mayChange(kept, request.version, clock.now());
        if (!free.ok) return free;
        const changed = withLines(free.value, request.lines, { priced, ids, at: instantOf(clock) });
        if (!changed.ok) return changed;
        await tx.saveOnlineCarts([changed.value]);
        const answer = cartAnswer(changed.value, store.value, clock.now());
        await tx.publish(onlineCartPut(changed.value));
        return granted(answer);
      });
    },

    async placeOrder(asked: Asked, id: string, request: z.infer<typeof orderRequest>): Promise<Answer> {
      const { tenant } = asked.speaker;
      const found = await findCart(tenant, id);
      if (found === null) return refused({ code: 'cart-unknown' });
      const store = await storeOfCart(tenant, found);
      if (!store.ok) return store;
      const placed = await once(asked, async (tx) => {
        const kept = (await tx.lockOnlineCarts([id])).get(id) ?? found;
        const ordered = await orderCart(tx, kept, request, { store: store.value, tools });
        if (!ordered.ok) return ordered;
        const order = ordered.value;
        return granted({ order: order.id, number: order.number });
      });
      if (!placed.ok) return placed;
      const { order } = placed.value as { order: string };
      return granted({ ...placed.value, handOverCode: secrets.codeOf(order), secret: secrets.secretOf(order) });
    },

    async readOrder(tenant: string, id: string): Promise<Answer> {
      const row = await reading(tenant, (db) =>
        db.selectFrom('channel_order').selectAll().where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst(),
      );
      if (row === undefined) return refused({ code: 'order-unknown' });
      const { record, contact, address, code_digest: codeDigest } = row;
      const store = await reading(tenant, (db) => storeOf(db, tenant, row.location ?? ''));
      if (!store.ok) return store;
      const answer = orderAnswer({ ...record, contact, address, codeDigest }, store.value);
      return answer === null ? refused({ code: 'order-unknown' }) : granted(answer);
    },

    tellOrder(asked: Asked, id: string, { events }: z.infer<typeof orderEventsRequest>): Promise<Answer> {
      return once(asked, async (tx) => {
        const before = (await tx.lockChannelOrders([id])).get(id);
        if (before === undefined) return refused({ code: 'order-unknown' });
        const { knowledge } = await hearOfOrder(tx, before, events, tools);
        return granted({ state: stateOf(knowledge) });
      });
    },
  };
}

export type Channels = ReturnType<typeof createChannels>;

/** Ends the transaction with nothing done. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
