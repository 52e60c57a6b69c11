/**
 * One message of every sort, as version 1 writes it, built through the domain. They lie as files beside
 * this one and are never written again: every later build must read what these say.
 */
import { decideCart } from '../../src/domain/cart/cart-commands.ts';
import { withoutReceipt } from '../../src/domain/cart/cart-line.ts';
import { planPostVoid } from '../../src/domain/order/plan-post-void.ts';
import { settle } from '../../src/domain/pricing/settle.ts';
import { returnableLines, returnCartLine } from '../../src/domain/returns/plan-return.ts';
import { planTenders } from '../../src/domain/tender/plan-tenders.ts';
import { foldShift, NO_SHIFT, planShiftClose, planShiftOpen, planTillPay } from '../../src/domain/till/shift.ts';
import { must } from '../../src/kernel/invariant.ts';
import type { Entry, EntryEnvelope } from '../../src/protocol/entry/entry.ts';
import { chainStart, entryHash } from '../../src/protocol/entry/entry-hash.ts';
import {
  cartOf,
  countingIds,
  DOUBLE,
  grantOf,
  INCLUSIVE,
  idNumber,
  LOCATION,
  lineOf,
  REDUCED,
  ring,
} from '../domain/shop.ts';
import { channelChanges, channelDrafts } from './golden-channels.ts';

const REGISTER = idNumber('register', 1);
const DAY = '2026-11-21';
const EPOCH = 'epoch-1';
const AT = '2026-11-21T09:30:00.000Z';
const SIGNATURE = 'MEUCIQ'.padEnd(86, 'A');
const HASH = 'ab'.repeat(32);

export function goldenEntries(): Entry[] {
  const newId = countingIds();
  const place = { location: LOCATION, businessDay: DAY, currency: 'EUR' };
  const open = grantOf(planShiftOpen({ ...place, summary: NO_SHIFT, newId, floatMinor: 15_000 }));
  const inShift = <T extends { readonly shift: string; readonly till: readonly { readonly shift: string }[] }>(
    body: T,
  ): T => ({
    ...body,
    shift: open.shift,
    till: body.till.map((movement) => ({ ...movement, shift: open.shift })),
  });

  const cart = cartOf(
    [
      lineOf(1, {
        quantity: 3,
        listPriceMinor: 1999,
        options: ['Blue', 'M'],
        note: 'Gift wrap',
        associate: idNumber('associate', 2),
      }),
      lineOf(2, { unit: 'g', quantity: 750, listPriceMinor: 1299, taxCategory: REDUCED }),
      lineOf(3, {
        tracked: false,
        listPriceMinor: 500,
        taxCategory: DOUBLE,
        override: { unitPriceMinor: 400, reason: 'rsn-box' },
      }),
      lineOf(4, { listPriceMinor: 2500, discount: { kind: 'percent', percentPpm: 150_000, reason: 'rsn-guest' } }),
    ],
    { kind: 'amount', amountMinor: 500, reason: 'rsn-voucher' },
  );
  const due = settle(cart, INCLUSIVE).totals.totalMinor;
  const tenders = grantOf(
    planTenders(due, [
      { id: newId('tender'), kind: 'card', amountMinor: 5_000, reference: 'TERM-0042' },
      { id: newId('tender'), kind: 'cash', amountMinor: 10_000, reference: null },
    ]),
  ).tenders;
  const sale = inShift(ring(cart, INCLUSIVE, { newId, tenders, receiptNumber: 'A1-000001' }));

  const returnable = must(returnableLines(sale, [], false)[0], 'the sale has lines');
  const back = grantOf(
    returnCartLine({
      order: sale,
      returnable,
      id: newId('line'),
      quantity: 2,
      reason: 'rsn-too-small',
      disposition: 'restock',
    }),
  );
  const broken = withoutReceipt(lineOf(9), { reason: 'rsn-broken', disposition: 'damaged' });
  const exchangeCart = cartOf([back, broken, lineOf(10, { listPriceMinor: 4_990 })]);
  const exchange = inShift(ring(exchangeCart, INCLUSIVE, { newId, receiptNumber: 'A1-000002' }));
  const refund = inShift(
    ring(cartOf([{ ...broken, id: newId('line') }]), INCLUSIVE, { newId, receiptNumber: 'A1-000003' }),
  );
  const postVoid = grantOf(
    planPostVoid({
      order: exchange,
      followers: [],
      voided: false,
      newId,
      location: LOCATION,
      shift: open.shift,
      businessDay: DAY,
      reason: 'rsn-mistake',
    }),
  )('A1-000004');
  const parked = grantOf(decideCart(exchangeCart, { kind: 'label', label: 'Red coat' }));

  const soFar = foldShift([{ kind: 'shift.open', body: open }]);
  const pay = { summary: soFar, newId, location: LOCATION, reason: 'rsn-window-cleaner' };
  const paidOut = grantOf(planTillPay({ ...pay, direction: 'out', amountMinor: 2_000 }));
  const summary = foldShift([
    { kind: 'shift.open', body: open },
    { kind: 'order.place', body: sale },
    { kind: 'order.place', body: exchange },
    { kind: 'order.place', body: refund },
    { kind: 'order.post-void', body: postVoid },
    { kind: 'till.pay', body: paidOut },
  ]);
  const denominations = [
    { denominationMinor: 5_000, pieces: 3 },
    { denominationMinor: 100, pieces: 11 },
  ];
  const close = grantOf(planShiftClose({ ...place, summary, denominations, unsent: 4 }));

  return chained([
    { kind: 'shift.open', body: open },
    { kind: 'order.place', body: sale },
    { kind: 'receipt.reprint', body: { location: LOCATION, order: sale.id, copy: 1 } },
    { kind: 'cart.suspend', body: { location: LOCATION, cart: parked } },
    { kind: 'cart.resume', body: { location: LOCATION, cart: parked.id } },
    { kind: 'order.place', body: exchange },
    { kind: 'order.place', body: refund },
    { kind: 'order.post-void', body: postVoid },
    { kind: 'till.pay', body: paidOut },
    { kind: 'shift.close', body: close },
    ...channelDrafts(newId),
  ]);
}

