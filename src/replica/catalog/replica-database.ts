/**
 * The tablet's copy of the server's documents, on disk: `evertill-replica`. Disposable as a whole, so it
 * never shares a database with the journal. Few, large records: a row per product would cost a hundred
 * times the time and stand in the way of every scan.
 */
import Dexie, { type Table } from 'dexie';
import type { Manifest, TableManifest } from '../../protocol/segment/manifest.ts';
import { causeOf } from '../journal/heal.ts';
import type { LogRecord } from './log-records.ts';

// On localhost it would trace every failure to the console, also those that are expected and handled.
Dexie.debug = false;

export const REPLICA_DATABASE = 'evertill-replica';

export interface SegmentRecord {
  readonly hash: string;
  /** Uncompressed, as named by the hash. */
  readonly bytes: Uint8Array;
}

/** Codes of one item segment, ready for binary search, so that a cold start need not open the segments. */
export interface CodesRecord {
  readonly hash: string;
  /** Ascending code keys, and beside each the row of the segment it stands for. */
  readonly keys: Float64Array;
  readonly rows: Uint16Array | Uint32Array;
}

export interface DocumentRecord {
  readonly stream: string;
  /** The kind of its changes without `.put`: `store`, `associate`, `channel-order` … */
  readonly family: string;
  readonly ref: string;
  readonly sequence: number;
  readonly body: unknown;
}

/** What a change says of a client above the segments: sealed, or null where the client is to be forgotten. */
export interface ClientChangeRecord {
  readonly stream: string;
  readonly ref: string;
  readonly sequence: number;
  readonly sealed: string | null;
}

/**
 * What was written here of a client, sealed with the store's key so that it can be read again after a restart:
 * the entry itself only the server can open. Not the server's, so no new epoch takes it away.
 */
export interface OwnClientRecord {
  /** `sealedHash` of the entry. */
  readonly hash: string;
  readonly sealed: string;
  /** ms since 1970 */
  readonly at: number;
}

/** A change this build has no word for, as it came. */
export interface UnreadRecord {
  readonly stream: string;
  readonly sequence: number;
  readonly kind: string;
  readonly ref: string;
  readonly body: unknown;
}

/** One record: what it says belongs together. */
export interface ProgressRecord {
  readonly key: 'progress';
  readonly epoch: string | null;
  readonly incarnation: number | null;
  readonly included: number;
  readonly asOf: string | null;
  readonly cursors: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, TableManifest>>;
  readonly filling: Pick<Manifest, 'epoch' | 'tables'> | null;
  readonly logged: Readonly<Record<string, number>>;
  readonly unread: number;
}

/** Something computed from segments and kept to spare the computing. Valid only for the `source` it names. */
export interface DerivedRecord {
  readonly key: 'search-index';
  readonly source: string;
  readonly bytes: Uint8Array;
}

export interface ReplicaDatabase extends Dexie {
  readonly segments: Table<SegmentRecord, string>;
  readonly codes: Table<CodesRecord, string>;
  /** Changes of packed streams above their segments. */
  readonly log: Table<LogRecord, [string, number]>;
  readonly documents: Table<DocumentRecord, [string, string, string]>;
  readonly unread: Table<UnreadRecord, [string, number]>;
  readonly clients: Table<ClientChangeRecord, [string, string]>;
  readonly ownClients: Table<OwnClientRecord, string>;
  readonly progress: Table<ProgressRecord, string>;
  readonly derived: Table<DerivedRecord, string>;
}

export interface ReplicaPorts {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

export function openReplicaDatabase(ports: ReplicaPorts, name = REPLICA_DATABASE): ReplicaDatabase {
  const db = new Dexie(name, { indexedDB: ports.indexedDB, IDBKeyRange: ports.IDBKeyRange }) as ReplicaDatabase;
  db.version(1).stores({
    segments: 'hash',
    codes: 'hash',
    log: '[stream+to]',
    documents: '[stream+family+ref]',
    unread: '[stream+sequence]',
    progress: 'key',
    derived: 'key',
  });
  // What changed in a stream since is found without reading the rest of it.
  db.version(2).stores({
    documents: '[stream+family+ref], [stream+sequence]',
    clients: '[stream+ref], [stream+sequence]',
    ownClients: 'hash',
  });
  return db;
}

export interface ReplicaHandle {
  /** Work that may be run twice: what the replica does is idempotent. */
  run<T>(work: (db: ReplicaDatabase) => Promise<T>): Promise<T>;
  close(): void;
}

/** After one of these a fresh handle may do; a lost connection never comes back by itself. */
const CONNECTION_FAULTS = new Set([
  'DatabaseClosedError',
  'InvalidStateError',
  'UnknownError',
  'OpenFailedError',
  'AbortError',
]);

export function createReplicaHandle(ports: ReplicaPorts, name?: string): ReplicaHandle {
  let db = openReplicaDatabase(ports, name);
  let isClosed = false;
  return {
    async run(work) {
      const used = db;
      try {
        return await work(used);
      } catch (error) {
        if (isClosed || !CONNECTION_FAULTS.has(causeOf(error))) throw error;
        // Somebody else's call may have opened a fresh handle meanwhile.
        if (db === used) {
          used.close();
          db = openReplicaDatabase(ports, name);
        }
        return work(db);
      }
    },
    close() {
      isClosed = true;
      db.close();
    },
  };
}

export const NOTHING_YET: ProgressRecord = {
  key: 'progress',
  epoch: null,
  incarnation: null,
  included: 0,
  asOf: null,
  cursors: {},
  tables: {},
  filling: null,
  logged: {},
  unread: 0,
};
