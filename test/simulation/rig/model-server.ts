/**
 * The central server of one day: the real admission over the model ledger, and around it the smallest
 * shell that answers as the real one does. It crashes, restarts, compacts its streams, takes backups and
 * is restored from them under a new epoch.
 */

import type { Order } from '../../../src/domain/order/order.ts';
import { sha256Hex } from '../../../src/kernel/hash.ts';
import { createIdSource } from '../../../src/kernel/ids.ts';
import { instantOf } from '../../../src/kernel/ports.ts';
import { chainStart } from '../../../src/protocol/entry/entry-hash.ts';
import { HEADER_EPOCH, HEADER_NONCE, PATHS } from '../../../src/protocol/headers.ts';
import { pullRequest } from '../../../src/protocol/sync/pull.ts';
import { pushRequest } from '../../../src/protocol/sync/push.ts';
import { handlePush } from '../../../src/server/admission/push.ts';
import type { HttpRequest } from '../../../src/sync/index.ts';
import { testSealing } from '../../support/open-sealing.ts';

import { intentOf, pileOf } from './facts.ts';
import { createModelLedger } from './model-ledger.ts';
import { copyOf, emptyTables, levelKey, lifeKey, streamOf, type Tables } from './model-tables.ts';
import type { PlantedBug, Rates } from './plan.ts';
import type { Process, World } from './world.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes?: Uint8Array;
}

export function streamsOf(location: string) {
  return { stock: `stock:${location}`, store: `store:${location}`, orders: `orders:${location}` } as const;
}

/** What one pull's snapshot held of other tablets' doings at a location, by pile: for the oracle's check of tiles. */
export type Piles = Map<string, number>;

export interface ServerPorts {
  readonly world: World;
  readonly rates: () => Rates;
  readonly bug: PlantedBug | null;
  /** What the goods of an intent, done or undone, do to piles; by the oracle's own arithmetic. */
  readonly effectOf: (intent: number) => readonly (readonly [pile: string, quantity: number])[];
}

