// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NumberPad, setLanguage, showToast, ToastRegion } from '../../src/ui/index.ts';

beforeEach(() => setLanguage('en'));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('each key says its digit; a pad for a PIN has no double zero', () => {
  const onDigit = vi.fn();
  const { rerender } = render(<NumberPad onDigit={onDigit} onBackspace={vi.fn()} onClear={vi.fn()} />);
  for (const key of ['1', '5', '00', '0']) fireEvent.click(screen.getByRole('button', { name: key }));
  expect(onDigit.mock.calls.flat()).toEqual(['1', '5', '00', '0']);
  rerender(<NumberPad hasDoubleZero={false} onDigit={onDigit} onBackspace={vi.fn()} onClear={vi.fn()} />);
  expect(screen.queryByRole('button', { name: '00' })).toBeNull();
});

test('backspace takes back one digit, held down it clears and takes back nothing more', async () => {
  vi.useFakeTimers();
  const onBackspace = vi.fn();
  const onClear = vi.fn();
  render(<NumberPad onDigit={vi.fn()} onBackspace={onBackspace} onClear={onClear} />);
  const key = screen.getByRole('button', { name: 'Delete last digit' });
  fireEvent.keyDown(key, { key: 'Enter' });
  fireEvent.keyUp(key, { key: 'Enter' });
  expect(onBackspace).toHaveBeenCalledTimes(1);
  fireEvent.keyDown(key, { key: 'Enter' });
  await vi.advanceTimersByTimeAsync(700);
  fireEvent.keyUp(key, { key: 'Enter' });
  expect(onClear).toHaveBeenCalledTimes(1);
  expect(onBackspace).toHaveBeenCalledTimes(1);
});

test('a toast offers the way back for eight seconds, and waits while a finger is on it', async () => {
  vi.useFakeTimers();
  const onAction = vi.fn();
  render(<ToastRegion />);
  act(() => {
    showToast({ message: 'Linen shirt removed', action: { label: 'Undo', onAction } });
  });
  await act(() => vi.advanceTimersByTimeAsync(7_000));
  const message = screen.getByText('Linen shirt removed');
  const card = message.parentElement as HTMLElement;
  fireEvent.pointerEnter(card);
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  expect(screen.getByText('Linen shirt removed')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(onAction).toHaveBeenCalledTimes(1);
  expect(screen.queryByText('Linen shirt removed')).toBeNull();
});
