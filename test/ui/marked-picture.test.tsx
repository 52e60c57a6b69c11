// @vitest-environment happy-dom
/** What stands where a picture is late, or does not come at all. */
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { MarkedPicture } from '../../src/ui/index.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(address: string | null) {
  const { container, rerender, unmount } = render(<MarkedPicture address={address} mark="LS" />);
  return {
    image: () => container.querySelector('img'),
    isShown: () => container.querySelector('img')?.dataset.shown === '',
    mark: () => container.querySelector('span')?.textContent,
    change: (next: string) => rerender(<MarkedPicture address={next} mark="LS" />),
    unmount,
  };
}

function load(image: HTMLImageElement | null, event: 'load' | 'error'): void {
  if (!image) throw new Error('no picture is asked for');
  fireEvent[event](image);
}

test('the mark stands until the picture is there, and the next time it comes without one', () => {
  const first = show('/pictures/shirt.webp');
  expect(first.mark()).toBe('LS');
  expect(first.isShown()).toBe(false);
  expect(first.image()?.getAttribute('loading')).toBe('lazy');
  expect(first.image()?.getAttribute('decoding')).toBe('async');
  load(first.image(), 'load');
  expect(first.isShown()).toBe(true);
  first.unmount();
  expect(show('/pictures/shirt.webp').isShown()).toBe(true);
});

test('another picture in the same place begins with its mark again', () => {
  const place = show('/pictures/a.webp');
  load(place.image(), 'load');
  place.change('/pictures/b.webp');
  expect(place.isShown()).toBe(false);
});

test('one that does not exist is not asked for again by whoever shows it next, until some time has passed', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const first = show('/pictures/none.webp');
  load(first.image(), 'error');
  expect(first.image()).toBeNull();
  expect(first.mark()).toBe('LS');
  first.unmount();
  expect(show('/pictures/none.webp').image()).toBeNull();
  cleanup();
  vi.advanceTimersByTime(61_000);
  expect(show('/pictures/none.webp').image()).not.toBeNull();
});

test('when the network is back, what failed is tried again where it stands', () => {
  const place = show('/pictures/late.webp');
  load(place.image(), 'error');
  act(() => void window.dispatchEvent(new Event('online')));
  expect(place.image()).not.toBeNull();
  load(place.image(), 'load');
  expect(place.isShown()).toBe(true);
});

test('without a picture there is only the mark', () => {
  const place = show(null);
  expect(place.image()).toBeNull();
  expect(place.mark()).toBe('LS');
});