export function createModelServer({ world, rates, bug, effectOf }: ServerPorts) {
  let process: Process = { isAlive: true };
  let tables: Tables = emptyTables();
  let backup: { tables: Tables; epoch: number } | null = null;
  let epoch = 1;
  /** By register and moment. */
  const snapshots = new Map<string, Piles>();
  const segments = new Map<string, string>();
  /** By location, then by pile. */
  const opening = new Map<string, Piles>();
  const ids = createIdSource({ clock: world.clock, random: world.random });
  const epochName = () => `epoch-${epoch}`;

  const ledger = createModelLedger({
    world,
    process: () => process,
    tables: () => tables,
    commitMs: () => (world.chance(rates().slowCommit) ? world.between(500, 5_500) : world.between(1, 20)),
    numbersEarly: bug === 'sequence-taken-before-commit',
  });

  function movedByOthers(register: string, location: string): Piles {
    const piles = new Map(opening.get(location));
    const move = (note: string | null | undefined, at: string, by: string, sign: number) => {
      if (by === register || at !== location) return;
      for (const [pile, quantity] of effectOf(intentOf(note)))
        piles.set(pile, (piles.get(pile) ?? 0) + sign * quantity);
    };
    for (const { order, register: by } of tables.orders.values()) move(order.lines[0]?.note, order.location, by, 1);
    for (const { postVoid, register: by } of tables.voids.values()) move(postVoid.reason, postVoid.location, by, 1);
    return piles;
  }

  type Who = { tenant: string; register: string; incarnation: number };

  async function push(who: Who, text: string): Promise<Reply | object> {
    const request = pushRequest.safeParse(JSON.parse(text));
    if (!request.success) return refusal(400, 'malformed');
    if (bug === 'no-idempotency') forgetPlaces(who, request.data.groups.flat());
    if (bug === 'refused-entry-blocks-the-rest' && text.includes('"poison"')) return refusal(400, 'malformed');
    if (bug === 'return-restocked-again-when-replayed') restockAgain(who, request.data.groups.flat());
    const answer = await handlePush(
      {
        ledger,
        clock: world.clock,
        ids,
        sealing: testSealing,
        readEpoch: async () => epochName(),
        isHeadSigned: async () => true,
      },
      who,
      request.data,
    );
    return answer.ok ? answer.value : refusal(answer.refusal.code === 'fork' ? 409 : 401, answer.refusal.code);
  }

  /** Goods of a return are counted whenever it comes. */
  function restockAgain(who: Who, entries: readonly { sequence: number; body: Record<string, unknown> }[]): void {
    const record = tables.incarnations.get(lifeKey(who.register, who.incarnation));
    for (const { sequence, body } of entries) {
      if (record === undefined || sequence > record.lastSequence) continue;
      for (const { location, ordinal, kind, quantity } of (body as Partial<Order>).stock ?? []) {
        const key = levelKey(location, ordinal);
        const level = tables.levels.get(key);
        if (level && kind === 'return') tables.levels.set(key, { ...level, onHand: level.onHand + quantity });
      }
    }
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
          tables.receiptNumbers.delete(stored.order.receiptNumber);
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
    const wanted = Object.values(streamsOf(record.location)).map((id) => ({
      id,
      cursor: cursors[id] ?? 0,
      stream: streamOf(tables, id),
    }));
    const behind = wanted.filter(({ cursor, stream }) => cursor < stream.floor).map(({ id }) => id);
    if (behind.length > 0) return refusal(410, 'snapshot-required', { streams: behind });
    const ahead = wanted.filter(({ cursor, stream }) => cursor > stream.head).map(({ id }) => id);
    if (ahead.length > 0 && bug !== 'sequence-taken-before-commit')
      return refusal(409, 'cursor-ahead', { streams: ahead });
    const serverTime = instantOf(world.clock);
    snapshots.set(`${who.register} ${serverTime}`, movedByOthers(who.register, record.location));
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

  function manifest(who: Who): object {
    const location = tables.incarnations.get(lifeKey(who.register, who.incarnation))?.location ?? '';
    const { stock } = streamsOf(location);
    const through = streamOf(tables, stock).head;
    const rows = [...tables.levels].flatMap(([key, level]) => {
      const [at, ordinal] = key.split(' ');
      return at === location ? [[Number(ordinal), level] as const] : [];
    });
    const text = JSON.stringify(rows.sort(([a], [b]) => a - b));
    const hash = sha256Hex(text);
    segments.set(hash, text);
    const part = { hash, first: 0, rows: Math.max(1, rows.length), bytes: Math.max(1, text.length) };
    return { epoch: epochName(), tables: [{ stream: stock, through, parts: [part] }], grant: 'grant' };
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
    if (request.path === PATHS.manifest) return reply(manifest(who));
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
    /** For who decides beside the tablets: a web shop. */
    ledger,
    opening,
    epochName,
    isUp: () => process.isAlive,
    heardOfOthers: (register: string, serverTime: string): Piles | undefined =>
      snapshots.get(`${register} ${serverTime}`),
    stock(location: string, goods: number, onHand: number): void {
      const piles: Piles = new Map();
      opening.set(location, piles);
      for (let ordinal = 0; ordinal < goods; ordinal++) {
        piles.set(pileOf(ordinal, 'on-hand'), onHand);
        piles.set(pileOf(ordinal, 'damaged'), 0);
        tables.levels.set(levelKey(location, ordinal), { onHand, committed: 0, damaged: 0 });
        const { stock } = streamsOf(location);
        const stream = streamOf(tables, stock);
        stream.head += 1;
        const body = { ordinal, onHand, committed: 0, damaged: 0 };
        stream.changes.push({
          stream: stock,
          kind: 'level.put',
          ref: String(ordinal),
          body,
          sequence: stream.head,
        });
      }
    },
    enrol(register: string, series: string, location: string): void {
      tables.incarnations.set(lifeKey(register, 1), {
        register,
        incarnation: 1,
        location,
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
      for (const location of opening.keys()) {
        const stream = streamOf(tables, streamsOf(location).stock);
        stream.floor = stream.head;
        stream.changes.length = 0;
      }
      world.note('stock streams are compacted');
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
