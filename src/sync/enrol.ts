/**
 * Makes this tablet a register. The key pair is made and kept before the code is sent: when the answer is
 * lost, the same key asks again and gets the same incarnation.
 */
import type { Random, Timers } from '../kernel/ports.ts';
import { granted, refused, type Verdict } from '../kernel/verdict.ts';
import { type EnrolRefusalCode, enrolRefusalCodes, enrolResponse } from '../protocol/enrol.ts';
import { ENROLMENT_CODE_PATTERN } from '../protocol/enrolment-code.ts';
import { PATHS } from '../protocol/headers.ts';
import type { PublicKey } from '../protocol/scalars.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { type JournalStore, type KeyVault, keepIdentity, pendingKey, type Tablet } from '../replica/index.ts';
import type { OfflineCause } from './believe.ts';
import type { Http } from './http.ts';
import { nonceOf, send } from './transport.ts';

export type EnrolmentRefusal =
  | { readonly code: EnrolRefusalCode }
  | { readonly code: 'not-a-code' }
  /** No answer that is our server's. The code is not spent; try again. */
  | { readonly code: 'offline'; readonly because: OfflineCause }
  /** The server said something this build does not know. */
  | { readonly code: 'not-understood'; readonly answer: string };

export async function enrolTablet(
  ports: {
    readonly http: Http;
    readonly timers: Timers;
    readonly random: Random;
    readonly vault: KeyVault;
    /** From `openJournal`, when it says `not-enrolled`, or `ready` after a revocation. */
    readonly store: JournalStore;
  },
  wish: { readonly code: string; readonly installed: boolean; readonly persisted: boolean },
): Promise<Verdict<Tablet, EnrolmentRefusal>> {
  const code = enrolmentCodeOf(wish.code);
  if (code === null) return refused({ code: 'not-a-code' });
  const key: { handle: unknown; publicKey: PublicKey } = await pendingKey(ports.store, ports.vault, code);
  const answer = await send(
    ports,
    {
      method: 'POST',
      path: PATHS.enrol,
      body: {
        protocol: PROTOCOL_VERSION,
        code,
        publicKey: key.publicKey,
        installed: wish.installed,
        persisted: wish.persisted,
      },
      nonce: nonceOf(ports.random),
    },
    enrolResponse,
  );
  if (answer.kind === 'offline') return refused({ code: 'offline', because: answer.because });
  if (answer.kind === 'refused') {
    const known = enrolRefusalCodes.find((refusal) => refusal === answer.code);
    return refused(known ? { code: known } : { code: 'not-understood', answer: answer.code });
  }
  return granted(await keepIdentity(ports.store, ports.vault, key.handle, answer.body));
}

/** As people type it: lower case, spaces, no hyphen, full-width digits. Null when it cannot be a code. */
export function enrolmentCodeOf(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  const code = `${plain.slice(0, 4)}-${plain.slice(4)}`;
  return ENROLMENT_CODE_PATTERN.test(code) ? code : null;
}
