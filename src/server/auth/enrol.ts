/**
 * A tablet becomes a register: it shows the one-time code and the public half of a key it made, and gets
 * an incarnation of its own, with its own numbers and its own receipt series.
 *
 * Invariants: 1. a code enrols one key, once; asked again with the same key before the first entry came
 * (its answer was lost), it answers the same; 2. a refusal spends nothing; 3. the key is published to the
 * retailer's tablets in the same transaction, so that receipts can be verified from the first one on.
 */
import type { Selectable } from 'kysely';
import type { Clock, Random } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { EnrolRefusalCode, EnrolRequest, EnrolResponse } from '../../protocol/enrol.ts';
import { chainStart } from '../../protocol/entry/entry-hash.ts';
import type { RegisterKeyDocument } from '../../protocol/sync/documents.ts';
import type { Database } from '../db/database.ts';
import type { Db, Schema } from '../db/schema.ts';
import { withPublishing } from '../streams/publish.ts';
import { seriesOf } from './series.ts';
import { base64Url, type ServerKeys } from './server-keys.ts';
import { isUsableKey } from './signatures.ts';

export type EnrolRefusal = { readonly code: EnrolRefusalCode | 'malformed' };

export interface EnrolTools {
  readonly database: Database;
  readonly keys: ServerKeys;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly readEpoch: () => Promise<string>;
}

type Row<T extends keyof Schema> = Selectable<Schema[T]>;

export async function enrol(tools: EnrolTools, request: EnrolRequest): Promise<Verdict<EnrolResponse, EnrolRefusal>> {
  if (!(await isUsableKey(request.publicKey))) return refused({ code: 'malformed' });
  const hash = tools.keys.codeHash(request.code);
  // Whose code it is says the code itself; only after that can anything be asked as that tenant.
  const owner = await tools.database.db
    .selectFrom('enrolment')
    .select('tenant')
    .where('code_hash', '=', hash)
    .executeTakeFirst();
  if (owner === undefined) return refused({ code: 'code-unknown' });
  const { tenant } = owner;
  const epoch = await tools.readEpoch();
  return withPublishing<Verdict<EnrolResponse, EnrolRefusal>>(tools.database, tenant, async (tx) => {
    const no = (code: EnrolRefusal['code']) => ({ changes: [], result: refused({ code }) });
    const offer = await tx
      .selectFrom('enrolment')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('code_hash', '=', hash)
      .forUpdate()
      .executeTakeFirst();
    if (offer === undefined) return no('code-unknown');
    const now = new Date(tools.clock.now()).toISOString();
    if (offer.used_at !== null) {
      const before = await enrolledBefore(tx, tenant, offer.register, request);
      if (before === null || offer.expires_at <= now) return no('code-used');
      return { changes: [], result: granted(await answerFor(tx, epoch, before)) };
    }
    if (offer.expires_at <= now) return no('code-expired');
    if (!offer.allow_browser_tab && !request.installed) return no('not-installed');
    if (!offer.allow_browser_tab && !request.persisted) return no('not-persisted');
    const made = await newIncarnation(tools, tx, { tenant, register: offer.register, request, now });
    await tx
      .updateTable('enrolment')
      .set({ used_at: now })
      .where('tenant', '=', tenant)
      .where('code_hash', '=', hash)
      .execute();
    const answer = await answerFor(tx, epoch, made);
    const key: RegisterKeyDocument = {
      register: made.register,
      incarnation: made.incarnation,
      name: answer.register.name,
      store: answer.store.name,
      x: request.publicKey.x,
      y: request.publicKey.y,
    };
    return {
      changes: [{ stream: 'retailer', kind: 'register-key.put', ref: `${key.register}:${key.incarnation}`, body: key }],
      result: granted(answer),
    };
  });
}

async function newIncarnation(
  tools: EnrolTools,
  tx: Db,
  wish: { tenant: string; register: string; request: EnrolRequest; now: string },
): Promise<Row<'incarnation'>> {
  const { tenant, register } = wish;
  const counted = await tx
    .updateTable('register')
    .set((eb) => ({ incarnations: eb('incarnations', '+', 1) }))
    .where('tenant', '=', tenant)
    .where('id', '=', register)
    .returning(['incarnations', 'code', 'location'])
    .executeTakeFirstOrThrow();
  // The tablet before may still hold sales: it delivers them, but the register is no longer its own.
  await tx
    .updateTable('incarnation')
    .set({ status: 'replaced' })
    .where('tenant', '=', tenant)
    .where('register', '=', register)
    .where('status', '=', 'active')
    .execute();
  return tx
    .insertInto('incarnation')
    .values({
      tenant,
      register,
      incarnation: counted.incarnations,
      location: counted.location,
      series: seriesOf(counted.code, counted.incarnations),
      public_key: JSON.stringify(wish.request.publicKey),
      pin_key: Buffer.from(tools.random.bytes(32)),
      status: 'active',
      last_sequence: 0,
      last_hash: chainStart(register, counted.incarnations),
      durable_through: 0,
      unsent: 0,
      build: '',
      enrolled_at: wish.now,
      last_seen_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The life this very key began by this code, if nothing was sold in it yet. */
async function enrolledBefore(
  tx: Db,
  tenant: string,
  register: string,
  request: EnrolRequest,
): Promise<Row<'incarnation'> | null> {
  const latest = await tx
    .selectFrom('incarnation')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('register', '=', register)
    .where('status', '=', 'active')
    .orderBy('incarnation', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (latest === undefined || latest.last_sequence !== 0) return null;
  const { x, y } = latest.public_key;
  return x === request.publicKey.x && y === request.publicKey.y ? latest : null;
}

async function answerFor(tx: Db, epoch: string, life: Row<'incarnation'>): Promise<EnrolResponse> {
  const register = await tx
    .selectFrom('register')
    .innerJoin('location', (join) =>
      join.onRef('location.tenant', '=', 'register.tenant').onRef('location.id', '=', 'register.location'),
    )
    .select(['register.name', 'location.name as storeName', 'location.price_list as priceList'])
    .where('register.tenant', '=', life.tenant)
    .where('register.id', '=', life.register)
    .executeTakeFirstOrThrow();
  return {
    epoch,
    tenant: life.tenant,
    register: { id: life.register, name: register.name, location: life.location },
    incarnation: life.incarnation,
    series: life.series,
    store: { id: life.location, name: register.storeName, priceList: register.priceList },
    pinKey: base64Url(life.pin_key),
  };
}
