/**
 * The central server of one day: the real admission over the model ledger, and around it the smallest
 * shell that answers as the real one does. It crashes, restarts, compacts its streams, takes backups and
 * is restored from them under a new epoch.
 */

import { sha256Hex } from '../../../src/kernel/hash.ts';
import { createIdSource } from '../../../src/kernel/ids.ts';
import { instantOf } from '../../../src/kernel/ports.ts';
import { chainStart } from '../../../src/protocol/entry/entry.ts';
import { HEADER_EPOCH, HEADER_NONCE, PATHS } from '../../../src/protocol/headers.ts';
import { pullRequest } from '../../../src/protocol/sync/pull.ts';
import { pushRequest } from '../../../src/protocol/sync/push.ts';
import { handlePush } from '../../../src/server/admission/push.ts';
import type { HttpRequest } from '../../../src/sync/index.ts';
import { RIG } from '../../support/journal-rig.ts';
import { copyOf, createModelLedger, emptyTables, lifeKey, streamOf, type Tables } from './model-ledger.ts';
import type { PlantedBug, Rates } from './plan.ts';
import type { Process, World } from './world.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes?: Uint8Array;
}

export const STREAMS = {
  stock: `stock:${RIG.location}`,
  store: `store:${RIG.location}`,
} as const;

/** What one pull's snapshot held of other tablets' sales: for the oracle's check of tiles. */
export type OthersAt = (register: string, serverTime: string) => ReadonlyMap<number, number> | undefined;

