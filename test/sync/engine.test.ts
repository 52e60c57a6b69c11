/** Rounds of one engine over a real journal, against a server that says what the test wants. */
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { keepIdentity } from '../../src/replica/identity/tablet.ts';
import { createJournal } from '../../src/replica/journal/create-journal.ts';
import type { Transport } from '../../src/sync/index.ts';
import {
  createRigLocks,
  createRigNews,
  fixedClock,
  RIG,
  rigEnrolment,
  rigIds,
  rigSale,
  rigVault,
} from '../support/journal-rig.ts';
import { createDisk, openMemoryStore } from '../support/memory-journal-store.ts';
import { at, rig, segment, stock } from './engine-rig.ts';

describe('a round', () => {
  test('pushes first, fills, pulls to the heads and says so', async () => {
    const { engine, journal, asked, disk, seen, sell } = await rig();
    await sell(3);
    expect(await engine.round()).toBeNull();
    expect(journal.snapshot()).toMatchObject({ unsent: 0, acknowledged: 3 });
    expect([asked.push.length, asked.manifest, asked.segments.length, asked.pull.length]).toEqual([1, 1, 1, 1]);
    expect(asked.pull[0]?.cursors[stock]).toBe(3);
    expect(disk.progress).toMatchObject({ epoch: 'first', included: 3 });
    expect(seen.map(({ phase }) => phase)).toEqual(['pushing', 'pulling', 'filling', 'idle']);
    expect(seen.at(-1)).toMatchObject({ link: 'online', epoch: 'first', lastFault: null });
    await engine.round();
    expect([asked.push.length, asked.manifest]).toEqual([1, 1]);
  });

  test('an append brings a round at once, and what a round itself writes does not', async () => {
    const rounds: number[] = [];
    const sleeps: (() => void)[] = [];
    const { engine, journal, asked, sell } = await rig(
      {},
      {
        sleep: (ms, signal) =>
          ms === 0
            ? Promise.resolve()
            : new Promise((resolve) => {
                rounds.push(asked.pull.length);
                sleeps.push(resolve);
                signal?.addEventListener('abort', () => resolve());
              }),
      },
    );
    const stop = new AbortController();
    journal.subscribe(() => engine.notice());
    const running = engine.run(stop.signal);
    await expect.poll(() => rounds).toEqual([1]);
    await sell(1);
    await expect.poll(() => rounds).toEqual([1, 2]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([rounds, asked.push.length]).toEqual([[1, 2], 1]);
    stop.abort();
    for (const wake of sleeps) wake();
    await running;
  });

  test('N01 an answer that was lost is asked for again, with the same entries', async () => {
    let isLost = true;
    const { engine, asked, sell, journal, server } = await rig({
      async push(request) {
        asked.push.push(request);
        server.placed = 2;
        if (isLost) {
          isLost = false;
          return { kind: 'offline', because: 'timeout', retryAfterMs: null };
        }
        const rest = { results: [], acknowledged: 2, durableThrough: 0, serverTime: at, nextSyncAfterMs: 1 };
        return { kind: 'answered', epoch: 'first', body: { epoch: 'first', ...rest } };
      },
    });
    await sell(2);
    expect(await engine.round()).toMatchObject({ code: 'timeout', isOffline: true });
    expect(journal.snapshot().unsent).toBe(2);
    expect(await engine.round()).toBeNull();
    const sent = asked.push.map(({ groups }) => groups.flat().map(({ id }) => id));
    expect(sent[1]?.[0]).toBe(sent[0]?.[0]);
    expect(sent[1]?.length).toBe(1);
  });

  test('S05 a server that lost what it acknowledged is offered it again, though nothing new was sold', async () => {
    const { engine, asked, sell, server, journal } = await rig();
    await sell(3);
    expect(await engine.round()).toBeNull();
    server.placed = 1;
    expect(await engine.round()).toBeNull();
    expect(server.placed).toBe(3);
    expect(asked.push.map(({ groups }) => groups.flat().map(({ sequence }) => sequence))).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
    expect(journal.snapshot().unsent).toBe(0);
  });

  test('I14 a former life sends what it still holds by its own key, and delays nothing when it is refused', async () => {
    for (const isRevoked of [false, true]) {
      const store = openMemoryStore(createDisk());
      const before = await keepIdentity(store, rigVault, { secret: 'old' }, rigEnrolment());
      const ids = rigIds(21);
      const ports = { clock: fixedClock(), ids, locks: createRigLocks(), news: createRigNews()() };
      const journal = await createJournal({ store, identity: before.identity, ports, role: 'seller' });
      for (let sale = 0; sale < 3; sale++) await journal.append(rigSale(ids).draft);
      let pushes = 0;
      const present = await rig();
      const transport: Transport = {
        ...present.transport,
        async push({ groups }) {
          pushes += 1;
          if (isRevoked) return { kind: 'refused', status: 401, code: 'revoked', body: {}, retryAfterMs: null };
          const results = groups
            .flat()
            .map(({ id, sequence }) => ({ id, sequence, result: 'placed' as const, reasons: [] }));
          const body = {
            epoch: 'first',
            results,
            acknowledged: 3,
            durableThrough: 0,
            serverTime: at,
            nextSyncAfterMs: 1,
          };
          return { kind: 'answered', epoch: 'first', body };
        },
      };
      const engine = present.engineWith([{ outbox: journal, tablet: before, transport }]);
      expect(await engine.round()).toBeNull();
      expect(await engine.round()).toBeNull();
      expect([pushes, journal.snapshot().unsent]).toEqual([1, isRevoked ? 3 : 0]);
    }
  });

  test('F17 a forked life hands over everything it holds, and again what is sold after', async () => {
    const kept = new Set<number>();
    const { engine, sell, journal } = await rig({
      async push({ groups }) {
        for (const { sequence } of groups.flat()) kept.add(sequence);
        return { kind: 'refused', status: 409, code: 'fork', body: {}, retryAfterMs: null };
      },
    });
    await sell(230);
    expect(await engine.round()).toMatchObject({ code: 'fork', isFarewell: true });
    expect(kept.size).toBe(230);
    await sell(5);
    await engine.round();
    expect(kept.size).toBe(235);
    expect(journal.snapshot().unsent).toBe(235);
  });

  test('what cannot go up does not stop what comes down', async () => {
    const { engine, asked, sell, seen } = await rig({
      push: async () => ({ kind: 'refused', status: 400, code: 'malformed', body: {}, retryAfterMs: null }),
    });
    await sell(1);
    expect(await engine.round()).toMatchObject({ code: 'malformed', isOffline: false });
    expect(asked.pull.length).toBe(1);
    expect(seen.at(-1)).toMatchObject({ link: 'online', lastFault: { code: 'malformed' } });
  });

  test.each(['revoked', 'not-enrolled', 'fork'])(
    'F17 F19 after "%s" nothing is deleted and the link says so',
    async (code) => {
      const { engine, journal, sell, seen, asked } = await rig({
        push: async () => ({ kind: 'refused', status: 401, code, body: {}, retryAfterMs: null }),
      });
      await sell(2);
      expect(await engine.round()).toMatchObject({ code, isFarewell: true });
      expect(seen.at(-1)?.link).toBe('revoked');
      expect(asked.pull.length).toBe(0);
      expect((await journal.after(0, 10)).length).toBe(2);
      expect(journal.snapshot().unsent).toBe(2);
    },
  );

  test('S05 a restored server gets everything that was not durable, and the replica is built anew', async () => {
    const { engine, journal, asked, server, sell, disk } = await rig();
    server.durable = 2;
    await sell(5);
    await engine.round();
    server.epoch = 'second';
    server.placed = 3;
    asked.push.length = 0;
    // Nothing waits, so it is the pull that notices.
    expect(await engine.round()).toBeNull();
    expect(asked.push.flatMap(({ groups }) => groups.flat().map(({ sequence }) => sequence))).toEqual([3, 4, 5]);
    expect(server.placed).toBe(5);
    expect(disk.progress).toMatchObject({ epoch: 'second', included: 5 });
    expect(await journal.state()).toMatchObject({ epoch: 'second', acknowledged: 5 });
    expect(asked.manifest).toBe(2);
    // Segments are named by their content: what is held is not fetched twice.
    expect(asked.segments.length).toBe(1);
  });

  test('the store and its people are there before the first fill is whole; levels come with its end', async () => {
    let arrive: (bytes: Uint8Array) => void = () => {};
    const store = { stream: `store:${RIG.location}`, head: 1, floor: 0, changes: [], more: false };
    const levels = { stream: stock, head: 3, floor: 3, changes: [], more: false };
    const { engine, replica, server, disk, sell } = await rig({
      segment: () => new Promise((resolve) => (arrive = resolve)),
      pull: async () => ({
        kind: 'answered',
        epoch: 'first',
        body: { epoch: 'first', included: server.placed, serverTime: at, streams: [store, levels] },
      }),
    });
    await sell(2);
    const rounds: Parameters<typeof replica.applyRound>[0][] = [];
    const { applyRound } = replica;
    replica.applyRound = (round) => {
      rounds.push(round);
      return applyRound(round);
    };
    const ended = engine.round();
    await expect.poll(() => rounds.length).toBe(1);
    expect(rounds[0]).toMatchObject({ pages: [store], included: 0 });
    expect(rounds[0]?.tables).toBeUndefined();
    // Cut off here, the next round takes the fill up again.
    expect(disk.progress).toMatchObject({ asOf: at, included: 0, filling: { epoch: 'first' } });
    arrive(new TextEncoder().encode(segment));
    expect(await ended).toBeNull();
    expect(rounds).toHaveLength(2);
    expect(rounds[1]).toMatchObject({ included: 2, tables: [{ stream: stock }] });
    expect(disk.progress).toMatchObject({ included: 2, filling: null });
  });

  test('a fill that replaces another leaves what is shown alone until it is whole', async () => {
    const { engine, replica, sell } = await rig();
    await engine.round();
    await sell(1);
    const rounds: Parameters<typeof replica.applyRound>[0][] = [];
    const { applyRound } = replica;
    replica.applyRound = (round) => {
      rounds.push(round);
      return applyRound(round);
    };
    replica.wantedSegments = async () => [sha256Hex(segment)];
    await engine.round();
    expect(rounds).toHaveLength(1);
    expect(rounds[0]?.tables).toHaveLength(1);
  });

  test('S17 behind the floor it takes segments and goes on from there', async () => {
    const { engine, asked } = await rig({
      async pull(request) {
        asked.pull.push(request);
        if (asked.pull.length === 2) {
          return { kind: 'refused', status: 410, code: 'snapshot-required', body: {}, retryAfterMs: null };
        }
        return { kind: 'answered', epoch: 'first', body: { epoch: 'first', included: 0, serverTime: at, streams: [] } };
      },
    });
    await engine.round();
    expect(await engine.round()).toBeNull();
    expect([asked.manifest, asked.pull.length]).toEqual([2, 3]);
  });

  test('pages are shown together: nothing is applied before the last one is here', async () => {
    const change = (sequence: number) => ({
      sequence,
      kind: 'level.put',
      ref: '0',
      body: { ordinal: 0, onHand: sequence, committed: 0, damaged: 0 },
    });
    let call = 0;
    const { engine, disk } = await rig({
      async pull() {
        call += 1;
        if (call === 2) return { kind: 'offline', because: 'no-answer', retryAfterMs: null };
        const streams = [
          {
            stream: stock,
            head: 5,
            floor: 0,
            changes: call === 1 ? [change(4)] : [change(4), change(5)],
            more: call === 1,
          },
        ];
        return { kind: 'answered', epoch: 'first', body: { epoch: 'first', included: 0, serverTime: at, streams } };
      },
    });
    expect(await engine.round()).toMatchObject({ isOffline: true });
    expect(disk.levels.size).toBe(0);
    expect(await engine.round()).toBeNull();
    expect(disk.levels.get(0)).toEqual({ onHand: 5, damaged: 0 });
  });

  test('a segment that is not what its name says is fetched again, then given up for this round', async () => {
    let broken = 2;
    const { engine, asked, disk } = await rig({
      async segment(hash) {
        asked.segments.push(hash);
        return new TextEncoder().encode(broken-- > 0 ? 'garbage' : segment);
      },
    });
    expect(await engine.round()).toBeNull();
    expect(asked.segments.length).toBe(3);
    expect(disk.levels.get(0)).toBe(10);
  });
});

test('what is not ours to know never runs the engine in circles: an epoch that changes with every answer is a fault', async () => {
  let epoch = 0;
  const { engine } = await rig({
    manifest: async () => {
      epoch += 1;
      return { kind: 'answered', epoch: `e${epoch}`, body: { epoch: `e${epoch}`, tables: [], grant: '' } };
    },
  });
  expect(await engine.round()).toMatchObject({ code: 'epoch-unsteady' });
});
