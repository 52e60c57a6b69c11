/** A client book over a server, a journal and a disk that are plain lists; the cryptography is the real one. */
import { gzipSync } from 'node:zlib';
import type { Client, ClientEdit } from '../../../src/domain/client/client.ts';
import { createIdSource } from '../../../src/kernel/ids.ts';
import { systemRandom, systemTimers } from '../../../src/kernel/system-ports.ts';
import type { ClientKeyResponse } from '../../../src/protocol/client/client-key.ts';
import { sealedHash } from '../../../src/protocol/entry/entry-hash.ts';
import type { ClientTail } from '../../../src/replica/clients/client-source.ts';
import { createClientBook } from '../../../src/replica/clients/create-client-book.ts';
import type { JournalRecord } from '../../../src/replica/journal/journal.ts';
import { publicPointOf } from '../../../src/server/channels/sealing.ts';
import { testSealing, testSealingKeys } from '../../support/open-sealing.ts';

const LOCATION = 'here';
export const KEY_LIFE_MS = 12 * 3_600_000;
export const newId = createIdSource({ clock: { now: () => 0 }, random: systemRandom });

export function createBookRig(incarnation = 1) {
  const clock = { at: 0, now: () => clock.at, elapsed: () => clock.at };
  const sourceListeners = new Set<() => void>();
  const journalListeners = new Set<() => void>();
  const onlineListeners = new Set<() => void>();
  const records: JournalRecord[] = [];
  const copies = new Map<string, { hash: string; sealed: string; at: number }>();
  let shape = 0;
  let sequence = 0;
  let parts: readonly string[] = [];
  let changes: { ref: string; sealed: string | null; sequence: number }[] = [];
  let included = 0;
  const network = { isThere: true, asked: 0 };
  const tell = (listeners: ReadonlySet<() => void>) => {
    for (const listener of [...listeners]) listener();
  };

  const source = {
    async read(have: ClientTail['mark'] | null): Promise<ClientTail> {
      const isNew = have === null || have.shape !== String(shape) || sequence < have.sequence;
      return {
        mark: { epoch: 'e', shape: String(shape), sequence },
        isNew,
        parts: isNew ? parts : [],
        changes: changes.filter((one) => isNew || one.sequence > have.sequence),
        incarnation,
        included,
      };
    },
    subscribe(listener: () => void) {
      sourceListeners.add(listener);
      return () => sourceListeners.delete(listener);
    },
    close: () => {},
  };
  const journal = {
    after: async (from: number, limit: number) => records.filter((one) => one.sequence > from).slice(0, limit),
    snapshot: () => ({ sequence: records.length }) as never,
    subscribe(listener: () => void) {
      journalListeners.add(listener);
      return () => journalListeners.delete(listener);
    },
  };
  const copyStore = {
    put: async (copy: { hash: string; sealed: string; at: number }) => void copies.set(copy.hash, copy),
    get: async (hashes: readonly string[]) => hashes.flatMap((hash) => copies.get(hash) ?? []),
    remove: async (hashes: readonly string[]) => hashes.forEach((hash) => void copies.delete(hash)),
    prune: async (before: number, kept: ReadonlySet<string>) => {
      for (const { hash, at } of copies.values()) if (at < before && !kept.has(hash)) copies.delete(hash);
    },
  };

  return {
    clock,
    network,
    copies,
    records,
    /** Another start of the app. */
    openBook: () =>
      createClientBook({
        identity: { incarnation: 1 },
        source,
        copies: copyStore,
        journal,
        async fetchKey(): Promise<ClientKeyResponse | null> {
          network.asked++;
          if (!network.isThere) return null;
          return {
            key: Buffer.from(testSealingKeys.clientKey()).toString('base64url'),
            sealTo: publicPointOf(testSealingKeys.privateKey),
            until: new Date(clock.at + KEY_LIFE_MS).toISOString(),
            serverTime: new Date(clock.at).toISOString(),
          };
        },
        whenOnline(listener) {
          onlineListeners.add(listener);
          return () => onlineListeners.delete(listener);
        },
        subtle: crypto.subtle,
        clock,
        timers: {
          // What lasts hours in a test lasts until its end.
          sleep: (ms, signal) =>
            ms === 0
              ? systemTimers.sleep(0)
              : new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
        },
        random: systemRandom,
      }),
    online: () => tell(onlineListeners),
    /** The associate's part after `seal`. */
    append(kind: 'client.create' | 'client.edit', client: string, sealed: string) {
      const at = records.length + 1;
      const entry = { kind, body: { client }, sealed, sealedHash: sealedHash(sealed), incarnation: 1 };
      records.push({ sequence: at, entry } as unknown as JournalRecord);
      tell(journalListeners);
    },
    /** A round that brought segments anew: everybody, and nothing above them. */
    pullSegments(clients: readonly Client[], contained: number) {
      parts = [testSealing.sealPart(LOCATION, gzipSync(JSON.stringify(clients)))];
      shape++;
      changes = [];
      included = contained;
      tell(sourceListeners);
    },
    pullChanges(changed: readonly (readonly [string, Client | null])[], contained: number) {
      for (const [ref, client] of changed) {
        const sealed = client === null ? null : testSealing.sealFor(LOCATION, client);
        changes = [...changes.filter((one) => one.ref !== ref), { ref, sealed, sequence: ++sequence }];
      }
      included = contained;
      tell(sourceListeners);
    },
  };
}

export type BookRig = ReturnType<typeof createBookRig>;
export type Book = ReturnType<BookRig['openBook']>;

export async function write(
  rig: BookRig,
  book: Book,
  kind: 'client.create' | 'client.edit',
  client: string,
  fields: ClientEdit,
): Promise<void> {
  const sealed = await book.seal(fields);
  if (sealed === null) throw new Error('the book is closed');
  rig.append(kind, client, sealed);
}
