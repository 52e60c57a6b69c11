/**
 * Decides whether a request comes from the register it claims to come from: a token of ours that lives,
 * a signature over method, path, nonce and body by the key the token names, a nonce not seen before, and
 * an incarnation that head office has not revoked.
 */
import { sha256Hex } from '../../kernel/hash.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { tokenStatement } from '../../protocol/enrol.ts';
import { requestStatement } from '../../protocol/headers.ts';
import type { PublicKey } from '../../protocol/scalars.ts';
import type { Db } from '../db/schema.ts';
import type { Nonces } from './nonces.ts';
import type { Signatures } from './signatures.ts';
import { keyThumbprint, type Tokens } from './tokens.ts';

/** The register that a signed request speaks for. */
export interface RegisterIdentity {
  readonly tenant: string;
  readonly register: string;
  readonly incarnation: number;
  readonly location: string;
  readonly publicKey: PublicKey;
  /** Under which the PIN proofs for this tablet are made. */
  readonly pinKey: Uint8Array;
}

/** `token-invalid`: ask for a new one and try again. `signature-invalid`: what was sent is not what was signed, or was sent before. */
export type AccessRefusal = { readonly code: 'token-invalid' | 'signature-invalid' | 'not-enrolled' | 'revoked' };

export const NONCE_PATTERN = /^[A-Za-z0-9_-]{16,64}$/;

export interface SignedRequest {
  readonly method: string;
  /** With its query string, when it has one. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly nonce: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
}

export interface RegisterAccess {
  identify(request: SignedRequest): Promise<Verdict<RegisterIdentity, AccessRefusal>>;
  issueToken(request: {
    register: string;
    incarnation: number;
    nonce: string;
    signature: string;
  }): Promise<Verdict<{ token: string; expiresAtMs: number }, AccessRefusal>>;
}

export function createRegisterAccess(tools: {
  db: Db;
  tokens: Tokens;
  nonces: Nonces;
  signatures: Signatures;
}): RegisterAccess {
  const { db, tokens, nonces, signatures } = tools;

  const incarnations = () =>
    db
      .selectFrom('incarnation')
      .select(['tenant', 'register', 'incarnation', 'location', 'public_key', 'pin_key', 'status']);

  return {
    async identify(request) {
      const bearer = /^Bearer ([\w.-]+)$/.exec(request.authorization ?? '')?.[1];
      const claims = bearer === undefined ? null : await tokens.read(bearer);
      if (claims === null) return refused({ code: 'token-invalid' });
      const { nonce, signature } = request;
      if (nonce === undefined || signature === undefined || !NONCE_PATTERN.test(nonce)) {
        return refused({ code: 'signature-invalid' });
      }
      const life = await incarnations()
        .where('tenant', '=', claims.tenant)
        .where('register', '=', claims.register)
        .where('incarnation', '=', claims.incarnation)
        .executeTakeFirst();
      if (life === undefined) return refused({ code: 'not-enrolled' });
      if (life.status === 'revoked') return refused({ code: 'revoked' });
      if ((await keyThumbprint(life.public_key)) !== claims.keyThumbprint) return refused({ code: 'token-invalid' });
      const statement = requestStatement({
        method: request.method,
        path: request.path,
        nonce,
        bodyHash: sha256Hex(request.body),
      });
      if (!(await signatures.isBy(life.public_key, statement, signature)))
        return refused({ code: 'signature-invalid' });
      // After the signature, so that a stranger can neither fill the memory nor spend a register's nonces.
      if (!nonces.take(`${claims.register}:${claims.incarnation}`, nonce))
        return refused({ code: 'signature-invalid' });
      return granted({
        tenant: life.tenant,
        register: life.register,
        incarnation: life.incarnation,
        location: life.location,
        publicKey: life.public_key,
        pinKey: life.pin_key,
      });
    },

    async issueToken({ register, incarnation, nonce, signature }) {
      // The id of a register is its own proof of nothing; the signature below is.
      const life = await incarnations()
        .where('register', '=', register)
        .where('incarnation', '=', incarnation)
        .executeTakeFirst();
      if (life === undefined) return refused({ code: 'not-enrolled' });
      const statement = tokenStatement(register, incarnation, nonce);
      if (!(await signatures.isBy(life.public_key, statement, signature)))
        return refused({ code: 'signature-invalid' });
      if (life.status === 'revoked') return refused({ code: 'revoked' });
      if (!nonces.take(`token ${register}:${incarnation}`, nonce)) return refused({ code: 'signature-invalid' });
      return granted(
        await tokens.issue({
          tenant: life.tenant,
          register,
          incarnation,
          location: life.location,
          keyThumbprint: await keyThumbprint(life.public_key),
        }),
      );
    },
  };
}