/** Bodies as JSON, because the domain's are read-only and the wire's are not. */
function chained(drafts: readonly { readonly kind: Entry['kind']; readonly body: object }[]): Entry[] {
  let previousHash = chainStart(REGISTER, 1);
  return drafts.map(({ kind, body }, index) => {
    const envelope: EntryEnvelope = {
      id: idNumber('entry', index + 1),
      tenant: idNumber('tenant', 1),
      register: REGISTER,
      incarnation: 1,
      sequence: index + 1,
      previousHash,
      version: 1,
      kind,
      at: AT,
      associate: idNumber('associate', 1),
      body: JSON.parse(JSON.stringify(body)) as Record<string, unknown>,
      sealedHash: null,
    };
    previousHash = entryHash(envelope);
    return envelope as unknown as Entry;
  });
}

export function goldenMessages(): Record<string, unknown> {
  const entries = goldenEntries();
  const last = must(entries.at(-1), 'there are entries');
  const words = { en: 'Shirts', 'zh-TW': '襯衫', 'zh-CN': '衬衫' };
  const verifier = { salt: 'c2FsdHNhbHRzYWx0c2FsdA', memoryKib: 19_456, iterations: 2, proof: 'p'.repeat(43) };
  const change = (sequence: number, kind: string, ref: string, body: unknown) => ({ sequence, kind, ref, body });
  const page = (stream: string, changes: readonly { sequence: number }[]) => ({
    stream,
    head: changes.length,
    floor: 0,
    changes,
    more: false,
  });
  return {
    ...Object.fromEntries(entries.map((entry) => [`entry-${entry.sequence}-${entry.kind}`, entry])),
    'push-request': {
      protocol: 1,
      groups: entries.map((entry) => [entry]),
      head: { sequence: last.sequence, hash: entryHash(last), signature: SIGNATURE },
      status: { unsent: entries.length, build: '0.1.0' },
    },
    'push-response': {
      epoch: EPOCH,
      results: entries.map(({ id, sequence }) =>
        sequence === 2
          ? { id, sequence, result: 'placed-with-exceptions', reasons: ['oversold'] }
          : { id, sequence, result: 'placed', reasons: [] },
      ),
      acknowledged: last.sequence,
      durableThrough: 0,
      serverTime: AT,
      nextSyncAfterMs: 30_000,
    },
    'pull-request': {
      protocol: 1,
      cursors: {
        items: 12,
        [`prices:${idNumber('priceList', 1)}`]: 0,
        [`stock:${LOCATION}`]: 7,
        retailer: 0,
        [`store:${LOCATION}`]: 3,
      },
      limit: 1_000,
    },
    'pull-response': {
      epoch: EPOCH,
      included: 4,
      streams: [
        page('items', [change(1, 'variant.put', idNumber('variant', 1), variant())]),
        page(`prices:${idNumber('priceList', 1)}`, [
          change(1, 'price.put', '1', { ordinal: 1, priceMinor: 1999, compareAtMinor: 2499 }),
          change(2, 'price.put', '2', { ordinal: 2, priceMinor: null, compareAtMinor: null }),
        ]),
        page(`stock:${LOCATION}`, [change(1, 'level.put', '1', { ordinal: 1, onHand: -1, committed: 0, damaged: 2 })]),
        page('retailer', [
          change(1, 'category.put', idNumber('category', 1), {
            id: idNumber('category', 1),
            title: words,
            parent: null,
            position: 1,
            hue: 4,
          }),
          change(2, 'category.drop', idNumber('category', 2), null),
          change(3, 'register-key.put', `${REGISTER}/1`, {
            register: REGISTER,
            incarnation: 1,
            name: 'Till 1',
            x: 'x'.repeat(43),
            y: 'y'.repeat(43),
          }),
          change(4, 'register-key.drop', `${REGISTER}/0`, null),
        ]),
        page(`store:${LOCATION}`, [
          change(1, 'store.put', LOCATION, store()),
          change(2, 'associate.put', idNumber('associate', 1), {
            id: idNumber('associate', 1),
            name: 'Anna',
            initials: 'A',
            role: 'associate',
            hue: 3,
            active: true,
            permissions: ['sell', 'discount'],
            pin: verifier,
          }),
          change(3, 'associate.drop', idNumber('associate', 2), null),
          change(4, 'exception.put', idNumber('exception', 1), {
            id: idNumber('exception', 1),
            kind: 'oversold',
            entry: idNumber('entry', 2),
            register: REGISTER,
            raisedAt: AT,
            status: 'open',
            facts: { ordinal: 1, onHand: -1 },
          }),
          change(5, 'exception.put', idNumber('exception', 2), {
            id: idNumber('exception', 2),
            kind: 'promise-broken',
            entry: idNumber('entry', 2),
            register: REGISTER,
            raisedAt: AT,
            status: 'settled',
            facts: { orders: [idNumber('order', 900)] },
            settled: { at: AT, associate: idNumber('associate', 1), action: 'counted', note: 'One was in the window' },
          }),
        ]),
        page(`orders:${LOCATION}`, channelChanges({ at: AT, register: REGISTER, hash: HASH })),
        page(`clients:${LOCATION}`, [
          change(1, 'client.put', idNumber('client', 1), { id: idNumber('client', 1), sealed: 'AhM0'.repeat(40) }),
          change(2, 'client.drop', idNumber('client', 2), null),
        ]),
      ],
      serverTime: AT,
    },
    'snapshot-required': { code: 'snapshot-required', streams: ['items', `stock:${LOCATION}`] },
    manifest: {
      epoch: EPOCH,
      tables: [{ stream: 'items', through: 40, parts: [{ hash: HASH, first: 0, rows: 2_000, bytes: 181_004 }] }],
      grant: 'eyJhbGciOiJFZERTQSJ9.e30.sig',
    },
    'enrol-request': {
      protocol: 1,
      code: 'K7QM-3FXD',
      publicKey: { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) },
      installed: true,
      persisted: true,
    },
    'enrol-response': {
      epoch: EPOCH,
      tenant: idNumber('tenant', 1),
      register: { id: REGISTER, name: 'Till 1', location: LOCATION },
      incarnation: 1,
      series: 'A1',
      store: { id: LOCATION, name: 'Canal Street', priceList: idNumber('priceList', 1) },
      pinKey: 'k'.repeat(43),
    },
    'client-key-response': { key: 'k'.repeat(43), sealTo: 'p'.repeat(87), until: AT, serverTime: AT },
    'token-request': { register: REGISTER, incarnation: 1, nonce: 'n'.repeat(22), signature: SIGNATURE },
    'token-response': { token: 'eyJhbGciOiJFZERTQSJ9.e30.sig', expiresAt: AT, serverTime: AT },
  };
}

