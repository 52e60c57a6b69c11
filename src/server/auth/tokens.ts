/**
 * Tokens of registers live ten minutes and are of no use to who does not hold the register's key: they
 * name the key's thumbprint, and every request is signed by it besides. Grants let a cache read
 * segments, which are named by their content and hold no secret of a person.
 */
import { calculateJwkThumbprint, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../kernel/ports.ts';
import { idOf, type PublicKey, wholePositive } from '../../protocol/scalars.ts';
import type { ServerKeys } from './server-keys.ts';

export const TOKEN_LIFE_MS = 600_000;
export const GRANT_LIFE_MS = 3_600_000;

/** Who a request speaks for: one incarnation of one register, in its store. */
export interface RegisterClaims {
  readonly tenant: string;
  readonly register: string;
  readonly incarnation: number;
  readonly location: string;
  readonly keyThumbprint: string;
}

const tokenClaims = z.looseObject({
  ten: idOf('tenant'),
  reg: idOf('register'),
  inc: wholePositive,
  loc: idOf('location'),
  cnf: z.looseObject({ jkt: z.string() }),
});
const grantClaims = z.looseObject({ ten: idOf('tenant') });

export interface Tokens {
  issue(claims: RegisterClaims): Promise<{ token: string; expiresAtMs: number }>;
  /** Null for anything but a token of ours that still lives. */
  read(token: string): Promise<RegisterClaims | null>;
  grant(tenant: string): Promise<string>;
  readGrant(grant: string): Promise<{ tenant: string } | null>;
}

export function createTokens(keys: ServerKeys, clock: Pick<Clock, 'now'>): Tokens {
  return {
    async issue(claims) {
      const now = clock.now();
      const token = await new SignJWT({
        ten: claims.tenant,
        reg: claims.register,
        inc: claims.incarnation,
        loc: claims.location,
        cnf: { jkt: claims.keyThumbprint },
      })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'evertill-register+jwt' })
        .setIssuedAt(seconds(now))
        .setExpirationTime(seconds(now + TOKEN_LIFE_MS))
        .sign(keys.token.sign);
      return { token, expiresAtMs: seconds(now + TOKEN_LIFE_MS) * 1_000 };
    },
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, keys.token.verify, {
          algorithms: ['EdDSA'],
          typ: 'evertill-register+jwt',
          currentDate: new Date(clock.now()),
        });
        const claims = tokenClaims.safeParse(payload);
        if (!claims.success) return null;
        const { ten, reg, inc, loc, cnf } = claims.data;
        return { tenant: ten, register: reg, incarnation: inc, location: loc, keyThumbprint: cnf.jkt };
      } catch {
        return null;
      }
    },
    // An hour's slots, so that all tablets of an hour ask a cache for the same address.
    grant: (tenant) =>
      new SignJWT({ ten: tenant })
        .setProtectedHeader({ alg: 'HS256', typ: 'evertill-grant+jwt' })
        .setExpirationTime(seconds((Math.floor(clock.now() / GRANT_LIFE_MS) + 2) * GRANT_LIFE_MS))
        .sign(keys.grant),
    async readGrant(grant) {
      try {
        const { payload } = await jwtVerify(grant, keys.grant, {
          algorithms: ['HS256'],
          typ: 'evertill-grant+jwt',
          currentDate: new Date(clock.now()),
        });
        const claims = grantClaims.safeParse(payload);
        return claims.success ? { tenant: claims.data.ten } : null;
      } catch {
        return null;
      }
    },
  };
}

/** RFC 7638, so that two spellings of one key are one key. */
export function keyThumbprint(key: PublicKey): Promise<string> {
  return calculateJwkThumbprint(key);
}

function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
