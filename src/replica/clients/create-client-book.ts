/**
 * The client book: the store's key in memory for as long as the server said, what it opens, and what was
 * written here since, to be found by whoever is signed in.
 *
 * Invariants: 1. nothing is shown while nobody is signed in, and neither key nor contents outlive `until`;
 * 2. a client is shown as the server's document with own writes it does not contain, both of one reading;
 * 3. opening takes small steps, so that selling goes on; 4. readings follow each other.
 */
import type { Client, ClientEdit } from '../../domain/client/client.ts';
import type { Clock, Random, Timers } from '../../kernel/ports.ts';
import type { OrderContact } from '../../protocol/client/client-fields.ts';
import type { ClientKeyResponse } from '../../protocol/client/client-key.ts';
import { sealedHash } from '../../protocol/entry/entry-hash.ts';
import type { Journal, RegisterIdentity } from '../journal/journal.ts';
import type { ClientBookState, HeldClientBook } from './client-book.ts';
import { type ClientIndex, createClientIndex } from './client-index.ts';
import type { ClientMark, ClientSource, ClientTail } from './client-source.ts';
import type { OwnCopies } from './own-copies.ts';
import { createOwnWrites, type OwnWrites } from './own-writes.ts';
import { clientFrom, contactFrom, editFrom } from './read-records.ts';
import { importClientKey, openPart, openSealed, type Subtle, sealForServer, sealForStore } from './sealing.ts';
import { type OwnWrite, shownClient } from './shown-client.ts';

export interface ClientBookPorts {
  readonly identity: Pick<RegisterIdentity, 'incarnation'>;
  readonly source: ClientSource;
  readonly copies: OwnCopies;
  readonly journal: Pick<Journal, 'after' | 'snapshot' | 'subscribe'>;
  /** Null where the server cannot be asked, or does not answer. */
  readonly fetchKey: () => Promise<ClientKeyResponse | null>;
  /** Told again and again while the server is within reach. */
  readonly whenOnline: (listener: () => void) => () => void;
  readonly subtle: Subtle;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
}

interface HeldKey {
  readonly bytes: string;
  readonly sealTo: string;
  readonly opens: CryptoKey;
  readonly until: string;
  readonly askedAt: number;
  /** By both clocks: one stands still while a tablet sleeps, the other may be set. */
  readonly diesAt: { readonly elapsed: number; readonly now: number };
}

/** Everything that one reading showed. */
interface Contents {
  readonly documents: Map<string, Client>;
  readonly index: ClientIndex;
}

/** A key of this age is asked for anew at the next sign-in, so that a shop with a network never runs out. */
const RENEW_AFTER_MS = 3_600_000;
/** Clients folded and laid into the index at a stretch. */
const STEP = 250;

