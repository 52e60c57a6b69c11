/**
 * Who this tablet is and what it can prove. The identity lies in the journal's database and begins, in the
 * same transaction, the numbers of its incarnation.
 */
import { invariant } from '../../kernel/invariant.ts';
import type { EnrolResponse } from '../../protocol/enrol.ts';
import { chainStart } from '../../protocol/entry/entry-hash.ts';
import type { PublicKey } from '../../protocol/scalars.ts';
import type { RegisterIdentity } from '../journal/journal.ts';
import { type HeadRow, type IdentityRow, type JournalStore, lifeOf } from '../journal/store.ts';
import { bytesFromBase64Url } from './base64-url.ts';
import type { KeyHandle, KeyVault } from './key-vault.ts';

/** This tablet as a register: its names and its hand. */
export interface Tablet {
  readonly identity: RegisterIdentity;
  /** Epoch of the server that enrolled it. */
  readonly epoch: string;
  readonly store: { readonly id: string; readonly name: string; readonly priceList: string };
  sign(text: string): Promise<string>;
  /** HMAC-SHA-256 under this incarnation's PIN key. */
  prove(bytes: Uint8Array): Promise<Uint8Array>;
}

export async function loadTablet(store: JournalStore, vault: KeyVault): Promise<Tablet | null> {
  const row = await store.transact('read', ['identity'], (tx) => tx.get('identity', ['present']));
  return row === undefined ? null : tabletOf(row, vault);
}

/** What this tablet was before it was enrolled anew, where entries of that life are not at the server yet. */
export async function loadFormerTablets(store: JournalStore, vault: KeyVault): Promise<readonly Tablet[]> {
  const rows = await store.transact('read', ['identity', 'heads', 'links'], async (tx) => {
    const waiting: IdentityRow[] = [];
    for (const row of await tx.all('identity')) {
      if (row.key === 'present') continue;
      const head = await tx.get('heads', [row.key]);
      const link = await tx.get('links', [row.key]);
      if (head && link && head.sequence > link.acknowledged) waiting.push(row);
    }
    return waiting;
  });
  return rows.map((row) => tabletOf(row, vault));
}

/**
 * The key pair for an enrolment under way. It is kept before anything is sent, so that a tablet whose
 * answer was lost asks again with the same key, also after a restart.
 */
export async function pendingKey(
  store: JournalStore,
  vault: KeyVault,
  code: string,
): Promise<{ readonly handle: KeyHandle; readonly publicKey: PublicKey }> {
  const kept = await store.transact('read', ['enrolling'], (tx) => tx.get('enrolling', [code]));
  if (kept !== undefined) return { handle: kept.signing, publicKey: kept.publicKey };
  const made = await vault.createSigningKey();
  await store.transact('write', ['enrolling'], async (tx) => {
    await tx.clear('enrolling');
    await tx.put('enrolling', { code, signing: made.handle, publicKey: made.publicKey });
  });
  return made;
}

export async function keepIdentity(
  store: JournalStore,
  vault: KeyVault,
  signing: KeyHandle,
  response: EnrolResponse,
): Promise<Tablet> {
  const pin = await vault.importPinKey(bytesFromBase64Url(response.pinKey));
  const row: IdentityRow = {
    key: 'present',
    identity: {
      tenant: response.tenant,
      register: response.register.id,
      registerName: response.register.name,
      incarnation: response.incarnation,
      series: response.series,
      location: response.register.location,
    },
    epoch: response.epoch,
    store: response.store,
    signing,
    pin,
  };
  const life = lifeOf(row.identity);
  await store.transact('write', ['identity', 'enrolling', 'heads', 'links', 'draft'], async (tx) => {
    invariant((await tx.get('heads', [life])) === undefined, 'an incarnation begins once');
    await tx.put('heads', newHead(life, chainStart(response.register.id, response.incarnation)));
    await tx.put('links', { life, epoch: response.epoch, acknowledged: 0, durableThrough: 0 });
    // A server that was put back to an older day may have lost what former lives sent it.
    for (const former of await tx.all('links')) {
      if (former.life === life || former.epoch === response.epoch) continue;
      const acknowledged = Math.min(former.acknowledged, former.durableThrough);
      await tx.put('links', { ...former, epoch: response.epoch, acknowledged });
    }
    const before = await tx.get('identity', ['present']);
    if (before !== undefined) await tx.put('identity', { ...before, key: lifeOf(before.identity) });
    await tx.clear('draft');
    await tx.put('identity', row);
    await tx.clear('enrolling');
  });
  return tabletOf(row, vault);
}

function tabletOf(row: IdentityRow, vault: KeyVault): Tablet {
  return {
    identity: row.identity,
    epoch: row.epoch,
    store: row.store,
    sign: (text) => vault.sign(row.signing, text),
    prove: (bytes) => vault.prove(row.pin, bytes),
  };
}

/** The head of a life that has no entry yet. */
function newHead(life: string, hash: string): HeadRow {
  return { life, sequence: 0, hash, receipts: 0, shift: null, fence: 0, anchor: { sequence: 0, hash } };
}
