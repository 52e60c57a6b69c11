// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterFrame } from '../../src/app/after-frame.ts';

let draw: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((drawn) => {
    draw = () => drawn(0);
    return 1;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function isOver(waiting: Promise<void>): Promise<boolean> {
  return Promise.race([waiting.then(() => true), Promise.resolve().then(() => false)]);
}

test('what waits for a frame goes on when it was drawn, not before', async () => {
  const waiting = afterFrame(window);
  expect(await isOver(waiting)).toBe(false);
  draw();
  vi.advanceTimersByTime(1);
  await waiting;
});

test('where no frame comes it goes on soon', async () => {
  const waiting = afterFrame(window);
  vi.advanceTimersByTime(100);
  await waiting;
});

test('a tablet that is put away waits for nothing: its page may be stopped before the next moment', async () => {
  const hidden = vi.spyOn(document, 'hidden', 'get');
  const waiting = afterFrame(window);
  expect(await isOver(waiting)).toBe(false);
  hidden.mockReturnValue(true);
  document.dispatchEvent(new Event('visibilitychange'));
  await waiting;
  await afterFrame(window);
});
