/** What may be done with a parcel at a counter, and what is said where it may not. */
import { expect, test } from 'vitest';
import { parcelSteps, type Where } from '../../../src/features/orders/parcel-steps.ts';
import type { ChannelOrderDocument } from '../../../src/protocol/sync/channel-documents.ts';
import { RIG } from '../../support/journal-rig.ts';
import { webOrder } from './channel-shop.ts';

function steps(
  parcel: ChannelOrderDocument['fulfillment']['state'],
  change: Partial<ChannelOrderDocument> = {},
  where: Partial<Where> = {},
) {
  const order = webOrder(1, change);
  const { lease } = order.fulfillment;
  const at = {
    register: RIG.register,
    location: lease.location,
    now: Date.parse(order.placedAt),
    isOnline: false,
    ...where,
  };
  const until = parcel === 'ready' ? null : lease.until;
  return parcelSteps(
    { ...order, fulfillment: { ...order.fulfillment, state: parcel, lease: { ...lease, until } } },
    at,
  );
}

test('a paid order is gathered, laid ready and handed over, and its client need not wait for the steps between', () => {
  expect(steps('open')).toMatchObject({ next: 'pick', also: ['lay-ready', 'hand-over'], whyNot: [] });
  expect(steps('picking')).toMatchObject({ next: 'lay-ready', also: ['hand-over'] });
  expect(steps('ready')).toMatchObject({ next: 'hand-over', also: [] });
});

test('what is not paid may be gathered and laid ready, and stays here', () => {
  const unpaid = { state: 'placed' } as const;
  expect(steps('open', unpaid)).toMatchObject({ next: 'pick', also: ['lay-ready'], whyNot: ['unpaid'] });
  expect(steps('ready', unpaid)).toMatchObject({ next: null, also: [], whyNot: ['unpaid'] });
});

test('what is sent is laid ready for the carrier, and not handed over', () => {
  expect(steps('picking', { delivery: 'ship' })).toMatchObject({ next: 'lay-ready', also: [], whyNot: ['ship'] });
  expect(steps('ready', { delivery: 'ship', state: 'placed' })).toMatchObject({
    next: null,
    whyNot: ['unpaid', 'ship'],
  });
});

test('nothing is left to do with what was handed over, cancelled, or is not known yet', () => {
  expect(steps('handed-over')).toMatchObject({ next: null, also: [], whyNot: ['handed-over'] });
  expect(steps('cancelled', { state: 'cancelled' })).toMatchObject({ next: null, whyNot: ['cancelled'] });
  expect(steps('ready', { state: 'cancelled' })).toMatchObject({ next: null, whyNot: ['cancelled'] });
  expect(steps('handed-over', { state: 'cancelled' }).whyNot).toEqual(['cancelled', 'handed-over']);
  expect(steps('open', { state: 'announced' })).toMatchObject({ next: null, whyNot: ['announced'] });
});

test('who gathers it elsewhere is named; who gathers it here needs no telling', () => {
  const picked = (register: string) => ({
    timeline: [{ at: '2026-03-02T08:00:00.000Z', what: 'picked' as const, associate: RIG.associate, register }],
  });
  expect(steps('picking', picked('reg_elsewhere')).pickedElsewhere?.register).toBe('reg_elsewhere');
  expect(steps('picking', picked(RIG.register)).pickedElsewhere).toBe(null);
  expect(steps('ready', picked('reg_elsewhere')).pickedElsewhere).toBe(null);
});

test('after its time a parcel that was never laid ready is handed over with the network only; one that lies ready waits', () => {
  const late = { now: Date.parse('2026-04-01T09:00:00.000Z') };
  expect(steps('picking', {}, late)).toMatchObject({ next: 'lay-ready', also: [], whyNot: ['lease-ended'] });
  expect(steps('picking', {}, { ...late, isOnline: true })).toMatchObject({ also: ['hand-over'], whyNot: [] });
  expect(steps('ready', {}, late)).toMatchObject({ next: 'hand-over', whyNot: [] });
});

test('what another store holds is not handed over here, with or without a network', () => {
  for (const isOnline of [true, false]) {
    const elsewhere = steps('ready', {}, { location: 'loc_elsewhere', isOnline });
    expect(elsewhere).toMatchObject({ next: null, whyNot: ['parcel-elsewhere'] });
  }
});
