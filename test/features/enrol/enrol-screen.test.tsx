// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EnrolScreen } from '../../../src/features/enrol/enrol-screen.tsx';
import { granted, type Refusal, refused, type Verdict } from '../../../src/kernel/verdict.ts';
import { setLanguage } from '../../../src/ui/index.ts';

type Enrol = (code: string) => Promise<Verdict<unknown, Refusal>>;

function show(enrol: Enrol) {
  const onEnrolled = vi.fn();
  render(<EnrolScreen link="#enrol=K7QM-3FXD" enrol={enrol} persist={async () => true} onEnrolled={onEnrolled} />);
  return onEnrolled;
}

const connect = () => fireEvent.click(screen.getByRole('button', { name: 'Connect' }));

beforeEach(() => setLanguage('en'));
afterEach(cleanup);

test('the code that came with the address connects the tablet', async () => {
  const enrol = vi.fn<Enrol>(async () => granted(null));
  const onEnrolled = show(enrol);
  connect();
  await waitFor(() => expect(onEnrolled).toHaveBeenCalledOnce());
  expect(enrol).toHaveBeenCalledWith('K7QM-3FXD', { installed: false, persisted: true });
});

test('a refusal says why, and the code can be sent again', async () => {
  const onEnrolled = show(async () => refused({ code: 'code-expired' }));
  connect();
  expect((await screen.findAllByText(/too old/)).length).toBeGreaterThan(0);
  expect(screen.getByRole('button', { name: 'Connect' }).hasAttribute('disabled')).toBe(false);
  expect(onEnrolled).not.toHaveBeenCalled();
});

test('a tablet whose disk fails says so instead of asking for ever, and the same code connects it', async () => {
  const enrol = vi
    .fn<Enrol>(async () => granted(null))
    .mockRejectedValueOnce(new DOMException('', 'QuotaExceededError'));
  const onEnrolled = show(enrol);
  connect();
  expect((await screen.findAllByText(/QuotaExceededError/)).length).toBeGreaterThan(0);
  connect();
  await waitFor(() => expect(onEnrolled).toHaveBeenCalledOnce());
});