export function createClientBook(ports: ClientBookPorts): HeldClientBook {
  const { source, journal, subtle, clock, timers } = ports;
  const listeners = new Set<() => void>();
  let key: HeldKey | null = null;
  let isSignedIn = false;
  let contents: Contents | null = null;
  let mark: ClientMark | null = null;
  let included = 0;
  let hasFailed = false;
  let asking: Promise<void> | null = null;
  let isFirstAnswerDue = false;
  let life = new AbortController();
  let inTurn: Promise<void> = Promise.resolve();
  let told: ClientBookState = { kind: 'locked' };
  const own: OwnWrites = createOwnWrites({
    journal,
    copies: ports.copies,
    open: async (sealed) => (key === null ? null : editFrom(await openSealed(subtle, key.opens, sealed))),
    now: () => clock.now(),
  });

  function tell(): void {
    for (const listener of [...listeners]) listener();
  }

  function live(): HeldKey | null {
    if (key !== null && (clock.elapsed() >= key.diesAt.elapsed || clock.now() >= key.diesAt.now)) lockUp();
    return key;
  }

  function lockUp(): void {
    key = null;
    contents = null;
    mark = null;
    hasFailed = false;
    own.forget();
    life.abort();
    life = new AbortController();
  }

  function open(): Contents | null {
    return isSignedIn && live() !== null ? contents : null;
  }

  function state(): ClientBookState {
    const now = stateNow();
    if (JSON.stringify(now) !== JSON.stringify(told)) told = now;
    return told;
  }

  function stateNow(): ClientBookState {
    const shown = open();
    if (shown !== null && key !== null) return { kind: 'open', clients: shown.index.size(), until: key.until };
    if (!isSignedIn) return { kind: 'locked' };
    if (key === null) return { kind: isFirstAnswerDue ? 'opening' : 'locked' };
    return { kind: hasFailed ? 'unavailable' : 'opening' };
  }

  function ask(): Promise<void> {
    asking ??= takeKey().finally(() => {
      asking = null;
      isFirstAnswerDue = false;
      tell();
    });
    return asking;
  }

  async function takeKey(): Promise<void> {
    const asked = { elapsed: clock.elapsed(), now: clock.now() };
    const answer = await ports.fetchKey().catch(() => null);
    if (answer === null) return;
    // By the server's two instants alone: this tablet's wall clock may be wrong by years.
    const lifeMs = Math.max(0, Date.parse(answer.until) - Date.parse(answer.serverTime));
    const opens = key?.bytes === answer.key ? key.opens : await importClientKey(subtle, answer.key).catch(() => null);
    if (opens === null || lifeMs === 0) return;
    if (key?.bytes !== answer.key) lockUp();
    life.abort();
    life = new AbortController();
    key = {
      bytes: answer.key,
      sealTo: answer.sealTo,
      opens,
      until: answer.until,
      askedAt: asked.elapsed,
      diesAt: { elapsed: asked.elapsed + lifeMs, now: asked.now + lifeMs },
    };
    const { signal } = life;
    void timers.sleep(lifeMs, signal).then(() => {
      if (signal.aborted) return;
      lockUp();
      tell();
    });
    refresh();
  }

  function refresh(): void {
    inTurn = inTurn.then(read).catch(() => {
      hasFailed = contents === null;
      tell();
    });
  }

  /** The documents as they lie, and own writes above them. */
  async function read(): Promise<void> {
    const used = live();
    if (used === null) return;
    const tail = await source.read(mark);
    const reached = tail.incarnation === ports.identity.incarnation ? tail.included : 0;
    if (tail.isNew || contents === null) {
      const documents = await openAll(used.opens, tail);
      if (documents === null) throw new Error('clients sealed with another key');
      await own.reach(reached);
      const index = createClientIndex();
      let laid = 0;
      for (const client of documents.values()) {
        index.put(client, false);
        if (++laid % STEP === 0) await timers.sleep(0);
      }
      if (key !== used && key?.bytes !== used.bytes) return;
      contents = { documents, index };
      lay(new Set(own.held().map(({ client }) => client)));
    } else {
      const before = own.held();
      const changed = await openChanges(used.opens, tail);
      const isSame = changed.size === 0 && reached === included;
      if (!isSame) await own.reach(reached);
      if (contents === null) return;
      for (const [id, client] of changed) {
        if (client === null) contents.documents.delete(id);
        else contents.documents.set(id, client);
      }
      if (!isSame) lay(new Set([...changed.keys(), ...[...before, ...own.held()].map(({ client }) => client)]));
    }
    included = reached;
    mark = tail.mark;
    hasFailed = false;
    tell();
  }

  async function readOwn(): Promise<void> {
    if (contents === null) return;
    const before = new Set(own.held());
    await own.readOn();
    const fresh = own.held().filter((write) => !before.has(write));
    if (fresh.length === 0) return;
    lay(new Set(fresh.map(({ client }) => client)));
    tell();
  }

  function lay(ids: ReadonlySet<string>): void {
    if (contents === null) return;
    const writes = new Map<string, OwnWrite[]>();
    for (const write of own.held()) {
      if (ids.has(write.client)) writes.set(write.client, [...(writes.get(write.client) ?? []), write]);
    }
    for (const id of ids) {
      const mine = writes.get(id) ?? [];
      const shown = shownClient(id, contents.documents.get(id) ?? null, mine);
      if (shown === null) contents.index.remove(id);
      else contents.index.put(shown, mine.length > 0);
    }
  }

  /** Null where a part does not open. */
  async function openAll(opens: CryptoKey, tail: ClientTail): Promise<Map<string, Client> | null> {
    const documents = new Map<string, Client>();
    for (const part of tail.parts) {
      const records = await openPart(subtle, opens, part);
      if (records === null) return null;
      for (const record of records) {
        const client = clientFrom(record);
        if (client !== null) documents.set(client.id, client);
      }
      await timers.sleep(0);
    }
    for (const [id, client] of await openChanges(opens, tail)) {
      if (client === null) documents.delete(id);
      else documents.set(id, client);
    }
    return documents;
  }

  async function openChanges(opens: CryptoKey, tail: ClientTail): Promise<Map<string, Client | null>> {
    const changed = new Map<string, Client | null>();
    for (let at = 0; at < tail.changes.length; at += STEP) {
      const some = tail.changes.slice(at, at + STEP);
      const read = await Promise.all(
        some.map(async ({ sealed }) => (sealed === null ? null : clientFrom(await openSealed(subtle, opens, sealed)))),
      );
      some.forEach(({ ref }, place) => {
        changed.set(ref, read[place] ?? null);
      });
    }
    return changed;
  }

  const unlisten = [
    source.subscribe(() => {
      if (live() !== null) refresh();
    }),
    journal.subscribe(() => {
      if (contents !== null) inTurn = inTurn.then(readOwn).catch(() => undefined);
    }),
    ports.whenOnline(() => {
      if (isSignedIn && live() === null) void ask();
    }),
  ];

  return {
    state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: (id) => open()?.index.get(id) ?? null,
    find: (text, limit) => open()?.index.find(text, limit) ?? [],
    async contactOf(sealed): Promise<OrderContact | null> {
      const held = isSignedIn ? live() : null;
      return held === null ? null : contactFrom(await openSealed(subtle, held.opens, sealed));
    },
    async seal(fields: ClientEdit) {
      const held = isSignedIn ? live() : null;
      if (held === null) return null;
      const sealed = await sealForServer(ports, held.sealTo, fields);
      const hash = sealedHash(sealed);
      own.remember(hash, fields);
      const copy = { hash, sealed: await sealForStore(ports, held.opens, fields), at: clock.now() };
      // Without it the entry is as safe; only a restart hides it until the server tells it.
      await ports.copies.put(copy).catch(() => undefined);
      return sealed;
    },
    setSignedIn(now) {
      if (now === isSignedIn) return;
      isSignedIn = now;
      if (now) {
        const held = live();
        isFirstAnswerDue = held === null;
        if (held === null || clock.elapsed() - held.askedAt > RENEW_AFTER_MS) void ask();
      }
      tell();
    },
    close() {
      for (const stop of unlisten) stop();
      lockUp();
      life.abort();
      source.close();
      listeners.clear();
    },
  };
}
