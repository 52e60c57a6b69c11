/** One tablet without a browser: the real journal, shelf and sync engine over an IndexedDB in memory and real HTTP. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Store } from '../../domain/store/store.ts';
import { NO_SHIFT, planShiftOpen } from '../../domain/till/shift.ts';
import { createIdSource, type IdSource } from '../../kernel/ids.ts';
import { invariant, must } from '../../kernel/invariant.ts';
import type { Clock } from '../../kernel/ports.ts';
import { systemRandom, systemTimers } from '../../kernel/system-ports.ts';
import { type ChannelOrderDocument, channelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import {
  createDexieDocuments,
  createDexieReplicaStore,
  createFetchedEngine,
  createInProcessSearch,
  createReplicaHandle,
  createReplicaNews,
  createShelf,
  createWebKeyVault,
  type Journal,
  type LockPort,
  type NewsPort,
  openJournal,
  type Shelf,
} from '../../replica/index.ts';
import { createEngine, createFetchHttp, createTransport, enrolTablet } from '../../sync/index.ts';

export interface Till {
  readonly journal: Journal;
  readonly shelf: Shelf;
  readonly ids: IdSource;
  store(): Store | null;
  /** A web order as this tablet's own copy has it. */
  channelOrder(id: string): Promise<ChannelOrderDocument | null>;
  /** One round of sync: null when it ended well, otherwise the fault's code. */
  sync(): Promise<string | null>;
  openShift(input: { associate: string; businessDay: string }): Promise<void>;
  close(): Promise<void>;
}

/** The only tab there is: it holds every lock at once. */
const ALONE: LockPort = {
  async request(_name, _how, held) {
    await held();
    return true;
  },
};

const NO_OTHER_TABS: NewsPort = { publish: () => undefined, subscribe: () => () => undefined };

export async function openTill(options: {
  origin: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  enrolmentCode: string;
}): Promise<Till> {
  const { clock } = options;
  const database = { indexedDB: new IDBFactory(), IDBKeyRange };
  const ids = createIdSource({ clock, random: systemRandom });
  const vault = createWebKeyVault(crypto.subtle);
  const ports = { ...database, clock, ids, locks: ALONE, news: NO_OTHER_TABS, vault };
  const http = createFetchHttp(options.fetch, options.origin);
  const shared = { http, clock, timers: systemTimers, random: systemRandom };

  const fresh = await openJournal(ports);
  invariant(fresh.kind === 'not-enrolled', 'a new tablet is not enrolled');
  const enrolled = await enrolTablet(
    { ...shared, vault, store: fresh.store },
    { code: options.enrolmentCode, installed: true, persisted: true },
  );
  invariant(enrolled.ok, () => `the tablet was enrolled: ${JSON.stringify(enrolled)}`);
  fresh.store.close();

  const opened = await openJournal(ports);
  invariant(opened.kind === 'ready', 'an enrolled tablet opens its journal');
  const { journal, tablet } = opened;
  const handle = createReplicaHandle(database);
  const news = createReplicaNews();
  const documents = createDexieDocuments({ handle, news });
  const search = createInProcessSearch(createFetchedEngine({ handle, news }));
  const shelf = createShelf({ handle, news, search, priceList: () => documents.store()?.priceList ?? null });
  const engine = createEngine({
    ...shared,
    outbox: journal,
    replica: createDexieReplicaStore({ handle, news }),
    tablet,
    transport: createTransport(shared, tablet),
    build: 'replay',
    onChange: () => undefined,
  });
  return {
    journal,
    shelf,
    ids,
    store: () => documents.store(),
    async channelOrder(id) {
      const stream = `orders:${tablet.identity.location}`;
      const found = await handle.run((db) => db.documents.get([stream, 'channel-order', id]));
      return found === undefined ? null : channelOrderDocument.parse(found.body);
    },
    async sync() {
      const fault = await engine.round();
      await documents.refresh();
      await shelf.refresh();
      return fault?.code ?? null;
    },
    async openShift({ associate, businessDay }) {
      const store = must(documents.store(), 'a filled tablet knows its store');
      const planned = planShiftOpen({
        summary: NO_SHIFT,
        newId: ids,
        location: store.id,
        businessDay,
        currency: store.currency.code,
        floatMinor: 20_000,
      });
      invariant(planned.ok, 'a first shift opens');
      const appended = await journal.append({
        kind: 'shift.open',
        associate,
        body: () => ({ ...planned.value, till: [...planned.value.till] }),
      });
      invariant(appended.ok, 'the shift was written');
    },
    async close() {
      shelf.close();
      opened.store.close();
    },
  };
}
