import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { checkOrder } from '../../src/domain/order/check-order.ts';
import { checkPostVoid } from '../../src/domain/order/check-post-void.ts';
import type { Order, PostVoid } from '../../src/domain/order/order.ts';
import { clientKeyResponse } from '../../src/protocol/client/client-key.ts';
import { enrolRequest, enrolResponse, tokenRequest, tokenResponse } from '../../src/protocol/enrol.ts';
import { ENTRY_BODIES, type EntryEnvelope, type EntryKind, entryEnvelope } from '../../src/protocol/entry/entry.ts';
import { chainStart, entryHash } from '../../src/protocol/entry/entry-hash.ts';
import { manifest } from '../../src/protocol/segment/manifest.ts';
import { CHANGE_BODIES, type ChangeKind } from '../../src/protocol/sync/documents.ts';
import { pullRequest, pullResponse, snapshotRequired } from '../../src/protocol/sync/pull.ts';
import { pushRequest, pushResponse } from '../../src/protocol/sync/push.ts';
import { goldenMessages } from './golden-messages.ts';

const FOLDER = fileURLToPath(new URL('./golden/', import.meta.url));

// Messages are written once, with EVERTILL_WRITE_GOLDEN=1, and never written over.
if (process.env.EVERTILL_WRITE_GOLDEN) {
  for (const [name, message] of Object.entries(goldenMessages())) {
    const path = `${FOLDER}${name}.json`;
    if (!existsSync(path)) writeFileSync(path, `${JSON.stringify(message, null, 2)}\n`);
  }
}

const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));
const read = (name: string): unknown => JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8'));
const entryNames = names.filter((name) => name.startsWith('entry-')).sort((a, b) => numberIn(a) - numberIn(b));

function numberIn(name: string): number {
  return Number(name.split('-')[1]);
}

const SCHEMAS: Record<string, z.ZodType> = {
  'push-request': pushRequest,
  'push-response': pushResponse,
  'pull-request': pullRequest,
  'pull-response': pullResponse,
  'snapshot-required': snapshotRequired,
  manifest,
  'enrol-request': enrolRequest,
  'enrol-response': enrolResponse,
  'token-request': tokenRequest,
  'token-response': tokenResponse,
  'client-key-response': clientKeyResponse,
};

/** As admission and the tablet read: the envelope first, then what it carries by its own kind. */
function parses(name: string, message: unknown): boolean {
  if (name.startsWith('entry-')) return entryParses(message);
  const schema = SCHEMAS[name];
  if (!schema) throw new Error(`nobody reads ${name}`);
  const outer = schema.safeParse(message);
  if (!outer.success) return false;
  if (name === 'push-request') return pushRequest.parse(message).groups.flat().every(entryParses);
  if (name !== 'pull-response') return true;
  return pullResponse
    .parse(message)
    .streams.flatMap((stream) => stream.changes)
    .every((change) => CHANGE_BODIES[change.kind as ChangeKind].safeParse(change.body).success);
}

function entryParses(message: unknown): boolean {
  const envelope = entryEnvelope.safeParse(message);
  return envelope.success && ENTRY_BODIES[envelope.data.kind as EntryKind][1].safeParse(envelope.data.body).success;
}

test('every message this build knows is among the golden ones, and every entry kind too', () => {
  expect(names.filter((name) => !name.startsWith('entry-')).sort()).toEqual(Object.keys(SCHEMAS).sort());
  const kinds = new Set(entryNames.map((name) => name.split('-').slice(2).join('-')));
  expect([...kinds].sort()).toEqual(Object.keys(ENTRY_BODIES).sort());
  const changes = pullResponse.parse(read('pull-response')).streams.flatMap((stream) => stream.changes);
  expect(changes.map((change) => change.kind)).toEqual(expect.arrayContaining(Object.keys(CHANGE_BODIES)));
});

test.each(names)('%s is read, to the last key', (name) => {
  const message = read(name);
  expect(parses(name, message)).toBe(true);
  const schema = name.startsWith('entry-') ? entryEnvelope : SCHEMAS[name];
  expect(schema?.parse(message)).toEqual(message);
});

/** Every object in a message, as a path; records of facts are open on purpose. */
function objectsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || path.at(-1) === 'facts') return [];
  const inner = Object.entries(value).flatMap(([key, member]) => objectsIn(member, [...path, key]));
  return Array.isArray(value) ? inner : [path, ...inner];
}

test.each(names)('%s with an unknown key, wherever it stands, is refused', (name) => {
  const paths = objectsIn(read(name));
  for (const path of paths) {
    const message = read(name);
    let at = message as Record<string, unknown>;
    for (const key of path) at = at[key] as Record<string, unknown>;
    at.surprise = 1;
    expect(parses(name, message), `${path.join('.')}.surprise`).toBe(false);
  }
  expect(paths.length).toBeGreaterThan(0);
});

