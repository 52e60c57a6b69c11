/** The tablet's copy of levels, with the promises of `ReplicaStore` kept by plain maps that outlive a crash. */
import { sha256Hex } from '../../../src/kernel/hash.ts';
import { granted, refused } from '../../../src/kernel/verdict.ts';
import type { ReplicaProgress, ReplicaStore } from '../../../src/replica/index.ts';

/** On hand and damaged, as a stock stream says it. */
export interface Shelf {
  readonly onHand: number;
  readonly damaged: number;
}

export interface ReplicaDisk {
  progress: ReplicaProgress;
  levels: Map<number, Shelf>;
  segments: Map<string, string>;
  /** Orders, carts and exceptions as last told, by stream and ref. */
  documents: Map<string, { readonly kind: string; readonly body: unknown }>;
  /** For the oracle: every change that was applied since the last new beginning. */
  received: Map<string, Set<number>>;
}

const NOTHING: ReplicaProgress = {
  epoch: null,
  incarnation: null,
  included: 0,
  cursors: {},
  asOf: null,
  tables: {},
  filling: null,
  logged: {},
  unread: 0,
};

export function createReplicaDisk(): ReplicaDisk {
  return { progress: NOTHING, levels: new Map(), segments: new Map(), documents: new Map(), received: new Map() };
}

/** `write` stands between a decision and the disk: it takes time, or never returns. */
export function createModelReplica(disk: ReplicaDisk, write: () => Promise<void>, onRound: () => void): ReplicaStore {
  return {
    progress: async () => disk.progress,
    heldSegments: async () => new Set(disk.segments.keys()),
    wantedSegments: async () => [],
    async keepSegment(hash, bytes) {
      await write();
      const text = new TextDecoder().decode(bytes);
      if (sha256Hex(text) !== hash) return refused({ code: 'hash-mismatch', hash });
      disk.segments.set(hash, text);
      return granted('kept');
    },
    async activatePartial(manifest) {
      await write();
      disk.progress = { ...disk.progress, filling: { epoch: manifest.epoch, tables: manifest.tables } };
      return granted(null);
    },
    async applyRound(round) {
      await write();
      if (disk.progress.epoch !== null && disk.progress.epoch !== round.epoch) {
        return refused({ code: 'another-epoch', held: disk.progress.epoch, got: round.epoch });
      }
      const levels = new Map(disk.levels);
      const documents = new Map(disk.documents);
      const cursors = { ...disk.progress.cursors };
      for (const table of round.tables ?? []) {
        levels.clear();
        for (const part of table.parts) {
          const text = disk.segments.get(part.hash);
          if (text === undefined) return refused({ code: 'segments-missing', hashes: [part.hash] });
          for (const [ordinal, level] of JSON.parse(text) as [number, Shelf][]) levels.set(ordinal, level);
        }
        cursors[table.stream] = table.through;
      }
      let changes = 0;
      for (const page of round.pages) {
        for (const change of page.changes) {
          if (change.sequence <= (cursors[page.stream] ?? 0)) continue;
          cursors[page.stream] = change.sequence;
          changes += 1;
          const seen = disk.received.get(page.stream) ?? new Set();
          disk.received.set(page.stream, seen.add(change.sequence));
          if (!page.stream.startsWith('stock:')) {
            documents.set(`${page.stream} ${change.ref}`, { kind: change.kind, body: change.body });
            continue;
          }
          const { ordinal, onHand, damaged } = change.body as { ordinal: number } & Shelf;
          levels.set(ordinal, { onHand, damaged });
        }
        if (!page.more) cursors[page.stream] = Math.max(page.head, cursors[page.stream] ?? 0);
      }
      disk.levels = levels;
      disk.documents = documents;
      disk.progress = {
        ...disk.progress,
        epoch: round.epoch,
        incarnation: round.incarnation,
        included: round.included,
        cursors,
        tables: Object.fromEntries([
          ...Object.entries(disk.progress.tables),
          ...(round.tables ?? []).map((table) => [table.stream, table] as const),
        ]),
        asOf: round.serverTime,
        filling: (round.tables?.length ?? 0) > 0 ? null : disk.progress.filling,
      };
      onRound();
      return granted({ changes });
    },
    async dropAll() {
      await write();
      disk.progress = NOTHING;
      disk.levels = new Map();
      disk.documents = new Map();
      disk.received = new Map();
      return granted(null);
    },
    close: () => undefined,
  };
}