function variant() {
  return {
    ordinal: 1,
    id: idNumber('variant', 1),
    item: idNumber('item', 1),
    sku: '85123A',
    barcodes: ['4006381333931'],
    title: { en: 'Linen shirt', 'zh-TW': '亞麻襯衫', 'zh-CN': '亚麻衬衫' },
    options: ['Blue', 'M'],
    optionNames: ['Colour', 'Size'],
    category: idNumber('category', 1),
    taxCategory: idNumber('taxCategory', 1),
    image: 'linen-shirt.svg',
    unit: 'each',
    tracked: true,
    popularity: 12,
    active: true,
  };
}

function store() {
  return {
    id: LOCATION,
    name: 'Canal Street',
    kind: 'store',
    address: ['Prinsengracht 1', 'Amsterdam'],
    taxNumber: 'NL001234567B01',
    currency: { code: 'EUR', digits: 2 },
    timeZone: 'Europe/Amsterdam',
    dayStartsAtHour: 4,
    pricesIncludeTax: true,
    priceList: idNumber('priceList', 1),
    taxCategories: INCLUSIVE.taxCategories,
    receiptFooter: { en: 'Thank you' },
    reasons: [{ id: idNumber('reason', 1), use: 'discount', title: { en: 'Loyal guest' } }],
    denominationsMinor: [5_000, 2_000, 1_000],
  };
}
