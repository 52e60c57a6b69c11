// @vitest-environment happy-dom
/** A shift from its float to its count, and the day it leaves behind. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { choose, cleanCounters, openCounter, press, pressInDialog, scan, typeOnPad } from '../counter/counter-app.tsx';

cleanCounters();

test('a shift opens with what was counted and goes straight to selling', async () => {
  const rig = await openCounter({ hasShift: false, start: { screen: 'shift' } });
  await typeOnPad('10000');
  await press('Open shift');
  expect(await screen.findByText('Ready to sell')).toBeTruthy();
  const [record] = await rig.journal.after(0, 5);
  expect(record?.entry.kind === 'shift.open' && record.entry.body.floatMinor).toBe(10_000);
  expect(rig.journal.snapshot().shift?.businessDay).toBe('2026-03-02');
});

test('cash paid out needs a reason and moves what should be there', async () => {
  await openCounter({ start: { screen: 'shift' } });
  await press('Pay out');
  await typeOnPad('2500');
  await pressInDialog('Pay out');
  expect((await screen.findByRole('alert')).textContent).toBe('Choose a reason and type an amount.');
  await choose('Courier');
  await pressInDialog('Pay out');
  expect(await screen.findByText(/Paid out · Courier/)).toBeTruthy();
  const expected = screen.getByText('Expected cash').parentElement;
  await waitFor(() => expect(expected?.textContent).toContain('€75.00'));
});

test('the count is blind, and the difference is named afterwards', async () => {
  const rig = await openCounter();
  await scan(rig, rig.rows.find(({ title }) => title.en === 'Stoneware mug')?.sku ?? '');
  await press('Charge €16.00');
  await press('€16.00 Exact');
  await screen.findByRole('heading', { name: 'Paid' });
  await press('to shift');
  await press('Close shift');
  await screen.findByText('Count the drawer');
  expect(screen.queryByText('€116.00')).toBeNull();
  await press(/^Pieces of €50.00/);
  await typeOnPad('2');
  await press(/^Pieces of €10.00/);
  await typeOnPad('1');
  await press('Close with €110.00');
  expect(await screen.findByText('€6.00 short')).toBeTruthy();
  expect(screen.getByText(/3 entries are still on their way|2 entries are still on their way/)).toBeTruthy();
  expect(rig.journal.snapshot().shift).toBeNull();
  await press('Open the next shift');
  expect(await screen.findByText('No shift is open')).toBeTruthy();
});

test('the day report adds up what this tablet did', async () => {
  const rig = await openCounter();
  await scan(rig, rig.rows.find(({ title }) => title.en === 'Stoneware mug')?.sku ?? '');
  await press('Charge €16.00');
  await press('€16.00 Exact');
  await screen.findByRole('heading', { name: 'Paid' });
  await press('to report');
  const tenders = await screen.findByRole('table', { name: 'By tender' });
  expect(within(tenders).getByRole('row', { name: /Cash/ }).textContent).toContain('€16.00');
  const taxes = screen.getByRole('table', { name: 'By tax' });
  expect(taxes.textContent).toContain('€2.78');
  await press('Print');
  await waitFor(() => expect(rig.devices.printer.printed.map(({ title }) => title)).toEqual(['2026-03-02']));
  await press('Day before');
  expect(await screen.findByText('Nothing was sold on this day')).toBeTruthy();
});
