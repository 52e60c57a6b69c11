/** One engine over a real journal, against a server that says what the test wants. */
import { sha256Hex } from '../../src/kernel/hash.ts';
import type { Timers } from '../../src/kernel/ports.ts';
import type { Manifest } from '../../src/protocol/segment/manifest.ts';
import type { PullRequest } from '../../src/protocol/sync/pull.ts';
import type { PushRequest } from '../../src/protocol/sync/push.ts';
import { keepIdentity } from '../../src/replica/identity/tablet.ts';
import { createJournal } from '../../src/replica/journal/create-journal.ts';
import { createEngine, type EnginePorts } from '../../src/sync/engine.ts';
import type { SyncStatus, Transport } from '../../src/sync/index.ts';
import { createModelReplica, createReplicaDisk } from '../simulation/rig/model-replica.ts';
import {
  createRigLocks,
  createRigNews,
  fixedClock,
  RIG,
  rigEnrolment,
  rigIds,
  rigSale,
  rigVault,
  seededRandom,
} from '../support/journal-rig.ts';
import { createDisk, openMemoryStore } from '../support/memory-journal-store.ts';

export const at = '2026-03-02T09:00:00.000Z';
export const stock = `stock:${RIG.location}`;
export const segment = JSON.stringify([[0, 10]]);

export async function rig(change: Partial<Transport> = {}, timers: Timers = { sleep: async () => undefined }) {
  const store = openMemoryStore(createDisk());
  const tablet = await keepIdentity(store, rigVault, { secret: 'rig' }, rigEnrolment());
  const clock = fixedClock();
  const ids = rigIds();
  const ports = { clock, ids, locks: createRigLocks(), news: createRigNews()() };
  const journal = await createJournal({ store, identity: tablet.identity, ports, role: 'seller' });
  const disk = createReplicaDisk();
  const replica = createModelReplica(
    disk,
    async () => undefined,
    () => undefined,
  );
  const asked = { push: [] as PushRequest[], pull: [] as PullRequest[], manifest: 0, segments: [] as string[] };
  const server = { epoch: 'first', placed: 0, durable: 0 };
  const manifest = (): Manifest => ({
    epoch: server.epoch,
    tables: [
      { stream: stock, through: 3, parts: [{ hash: sha256Hex(segment), first: 0, rows: 1, bytes: segment.length }] },
    ],
    grant: 'grant',
  });
  const transport: Transport = {
    async push(request) {
      asked.push.push(request);
      const entries = request.groups.flat();
      const results = entries.map(({ id, sequence }) => {
        const isNext = sequence === server.placed + 1;
        if (isNext) server.placed = sequence;
        const result = isNext
          ? ('placed' as const)
          : sequence <= server.placed
            ? ('already-placed' as const)
            : ('gap' as const);
        return { id, sequence, result, reasons: [] };
      });
      const body = {
        epoch: server.epoch,
        results,
        acknowledged: server.placed,
        durableThrough: server.durable,
        serverTime: at,
        nextSyncAfterMs: 15_000,
      };
      return { kind: 'answered', body, epoch: server.epoch };
    },
    clientKey: async () => ({ kind: 'offline', because: 'no-answer', retryAfterMs: null }),
    async pull(request) {
      asked.pull.push(request);
      const body = {
        epoch: server.epoch,
        included: server.placed,
        serverTime: at,
        streams: [{ stream: stock, head: 3, floor: 3, changes: [], more: false }],
      };
      return { kind: 'answered', body, epoch: server.epoch };
    },
    manifest: async () => {
      asked.manifest += 1;
      return { kind: 'answered', body: manifest(), epoch: server.epoch };
    },
    async segment(hash) {
      asked.segments.push(hash);
      return new TextEncoder().encode(segment);
    },
    events: async () => null,
    ...change,
  };
  const seen: SyncStatus[] = [];
  const engineWith = (former: NonNullable<EnginePorts['former']> = []) =>
    createEngine({
      outbox: journal,
      replica,
      tablet,
      transport,
      former,
      clock,
      timers,
      random: seededRandom(1),
      build: 'test',
      onChange: (status) => seen.push(status),
    });
  const engine = engineWith();
  const sell = async (times: number) => {
    for (let sale = 0; sale < times; sale++) await journal.append(rigSale(ids).draft);
  };
  return { engine, engineWith, transport, journal, replica, disk, asked, server, seen, sell, manifest };
}
