/**
 * The one-time link by which the first administrator of a new installation makes an account. Only its
 * hash is kept; a new link replaces one that nobody used.
 */
import type { Clock, Random } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { Db } from '../db/schema.ts';
import { accountTables } from './account-schema.ts';
import type { Account, Accounts } from './accounts.ts';
import { base64Url, type ServerKeys } from './server-keys.ts';

export const SETUP_LINK_LIFE_MS = 24 * 3_600_000;

export type SetupRefusal = { readonly code: 'setup-link-unknown' | 'setup-link-expired' | 'email-taken' };

interface Tools {
  readonly owner: Db;
  readonly keys: ServerKeys;
  readonly clock: Pick<Clock, 'now'>;
}

export async function makeSetupLink(tools: Tools & { random: Random }, tenant: string): Promise<string> {
  const token = base64Url(tools.random.bytes(24));
  const tables = accountTables(tools.owner);
  await tables.deleteFrom('setup_link').where('tenant', '=', tenant).where('used_at', 'is', null).execute();
  await tables
    .insertInto('setup_link')
    .values({
      token_hash: tools.keys.codeHash(token),
      tenant,
      expires_at: new Date(tools.clock.now() + SETUP_LINK_LIFE_MS).toISOString(),
      used_at: null,
    })
    .execute();
  return token;
}

/** The link is spent before the account is made, so that two people with one link make one account. */
export async function redeemSetupLink(
  tools: Tools & { accounts: Accounts },
  request: { token: string; name: string; email: string; password: string },
): Promise<Verdict<Account, SetupRefusal>> {
  const tables = accountTables(tools.owner);
  const hash = tools.keys.codeHash(request.token);
  const link = await tables.selectFrom('setup_link').selectAll().where('token_hash', '=', hash).executeTakeFirst();
  if (link === undefined || link.used_at !== null) return refused({ code: 'setup-link-unknown' });
  const now = tools.clock.now();
  if (Date.parse(link.expires_at) <= now) return refused({ code: 'setup-link-expired' });
  const spent = await tables
    .updateTable('setup_link')
    .set({ used_at: new Date(now).toISOString() })
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (spent.numUpdatedRows !== 1n) return refused({ code: 'setup-link-unknown' });
  const { name, email, password } = request;
  const made = await tools.accounts.create({ tenant: link.tenant, name, email, password });
  if (!made.ok) {
    await tables.updateTable('setup_link').set({ used_at: null }).where('token_hash', '=', hash).execute();
    return made;
  }
  return granted(made.value);
}
