// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SignInScreen } from '../../../src/features/sign-in/index.ts';
import { granted, refused } from '../../../src/kernel/verdict.ts';
import type { AssociateDocument } from '../../../src/protocol/sync/documents.ts';
import type { PinCheck } from '../../../src/replica/index.ts';
import { setLanguage } from '../../../src/ui/index.ts';

const person = (id: string, name: string, active = true): AssociateDocument => ({
  id,
  name,
  initials: name.slice(0, 1),
  role: 'associate',
  hue: 3,
  active,
  permissions: ['sell'],
  pin: null,
});
const ana = person('asc_1', 'Ana');
const bram = person('asc_2', 'Bram');
const cleo = person('asc_4', 'Cleo');
const gone = person('asc_3', 'Gone', false);

function show(check: PinCheck['check'], last: string | null = null) {
  const onSignedIn = vi.fn();
  render(
    <SignInScreen
      storeName="Amsterdam"
      registerName="Till 1"
      associates={[bram, gone, ana, cleo]}
      lastAssociate={last}
      check={check}
      onSignedIn={onSignedIn}
      cartLines={2}
    />,
  );
  return onSignedIn;
}

const tap = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const pin = (digits: string) => {
  for (const digit of digits) tap(digit);
};

beforeEach(() => setLanguage('en'));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('signing in', () => {
  test('is a tap on a name and a PIN; the cart is promised to stay', async () => {
    const check = vi.fn(async () => granted(null));
    const onSignedIn = show(check);
    expect(screen.getByText('2 lines in the cart. They stay.')).toBeDefined();
    expect(screen.queryByText('Gone')).toBeNull();
    tap(/Ana/);
    pin('1234');
    tap('Sign in');
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith(ana));
    expect(check).toHaveBeenCalledWith(ana, '1234');
  });

  test('a tablet that cannot check says so and takes the PIN again', async () => {
    const check = vi.fn<PinCheck['check']>(async () => granted(null)).mockRejectedValueOnce(new Error('disk'));
    const onSignedIn = show(check, cleo.id);
    pin('1234');
    tap('Sign in');
    await screen.findByText(/could not check the PIN/);
    pin('1234');
    tap('Sign in');
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith(cleo));
  });

  test('the next time the last digit is enough', async () => {
    const onSignedIn = show(async () => granted(null), ana.id);
    pin('1234');
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith(ana));
  });

  test('tapping the name that is chosen already puts the keyboard back into its PIN', () => {
    show(async () => granted(null), ana.id);
    const tile = screen.getByRole('button', { name: /Ana/ });
    tile.focus();
    tap(/Ana/);
    expect(document.activeElement?.getAttribute('type')).toBe('password');
  });

  test('after an idle lock only the PIN is missing, and anybody else is one tap away', () => {
    show(async () => granted(null), ana.id);
    expect(screen.getByRole('form', { name: 'PIN of Ana' })).toBeDefined();
    tap(/Bram/);
    expect(screen.getByRole('form', { name: 'PIN of Bram' })).toBeDefined();
  });
});

describe('a wrong PIN', () => {
  test('is counted down in words', async () => {
    show(async () => refused({ code: 'wrong-pin', triesLeft: 2, waitMs: 0 }), bram.id);
    pin('9999');
    tap('Sign in');
    expect(await screen.findByText('That is not the PIN. 2 tries left.')).toBeDefined();
  });

  test('too often rests the pad, says for how long, and wakes it again', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const check = vi.fn(async () => refused({ code: 'wrong-pin', triesLeft: 0, waitMs: 30_000 } as const));
    show(check, bram.id);
    pin('9999');
    tap('Sign in');
    await screen.findByText(/Too many tries\. Try again in 30 seconds/);
    expect(screen.getByRole('button', { name: '1' }).hasAttribute('disabled')).toBe(true);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(screen.queryByText(/Too many tries/)).toBeNull();
    expect(screen.getByRole('button', { name: '1' }).hasAttribute('disabled')).toBe(false);
    expect(check).toHaveBeenCalledTimes(1);
  });
});
