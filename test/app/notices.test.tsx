// @vitest-environment happy-dom
/** Why a window does not sell is said in the words of its reason. */
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CounterNotices, NoSellingNotice } from '../../src/app/notices.tsx';
import { setLanguage } from '../../src/ui/index.ts';

type Journal = Parameters<typeof NoSellingNotice>[0]['journal'];

beforeEach(() => setLanguage('en'));
afterEach(() => cleanup());

function journalThat(isInDoubt: boolean): Journal {
  const shown = { isWriter: false, isInDoubt };
  return { snapshot: () => shown, subscribe: () => () => undefined } as unknown as Journal;
}

test('another window that sells can be taken over from', () => {
  render(<NoSellingNotice journal={journalThat(false)} />);
  expect(screen.getByText('Another window sells on this tablet')).toBeTruthy();
  expect(screen.getByRole('button').textContent).toBe('Take over');
});

test('a write whose end nobody knows asks for a fresh start, and blames no other window', () => {
  render(<NoSellingNotice journal={journalThat(true)} />);
  expect(screen.getByText('Nobody can tell yet whether the last step was saved')).toBeTruthy();
  expect(screen.queryByText(/Another window/)).toBeNull();
  expect(screen.getByRole('button').textContent).toBe('Restart the app');
});

test('a window of a version that another one replaced is reloaded before it may take selling over', () => {
  const notices = (isInDoubt: boolean) => (
    <CounterNotices
      journal={journalThat(isInDoubt)}
      isRevoked={false}
      isReplaced
      onReload={() => undefined}
      onConnect={() => undefined}
    />
  );
  const { rerender } = render(notices(false));
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Reload']);
  rerender(notices(true));
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Restart the app', 'Reload']);
});
