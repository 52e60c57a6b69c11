// @vitest-environment happy-dom
/** A client is found and erased by head office, over a fake server. */
import { act, cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { OfficeApp } from '../../src/office/index.ts';
import { OFFICE_PATHS } from '../../src/protocol/office.ts';
import { setLanguage, ToastRegion } from '../../src/ui/index.ts';
import { createFakeOffice } from './fake-office.ts';

configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });
afterEach(() => cleanup());

test('a client is found by a request whose address names nobody, and erased only by holding', async () => {
  setLanguage('en');
  const office = createFakeOffice();
  const [ada] = office.clients;
  render(
    <>
      <OfficeApp fetch={office.fetch} />
      <ToastRegion />
    </>,
  );
  const section = within(await screen.findByRole('region', { name: 'Clients' }));
  const look = async (text: string) => {
    fireEvent.change(section.getByLabelText('Find a client'), { target: { value: text } });
    fireEvent.click(section.getByRole('button', { name: 'Find' }));
  };
  await look('Nobody');
  expect(await section.findByText('Nobody is found')).toBeTruthy();
  await look('Lovelace');
  expect(await section.findByText('Ada Lovelace')).toBeTruthy();
  expect(section.getByText('Amsterdam')).toBeTruthy();
  expect(office.done.join(' ')).not.toContain('Lovelace');

  fireEvent.click(section.getByRole('button', { name: 'Erase… Ada Lovelace' }));
  const hold = await screen.findByRole('button', { name: 'Hold to erase' });
  fireEvent.click(hold);
  expect(office.clients).toHaveLength(1);
  // A press without a length is asked for twice.
  await act(async () => fireEvent.click(await screen.findByRole('button', { name: 'Press again to erase' })));
  expect(await screen.findByText('Ada Lovelace was erased.')).toBeTruthy();
  expect(office.clients).toEqual([]);
  expect(office.done).toContain(`POST ${OFFICE_PATHS.eraseClient(ada?.id ?? '')}`);
  expect(section.queryByText('Ada Lovelace')).toBeNull();
});
