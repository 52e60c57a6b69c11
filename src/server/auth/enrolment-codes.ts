/** One-time codes by which a tablet becomes a register: ten minutes, one register, kept only as a hash. */
import type { Clock, Random } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { type Database, withTenant } from '../db/database.ts';
import type { ServerKeys } from './server-keys.ts';

export const ENROLMENT_LIFE_MS = 600_000;

/** 32 characters without look-alikes, so that each takes exactly five bits of chance. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

export function newEnrolmentCode(random: Random): string {
  const characters = [...random.bytes(8)].map((byte) => ALPHABET.charAt(byte & 31));
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`;
}

export interface EnrolmentOffer {
  readonly code: string;
  readonly expiresAt: string;
}

export async function offerEnrolment(
  tools: { database: Pick<Database, 'db'>; keys: ServerKeys; clock: Pick<Clock, 'now'>; random: Random },
  wish: { tenant: string; register: string; allowBrowserTab: boolean },
): Promise<Verdict<EnrolmentOffer, { readonly code: 'register-unknown' }>> {
  const code = newEnrolmentCode(tools.random);
  const now = tools.clock.now();
  const expiresAt = new Date(now + ENROLMENT_LIFE_MS).toISOString();
  return withTenant(tools.database.db, wish.tenant, async (tx) => {
    const register = await tx
      .selectFrom('register')
      .select('id')
      .where('tenant', '=', wish.tenant)
      .where('id', '=', wish.register)
      .executeTakeFirst();
    if (register === undefined) return refused({ code: 'register-unknown' });
    // Codes that died a day ago have told who typed them why; after that they are only rubbish.
    await tx
      .deleteFrom('enrolment')
      .where('tenant', '=', wish.tenant)
      .where('expires_at', '<', new Date(now - 86_400_000).toISOString())
      .execute();
    await tx
      .insertInto('enrolment')
      .values({
        tenant: wish.tenant,
        code_hash: tools.keys.codeHash(code),
        register: wish.register,
        allow_browser_tab: wish.allowBrowserTab,
        expires_at: expiresAt,
        used_at: null,
      })
      .execute();
    return granted({ code, expiresAt });
  });
}
