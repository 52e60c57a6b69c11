/** Who speaks for a channel: a key, kept only as its keyed hash. Publishable keys may be read by anybody. */

import type { Clock, Random } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { base64Url } from '../auth/server-keys.ts';
import type { Db } from '../db/schema.ts';

export interface ChannelSpeaker {
  readonly tenant: string;
  readonly key: string;
  readonly kind: 'publishable' | 'secret';
}

const PREFIXES = { publishable: 'evp_', secret: 'evs_' } as const;
export const CHANNEL_KEY_PATTERN = /^ev[ps]_[A-Za-z0-9_-]{32}$/;

export interface ChannelKeys {
  /** The key's text is told here and never again. */
  make(of: { readonly tenant: string; readonly name: string; readonly kind: ChannelSpeaker['kind'] }): Promise<string>;
  /** The publishable key of the shop this server shows itself, the same at every start; null without that retailer. */
  openForOwnShop(tenant: string): Promise<string | null>;
  identify(authorization: string | undefined): Promise<Verdict<ChannelSpeaker, { readonly code: 'key-unknown' }>>;
}

/** `owner` reads over all tenants: a key says whose it is. */
export function createChannelKeys(tools: {
  readonly owner: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly codeHash: (code: string) => string;
}): ChannelKeys {
  const { owner, clock, random, codeHash } = tools;

  /** A key that is there already stays as it is. */
  async function keep(
    of: { readonly tenant: string; readonly id: string; readonly name: string; readonly kind: ChannelSpeaker['kind'] },
    text: string,
  ): Promise<void> {
    await owner
      .insertInto('channel_key')
      .values({ ...of, hash: codeHash(text), created_at: new Date(clock.now()).toISOString(), revoked_at: null })
      .onConflict((conflict) => conflict.columns(['tenant', 'id']).doNothing())
      .execute();
  }

  return {
    async make({ tenant, name, kind }) {
      const text = `${PREFIXES[kind]}${base64Url(random.bytes(24))}`;
      await keep({ tenant, id: base64Url(random.bytes(12)), name, kind }, text);
      return text;
    },

    async openForOwnShop(tenant) {
      const known = await owner.selectFrom('tenant').select('id').where('id', '=', tenant).executeTakeFirst();
      if (known === undefined) return null;
      const chance = Buffer.from(codeHash(`own shop of ${tenant}`), 'hex').subarray(0, 24);
      const text = `${PREFIXES.publishable}${base64Url(chance)}`;
      await keep({ tenant, id: 'own-shop', name: 'Web shop', kind: 'publishable' }, text);
      return text;
    },

    async identify(authorization) {
      const text = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '';
      if (!CHANNEL_KEY_PATTERN.test(text)) return refused({ code: 'key-unknown' });
      const row = await owner
        .selectFrom('channel_key')
        .select(['tenant', 'id', 'kind'])
        .where('hash', '=', codeHash(text))
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return refused({ code: 'key-unknown' });
      return granted({ tenant: row.tenant, key: row.id, kind: row.kind });
    },
  };
}
