// @vitest-environment happy-dom
/** Something was true that should not have been: a person sees both sides and decides. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { likelyActions, SETTLE_ACTIONS, sidesOf } from '../../../src/features/exceptions/exception-case.ts';
import { kindKeyOf } from '../../../src/features/exceptions/kind-words.ts';
import type { ExceptionDocument } from '../../../src/protocol/sync/documents.ts';
import { EXCEPTION_KINDS } from '../../../src/server/exceptions/exceptions.ts';
import { idNumber } from '../../domain/shop.ts';
import { cleanCounters, openCounter, press } from '../counter/counter-app.tsx';
import type { CounterRig } from '../counter/counter-rig.ts';
import { webOrder } from '../orders/channel-shop.ts';

cleanCounters();

const START = { screen: 'exceptions' } as const;

function exception(n: number, change: Partial<ExceptionDocument> = {}): ExceptionDocument {
  return {
    ...{ id: idNumber('exception', n), kind: 'oversold', entry: null, register: null, status: 'open', facts: {} },
    raisedAt: `2026-03-02T08:0${n}:00.000Z`,
    ...change,
  };
}

const settlements = async (rig: CounterRig) =>
  (await rig.journal.after(0, 100)).flatMap(({ entry }) => (entry.kind === 'exception.settle' ? [entry.body] : []));

test('a parcel handed over twice names both tills and people, and leads to the order', async () => {
  const order = webOrder(1);
  const twice = exception(1, {
    kind: 'handed-over-twice',
    facts: { subject: order.id, number: order.number, handOvers: [] },
  });
  const rig = await openCounter({ start: START });
  const { associate, identity } = rig.counter;
  const at = '2026-03-02T08:00:00.000Z';
  const handedOver = (register: string) => ({ at, what: 'handed-over', associate: associate.id, register }) as const;
  rig.views.tell({
    orders: [{ ...order, timeline: [handedOver(identity.register), handedOver(idNumber('register', 9))] }],
    exceptions: [twice],
  });
  const row = within(await screen.findByRole('list', { name: 'Open' }));
  expect(row.getByRole('heading', { name: 'One parcel was handed over twice' })).toBeTruthy();
  expect(row.getByText(new RegExp(`${associate.name}, Till 1, `))).toBeTruthy();
  expect(row.getAllByText('Handed over').length).toBe(2);
  await press('W-1001');
  expect(await screen.findByRole('article', { name: 'W-1001' })).toBeTruthy();
});

test('settled with what was done and a note it moves below, at once and without a network', async () => {
  const rig = await openCounter({ start: START, told: { exceptions: [exception(1), exception(2)] } });
  const open = within(await screen.findByRole('list', { name: 'Open' }));
  expect(open.getAllByRole('listitem').length).toBe(2);
  fireEvent.click(open.getAllByRole('button', { name: 'Settle' })[0] as HTMLElement);
  const settle = () => screen.findByRole('button', { name: 'Settle it' }) as Promise<HTMLButtonElement>;
  expect((await settle()).disabled).toBe(true);
  fireEvent.click(await screen.findByRole('radio', { name: 'Something else' }));
  fireEvent.click(await settle());
  expect((await screen.findAllByText('Say in a few words what was done')).length).toBeGreaterThan(0);
  fireEvent.change(screen.getByRole('textbox', { name: 'Note' }), { target: { value: ' Found behind the shelf ' } });
  fireEvent.click(await settle());
  const settled = within(await screen.findByRole('list', { name: 'Settled' }));
  expect(settled.getByText('Something else · Found behind the shelf')).toBeTruthy();
  expect(settled.getByText('Waiting to sync')).toBeTruthy();
  expect(await settlements(rig)).toEqual([
    {
      location: rig.counter.store.id,
      exception: idNumber('exception', 1),
      action: 'other',
      note: 'Found behind the shelf',
    },
  ]);
  await waitFor(() =>
    expect(within(screen.getByRole('list', { name: 'Open' })).getAllByRole('listitem').length).toBe(1),
  );
});

test('goods that were promised and sold name the web orders they were promised to', () => {
  const facts = { subject: 's', variant: 'var_1', ordinal: 3, onHand: 0, committed: 1, orders: ['ord_1', 'ord_2'] };
  expect(sidesOf(exception(1, { kind: 'promise-broken', facts }))).toEqual([
    { kind: 'goods', variant: 'var_1', ordinal: 3, onHand: 0, committed: 1 },
    { kind: 'web-order', order: 'ord_1' },
    { kind: 'web-order', order: 'ord_2' },
  ]);
});

test('facts of a newer server that are not as expected are left out, and its kind is said by its own name', () => {
  const odd = { subject: 7, orders: 'many', ordinal: '3', variant: null, sold: 1.5 };
  expect(sidesOf(exception(1, { kind: 'moon-landing', facts: odd }))).toEqual([]);
  expect(kindKeyOf('moon-landing')).toEqual({ title: 'other', say: 'say-other' });
  expect(kindKeyOf('toString').title).toBe('other');
});

test('every kind the server raises has words and likely decisions of its own', () => {
  for (const kind of EXCEPTION_KINDS) {
    expect(kindKeyOf(kind).title, kind).toBe(kind);
    const actions = likelyActions(kind);
    expect(actions.at(-1)).toBe('other');
    expect(actions.filter((action) => !SETTLE_ACTIONS.includes(action))).toEqual([]);
  }
});