export function createModelServer(world: World, rates: () => Rates, bug: PlantedBug | null) {
  let process: Process = { isAlive: true };
  let tables: Tables = emptyTables();
  let backup: { tables: Tables; epoch: number } | null = null;
  let epoch = 1;
  /** Sold per register and ordinal, kept beside the ledger with plain sums. */
  const snapshots = new Map<string, ReadonlyMap<number, number>>();
  const segments = new Map<string, string>();
  const opening = new Map<number, number>();
  const ids = createIdSource({ clock: world.clock, random: world.random });
  const epochName = () => `epoch-${epoch}`;

  const ledger = createModelLedger({
    world,
    process: () => process,
    tables: () => tables,
    commitMs: () => (world.chance(rates().slowCommit) ? world.between(500, 5_500) : world.between(1, 20)),
    numbersEarly: bug === 'sequence-taken-before-commit',
  });

  function soldByOthers(register: string): Map<number, number> {
    const sums = new Map(opening);
    for (const { order, register: by } of tables.orders.values()) {
      if (by === register) continue;
      for (const line of order.lines) sums.set(line.ordinal, (sums.get(line.ordinal) ?? 0) - line.quantity);
    }
    return sums;
  }

  type Who = { tenant: string; register: string; incarnation: number };

  async function push(who: Who, text: string): Promise<Reply | object> {
    const request = pushRequest.safeParse(JSON.parse(text));
    if (!request.success) return refusal(400, 'malformed');
    if (bug === 'no-idempotency') forgetPlaces(who, request.data.groups.flat());
    if (bug === 'refused-entry-blocks-the-rest' && text.includes('"poison"')) return refusal(400, 'malformed');
    const answer = await handlePush(
      { ledger, clock: world.clock, ids, readEpoch: async () => epochName(), isHeadSigned: async () => true },
      who,
      request.data,
    );
    return answer.ok ? answer.value : refusal(answer.refusal.code === 'fork' ? 409 : 401, answer.refusal.code);
  }

  /** A server that takes what comes: what it placed before it places again. */
  function forgetPlaces(who: Who, entries: readonly { sequence: number; previousHash: string; id: string }[]): void {
    const [first] = entries;
    const key = lifeKey(who.register, who.incarnation);
    const record = tables.incarnations.get(key);
    if (!first || !record || first.sequence > record.lastSequence) return;
    tables.incarnations.set(key, { ...record, lastSequence: first.sequence - 1, lastHash: first.previousHash });
    for (const { id, sequence } of entries) {
      tables.entryIds.delete(id);
      tables.entries.delete(`${key} ${sequence}`);
      for (const [orderId, stored] of [...tables.orders]) {
        const entry = stored.order.lines[0]?.note;
        if (stored.register === who.register && entry !== undefined && !orderId.endsWith('again')) {
          tables.orders.delete(orderId);
          tables.orders.set(`${orderId} again`, stored);
        }
      }
    }
  }

  function pull(who: Who, text: string): object {
    const request = pullRequest.safeParse(JSON.parse(text));
    const record = tables.incarnations.get(lifeKey(who.register, who.incarnation));
    if (!request.success || !record) return refusal(400, 'malformed');
    const { cursors, limit } = request.data;
    const wanted = Object.values(STREAMS).map((id) => ({ id, cursor: cursors[id] ?? 0, stream: streamOf(tables, id) }));
    const behind = wanted.filter(({ cursor, stream }) => cursor < stream.floor).map(({ id }) => id);
    if (behind.length > 0) return refusal(410, 'snapshot-required', { streams: behind });
    const ahead = wanted.filter(({ cursor, stream }) => cursor > stream.head).map(({ id }) => id);
    if (ahead.length > 0 && bug !== 'sequence-taken-before-commit')
      return refusal(409, 'cursor-ahead', { streams: ahead });
    const serverTime = instantOf(world.clock);
    snapshots.set(`${who.register} ${serverTime}`, soldByOthers(who.register));
    // Small pages, so that several are needed: what is shown must still be of one moment.
    const most = Math.min(limit, 40);
    const streams = wanted.map(({ id, cursor, stream: { head, floor, changes } }) => {
      const page = changes
        .filter(({ sequence }) => sequence > cursor)
        .slice(0, most)
        .map(({ sequence, kind, ref, body }) => ({ sequence, kind, ref, body }));
      return {
        stream: id,
        head,
        floor,
        changes: page,
        more: page.length === most && (page.at(-1)?.sequence ?? head) < head,
      };
    });
    return { epoch: epochName(), included: record.lastSequence, streams, serverTime };
  }

  function manifest(): object {
    const through = streamOf(tables, STREAMS.stock).head;
    const text = JSON.stringify([...tables.levels].sort(([a], [b]) => a - b));
    const hash = sha256Hex(text);
    segments.set(hash, text);
    const part = { hash, first: 0, rows: Math.max(1, tables.levels.size), bytes: Math.max(1, text.length) };
    return { epoch: epochName(), tables: [{ stream: STREAMS.stock, through, parts: [part] }], grant: 'grant' };
  }

  async function answer(who: Who, request: HttpRequest): Promise<Reply> {
    const nonce = request.headers[HEADER_NONCE] ?? '';
    const reply = (body: object): Reply => {
      const status = 'refusedWith' in body ? Number(body.refusedWith) : 200;
      const said = 'refusedWith' in body ? { ...body, refusedWith: undefined } : body;
      const headers = { 'content-type': 'application/json', [HEADER_NONCE]: nonce, [HEADER_EPOCH]: epochName() };
      return { status, headers, text: JSON.stringify(said) };
    };
    if (world.chance(rates().serverFault)) return reply(refusal(500, 'fault'));
    const text = request.body ?? '';
    if (request.path === PATHS.push) return reply(await push(who, text));
    if (request.path === PATHS.pull) return reply(pull(who, text));
    if (request.path === PATHS.manifest) return reply(manifest());
    if (request.path === PATHS.token) {
      const serverTime = instantOf(world.clock);
      return reply({ token: 'token', expiresAt: new Date(world.clock.now() + 600_000).toISOString(), serverTime });
    }
    const segment = segments.get(request.path.split('/').at(-1)?.split('?')[0] ?? '');
    if (segment === undefined) return reply(refusal(404, 'segment-unknown'));
    return { status: 200, headers: {}, text: '', bytes: new TextEncoder().encode(segment) };
  }

  return {
    handle: answer,
    tables: () => tables,
    opening,
    epochName,
    isUp: () => process.isAlive,
    heardOfOthers: ((register, serverTime) => snapshots.get(`${register} ${serverTime}`)) as OthersAt,
    stock(levels: ReadonlyMap<number, number>): void {
      for (const [ordinal, onHand] of levels) {
        opening.set(ordinal, onHand);
        tables.levels.set(ordinal, onHand);
        const stream = streamOf(tables, STREAMS.stock);
        stream.head += 1;
        const body = { ordinal, onHand, committed: 0, damaged: 0 };
        stream.changes.push({
          stream: STREAMS.stock,
          kind: 'level.put',
          ref: String(ordinal),
          body,
          sequence: stream.head,
        });
      }
    },
    enrol(register: string, series: string): void {
      tables.incarnations.set(lifeKey(register, 1), {
        register,
        incarnation: 1,
        location: RIG.location,
        series,
        status: 'active',
        lastSequence: 0,
        lastHash: chainStart(register, 1),
        durableThrough: 0,
      });
    },
    crash(): void {
      process.isAlive = false;
      ledger.dropLocks();
      world.note('server is gone');
    },
    start(): void {
      process = { isAlive: true };
      world.note('server is back');
    },
    compact(): void {
      const stream = streamOf(tables, STREAMS.stock);
      stream.floor = stream.head;
      stream.changes.length = 0;
      world.note('stock stream is compacted');
    },
    /** A backup that was verified: from now on tablets may count on it. */
    takeBackup(): void {
      backup = { tables: copyOf(tables), epoch };
      for (const [key, record] of tables.incarnations) {
        tables.incarnations.set(key, { ...record, durableThrough: record.lastSequence });
      }
      world.note('backup');
    },
    restore(): boolean {
      if (backup === null) return false;
      tables = copyOf(backup.tables);
      epoch += 1;
      snapshots.clear();
      world.note(`restored as ${epochName()}`);
      return true;
    },
  };
}

export type ModelServer = ReturnType<typeof createModelServer>;

function refusal(status: number, code: string, facts: object = {}): object {
  return { refusedWith: status, code, ...facts };
}
