/** Registers and the tablets that were them: made here, enrolled by a code, revoked when one is lost. */
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { RegisterFacts, RegisterRequest } from '../../protocol/office.ts';
import { withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import { unknownLocations } from './locations.ts';
import type { OfficeTools } from './office-tools.ts';

export async function readRegisters(tx: Db, tenant: string, only?: string): Promise<RegisterFacts[]> {
  let wanted = tx.selectFrom('register').select(['id', 'location', 'name', 'code']).where('tenant', '=', tenant);
  let lives = tx
    .selectFrom('incarnation')
    .select([
      'register',
      'incarnation',
      'series',
      'status',
      'enrolled_at',
      'last_seen_at',
      'unsent',
      'last_sequence',
      'build',
    ])
    .where('tenant', '=', tenant);
  if (only !== undefined) {
    wanted = wanted.where('id', '=', only);
    lives = lives.where('register', '=', only);
  }
  const registers = await wanted.orderBy('code').execute();
  const incarnations = await lives.orderBy('incarnation', 'desc').execute();
  return registers.map((register) => ({
    ...register,
    incarnations: incarnations
      .filter((life) => life.register === register.id)
      .map((life) => ({
        incarnation: life.incarnation,
        series: life.series,
        state: life.status,
        enrolledAt: life.enrolled_at,
        lastSeenAt: life.last_seen_at,
        unsent: life.unsent,
        acknowledged: life.last_sequence,
        build: life.build,
      })),
  }));
}

export type RegisterRefusal = { readonly code: 'location-unknown' | 'register-code-taken' };

export async function addRegister(
  tools: OfficeTools,
  tenant: string,
  request: RegisterRequest,
): Promise<Verdict<RegisterFacts, RegisterRefusal>> {
  return withTenant(tools.database.db, tenant, async (tx) => {
    if ((await unknownLocations(tx, tenant, [request.location])).length > 0) {
      return refused({ code: 'location-unknown' });
    }
    const { location, name, code } = request;
    const id = tools.ids('register');
    const made = await tx
      .insertInto('register')
      .values({ tenant, id, location, name, code, incarnations: 0, status: 'active' })
      .onConflict((conflict) => conflict.columns(['tenant', 'code']).doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n) return refused({ code: 'register-code-taken' });
    return granted({ id, location, name, code, incarnations: [] });
  });
}

/** Its token dies with the next request. Its key stays published: receipts it signed are still true. */
export async function revokeIncarnation(
  tools: OfficeTools,
  tenant: string,
  { register, incarnation }: { register: string; incarnation: number },
): Promise<Verdict<RegisterFacts, { readonly code: 'incarnation-unknown' }>> {
  return withTenant(tools.database.db, tenant, async (tx) => {
    const changed = await tx
      .updateTable('incarnation')
      .set({ status: 'revoked' })
      .where('tenant', '=', tenant)
      .where('register', '=', register)
      .where('incarnation', '=', incarnation)
      .executeTakeFirst();
    const [facts] = await readRegisters(tx, tenant, register);
    if (changed.numUpdatedRows !== 1n || facts === undefined) return refused({ code: 'incarnation-unknown' });
    return granted(facts);
  });
}
