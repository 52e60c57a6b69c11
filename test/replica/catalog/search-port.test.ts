import { describe, expect, test } from 'vitest';
import {
  createWorkerSearch,
  type FromWorker,
  type SearchPort,
  type SearchWorker,
  type ToWorker,
} from '../../../src/replica/catalog/search-port.ts';

type Behaviour = 'does not start' | 'answers' | 'dies when asked' | 'is silent' | 'fails';

const answerTo = ({ kind }: ToWorker) =>
  kind === 'refresh' ? 'those goods' : { ordinals: [7], total: 1, isWhole: true };

function fakeWorker(behaviour: Behaviour, log: string[], name: string): SearchWorker {
  let onMessage: (event: { data: FromWorker }) => void = () => {};
  let onError: () => void = () => {};
  if (behaviour === 'does not start') throw new Error('no worker for you');
  return {
    postMessage(message: ToWorker) {
      log.push(`${name} ${message.kind}`);
      if (behaviour === 'is silent') return;
      queueMicrotask(() => {
        if (behaviour === 'dies when asked') onError();
        else if (behaviour === 'fails') onMessage({ data: { id: message.id, ok: false } });
        else onMessage({ data: { id: message.id, ok: true, answer: answerTo(message) } });
      });
    },
    addEventListener(kind: string, listener: (event: { data: FromWorker }) => void) {
      if (kind === 'message') onMessage = listener;
      if (kind === 'error') onError = listener as () => void;
    },
    terminate: () => log.push(`${name} ended`),
  };
}

/** Timers that ring when the test says so. */
function handTimers() {
  const ringing: (() => void)[] = [];
  return {
    timers: { sleep: () => new Promise<void>((resolve) => ringing.push(resolve)) },
    ring() {
      for (const resolve of ringing.splice(0)) resolve();
    },
  };
}

const inThread: SearchPort = {
  ask: async () => ({ ordinals: [1], total: 1, isWhole: true }),
  refresh: async () => 'these goods',
  close: () => {},
};

function port(behaviours: Behaviour[]) {
  const log: string[] = [];
  const { timers, ring } = handTimers();
  let started = 0;
  const search = createWorkerSearch({
    start: () => fakeWorker(behaviours[started] ?? 'answers', log, `worker ${++started}`),
    timers,
    fallback: () => {
      log.push('in this thread');
      return inThread;
    },
  });
  return { search, log, ring };
}

const question = { kind: 'search', query: 'scarf', limit: 5 } as const;

describe('the search port', () => {
  test('starts one worker, and asks it everything', async () => {
    const { search, log } = port(['answers']);
    expect(await search.ask(question)).toEqual({ ordinals: [7], total: 1, isWhole: true });
    expect(await search.refresh()).toBe('those goods');
    expect(log).toEqual(['worker 1 ask', 'worker 1 refresh']);
  });

  test.each(['dies when asked', 'fails'] as const)('starts another worker when one %s, and asks again', async (how) => {
    const { search, log } = port([how, 'answers']);
    expect(await search.ask(question)).toEqual({ ordinals: [7], total: 1, isWhole: true });
    expect(log).toEqual(['worker 1 ask', 'worker 1 ended', 'worker 2 ask']);
  });

  test('takes silence for death', async () => {
    const { search, log, ring } = port(['is silent', 'answers']);
    const answer = search.ask(question);
    ring();
    expect(await answer).toEqual({ ordinals: [7], total: 1, isWhole: true });
    expect(log).toEqual(['worker 1 ask', 'worker 1 ended', 'worker 2 ask']);
  });

  test('answers in this thread when workers keep dying, and loses no question of several', async () => {
    const { search, log } = port(['dies when asked', 'dies when asked', 'dies when asked']);
    const answers = await Promise.all([search.ask(question), search.ask(question)]);
    expect(answers).toEqual([
      { ordinals: [1], total: 1, isWhole: true },
      { ordinals: [1], total: 1, isWhole: true },
    ]);
    expect(log.filter((line) => line === 'in this thread')).toHaveLength(1);
  });

  test('answers in this thread when the browser starts no worker, also to those who were asking already', async () => {
    const { search, log } = port(['dies when asked', 'does not start', 'does not start']);
    const answers = await Promise.all([search.ask(question), search.ask(question)]);
    expect(answers).toEqual([
      { ordinals: [1], total: 1, isWhole: true },
      { ordinals: [1], total: 1, isWhole: true },
    ]);
    expect(log.filter((line) => line === 'in this thread')).toHaveLength(1);
  });

  test('starts nothing anew once it is closed', async () => {
    const { search, log, ring } = port(['is silent', 'answers']);
    void search.ask(question);
    search.close();
    ring();
    await Promise.resolve();
    expect(log).toEqual(['worker 1 ask', 'worker 1 ended']);
  });
});