test.each(names)('%s without one of its keys is refused', (name) => {
  for (const path of objectsIn(read(name))) {
    const keys = Object.keys(
      path.reduce<Record<string, unknown>>(
        (at, key) => at[key] as Record<string, unknown>,
        read(name) as Record<string, unknown>,
      ),
    );
    for (const key of keys) {
      if (isOptional(path, key)) continue;
      const message = read(name);
      const at = path.reduce<Record<string, unknown>>(
        (inner, part) => inner[part] as Record<string, unknown>,
        message as Record<string, unknown>,
      );
      delete at[key];
      expect(parses(name, message), `${[...path, key].join('.')}`).toBe(false);
    }
  }
});

/** Titles in other languages than English, streams a tablet has not read yet, how an open exception was settled. */
function isOptional(path: readonly string[], key: string): boolean {
  return key === 'zh-TW' || key === 'zh-CN' || key === 'settled' || path.at(-1) === 'cursors';
}

const entries = entryNames.map((name) => read(name) as EntryEnvelope);

test('the hash of every golden entry is what it was on the first day', () => {
  expect(entries.map((entry) => [entry.kind, entryHash(entry)])).toEqual(PINNED_HASHES);
});

test('the golden entries chain, from the start of their incarnation', () => {
  expect(entries[0]?.previousHash).toBe(chainStart(entries[0]?.register ?? '', 1));
  expect(entries.slice(1).map((entry) => entry.previousHash)).toEqual(entries.slice(0, -1).map(entryHash));
});

test('what is sealed is not in the hash, so that it can be erased; everything else is', () => {
  const [entry] = entries;
  if (!entry) throw new Error('there are entries');
  expect(entryHash({ ...entry, sealed: 'c2VjcmV0' })).toBe(entryHash(entry));
  for (const key of Object.keys(entry) as (keyof EntryEnvelope)[]) {
    expect(entryHash({ ...entry, [key]: 'changed' }), key).not.toBe(entryHash(entry));
  }
});

test('orders and post-voids of the first day are sound for ever', () => {
  const bodies = (kind: EntryKind) =>
    entries.filter((entry) => entry.kind === kind).map((entry) => entry.body as unknown);
  const orders = bodies('order.place') as Order[];
  expect(orders.map((order) => order.kind)).toEqual(['sale', 'exchange', 'return']);
  for (const order of orders) expect(checkOrder(order)).toEqual([]);
  for (const postVoid of bodies('order.post-void') as PostVoid[]) {
    expect(checkPostVoid(postVoid, orders.find((order) => order.id === postVoid.order) ?? null)).toEqual([]);
  }
});

const PINNED_HASHES: readonly (readonly [EntryKind, string])[] = [
  ['shift.open', 'f2bd50af3160247296cac4a22927fbd8d91d94f0dfd5e0a7e67f0dbdb96f04f1'],
  ['order.place', '713ace36f362e6be2b756bd7a0e02e81ac4a6c498f78127924368c15317891b5'],
  ['receipt.reprint', '2314d48a56a8ff2cf0b013bc2fddc9be2e2a82444264d0be209b47100bbda954'],
  ['cart.suspend', '8d77fc9b9bcd72988ea6cbd0c8c9ba72851c764d1f3867db5f6d5e73383ef823'],
  ['cart.resume', '25e6c781a14c806315c2c9173d570b55b27695c8be3ee32fe604d9bbfb36beef'],
  ['order.place', 'f1d5c6f17fbc89158e23b4486d3f8e378a6f1e4212e3dae6d3cc5e89f07757ce'],
  ['order.place', 'ccfb9d276a6f51c2b5fdbb08fc7719e2ef245b0e773cf1347e8238346425463b'],
  ['order.post-void', '3fcd5eef3db0077abd1a658a3125e4eb8b584b8e3f1e58b95be0b8f395d411a1'],
  ['till.pay', '63854bc9f53313bf5aab831f1cb675ada27178a8d05f80931468b90706722fad'],
  ['shift.close', 'a1fe61bd25a8124028797e0b3aa285cd348a4d3a4ba5fb795f87c55572c64296'],
  ['fulfillment.pick', '5256e42632e9e4c3bec4cedace46db68a99d513b8e58d44facee558c52c393ed'],
  ['fulfillment.lay-ready', 'abc86c62b78167f317b2cc82d853023fa118dac369bdd214136f1a964c2a2dba'],
  ['fulfillment.hand-over', 'e40aa43a8ba321fdfe9b2e232bae4e64fbb3b316887dd114a2a43ff54a9b046c'],
  ['online-cart.claim', '58dcd358dc11a0c550962d220a7a57c80a8ef1550aeb2923a657ba7d238496ce'],
  ['online-cart.release', 'a373e1f15605005e94114e7ac5fa0f45db6aa0efa735fde0429ea1a6ca1b549d'],
  ['client.create', '99887e996d6097192d9071af9fa4e221a030fdc317a8847f96642b918f134584'],
  ['client.edit', '3c91b9849ff22cd86bc80c565867f08b1617b8fc8182084b2c40a9081e30b03c'],
  ['exception.settle', '5391063d9283e900ba3228a6cb8d729a27617b3fc6554b0f72c392521c387a52'],
];
