/**
 * What the replica holds of this store's clients, still sealed: parts of segments, and what changed above
 * them. Read in one transaction with the last of our own entries that it contains.
 */
import { openSegment } from '../../protocol/segment/columnar.ts';
import { dropSegment } from '../catalog/drop-segment.ts';
import type { ClientChangeRecord, ReplicaHandle } from '../catalog/replica-database.ts';
import type { ReplicaNewsPort } from '../catalog/replica-store.ts';
import { progressOf } from '../catalog/standing.ts';

/** What a reader holds already. */
export interface ClientMark {
  readonly epoch: string | null;
  /** Names of the parts that were here. */
  readonly shape: string;
  readonly sequence: number;
}

export interface ClientTail {
  readonly mark: ClientMark;
  /** True: forget what was held, and begin with these parts. */
  readonly isNew: boolean;
  readonly parts: readonly string[];
  /** In order. */
  readonly changes: readonly Pick<ClientChangeRecord, 'ref' | 'sealed'>[];
  readonly incarnation: number | null;
  readonly included: number;
}

export interface ClientSource {
  read(have: ClientMark | null): Promise<ClientTail>;
  /** Told when there may be something to read. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

export function createDexieClientSource(options: {
  readonly handle: ReplicaHandle;
  readonly news: ReplicaNewsPort;
  readonly location: string;
}): ClientSource {
  const { handle, news } = options;
  const stream = `clients:${options.location}`;

  async function read(have: ClientMark | null) {
    return handle.run((db) =>
      db.transaction('r', db.progress, db.segments, db.clients, async () => {
        const progress = await progressOf(db);
        const { epoch, incarnation, included } = progress;
        const hashes = (progress.tables[stream]?.parts ?? []).map(({ hash }) => hash);
        const cursor = progress.cursors[stream] ?? 0;
        const isMoved = have === null || have.epoch !== epoch || cursor < have.sequence;
        // Parts may be missing while they are fetched anew: which are here is asked for without reading them.
        const here = await db.segments.where('hash').anyOf(hashes).primaryKeys();
        const shape = here.join(' ');
        const isNew = isMoved || have.shape !== shape;
        const segments = isNew ? await db.segments.bulkGet(here) : [];
        const from = isNew ? 0 : have.sequence + 1;
        const isBehind = isNew || cursor > have.sequence;
        const changes = isBehind
          ? await db.clients
              .where('[stream+sequence]')
              .between([stream, from], [stream, Number.MAX_SAFE_INTEGER])
              .toArray()
          : [];
        return { mark: { epoch, shape, sequence: cursor }, isNew, segments, changes, incarnation, included };
      }),
    );
  }

  return {
    async read(have) {
      const { segments, ...tail } = await read(have);
      const parts: string[] = [];
      for (const segment of segments) {
        if (segment === undefined) continue;
        const opened = openSegment(segment.bytes, 'clients');
        if (opened.ok) parts.push(opened.value.text('sealed', 0));
        else {
          await handle.run((db) => dropSegment(db, segment.hash));
          news.publish({ kind: 'segment-dropped' });
        }
      }
      return { ...tail, parts };
    },
    subscribe: (listener) =>
      news.subscribe(({ kind }) => {
        if (kind === 'round-applied' || kind === 'dropped' || kind === 'segment-kept') listener();
      }),
    close: () => handle.close(),
  };
}
