import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Client, type ClientEdit, NEW_CLIENT } from '../../../src/domain/client/client.ts';
import { type Book, type BookRig, createBookRig, KEY_LIFE_MS, newId, write } from './book-rig.ts';

const person = (name: string): Client => ({ ...NEW_CLIENT, name, id: newId('client') });
const until = (look: () => void) => vi.waitFor(look, { interval: 1, timeout: 5_000 });
const opened = (book: Book, clients: number) =>
  until(() => expect(book.state()).toMatchObject({ kind: 'open', clients }));

async function openRig(clients: readonly Client[]): Promise<{ rig: BookRig; book: Book }> {
  const rig = createBookRig();
  rig.pullSegments(clients, 0);
  const book = rig.openBook();
  book.setSignedIn(true);
  await opened(book, clients.length);
  return { rig, book };
}

describe('the book', () => {
  test('is locked until somebody signed in, shows nothing while nobody is, and opens again without the server', async () => {
    const ada = person('Ada');
    const { rig, book } = await openRig([ada]);
    expect(book.get(ada.id)?.client).toEqual(ada);
    rig.network.isThere = false;
    book.setSignedIn(false);
    expect(book.state()).toEqual({ kind: 'locked' });
    expect([book.get(ada.id), book.find('ada', 5), await book.seal({ note: 'x' })]).toEqual([null, [], null]);
    book.setSignedIn(true);
    expect(book.get(ada.id)?.client).toEqual(ada);
    expect(rig.network.asked).toBe(1);
  });

  test('stays locked without a network, says so, and opens by itself when it is back', async () => {
    const rig = createBookRig();
    rig.network.isThere = false;
    rig.pullSegments([person('Ada')], 0);
    const book = rig.openBook();
    book.setSignedIn(true);
    expect(book.state()).toEqual({ kind: 'opening' });
    await until(() => expect(book.state()).toEqual({ kind: 'locked' }));
    rig.network.isThere = true;
    rig.online();
    await opened(book, 1);
  });

  test.each([['elapsed'], ['now']] as const)(
    'forgets key and contents when their time is over by %s',
    async (which) => {
      const ada = person('Ada');
      const { rig, book } = await openRig([ada]);
      rig.network.isThere = false;
      const over = KEY_LIFE_MS + 1;
      if (which === 'elapsed') rig.clock.elapsed = () => over;
      else rig.clock.now = () => over;
      expect(book.get(ada.id)).toBeNull();
      expect(book.state().kind).toBe('locked');
      expect(await book.seal({ note: 'x' })).toBeNull();
      expect(await book.contactOf('AA')).toBeNull();
    },
  );

  test('asks for a fresh key at a sign-in an hour later, and shows clients all the while', async () => {
    const ada = person('Ada');
    const { rig, book } = await openRig([ada]);
    rig.clock.at += 3_600_001;
    book.setSignedIn(false);
    book.setSignedIn(true);
    expect(book.get(ada.id)?.client).toEqual(ada);
    const fresh = new Date(rig.clock.at + KEY_LIFE_MS).toISOString();
    await until(() => expect(book.state()).toMatchObject({ until: fresh }));
    expect(rig.network.asked).toBe(2);
    rig.clock.at += KEY_LIFE_MS - 1_000;
    expect(book.get(ada.id)?.client).toEqual(ada);
  });

  test('says the same thing as the same object, and tells when it says another', async () => {
    const { rig, book } = await openRig([person('Ada')]);
    expect(book.state()).toBe(book.state());
    const told = vi.fn();
    book.subscribe(told);
    rig.pullChanges([[newId('client'), person('Bo')]], 0);
    await opened(book, 1 + 1);
    expect(told).toHaveBeenCalled();
  });
});

describe('what was written here', () => {
  test('is shown at once, marked unsent, survives a restart, and is the server’s once it is contained', async () => {
    const { rig, book } = await openRig([]);
    const bo = person('Bo');
    const { id, ...fields } = bo;
    await write(rig, book, 'client.create', id, fields);
    await until(() => expect(book.get(id)).toEqual({ client: bo, isUnsent: true }));
    book.close();
    const again = rig.openBook();
    again.setSignedIn(true);
    await until(() => expect(again.get(id)).toEqual({ client: bo, isUnsent: true }));
    await write(rig, again, 'client.edit', id, { phone: '+31 20 555 0100' });
    await until(() => expect(again.find('555 0100', 1)).toHaveLength(1));
    rig.pullChanges([[id, { ...bo, note: 'from another tablet' }]], 1);
    const both = { ...bo, note: 'from another tablet', phone: '+31 20 555 0100' };
    await until(() => expect(again.get(id)).toEqual({ client: both, isUnsent: true }));
    rig.pullChanges([[id, both]], 2);
    await until(() => expect(again.get(id)).toEqual({ client: both, isUnsent: false }));
    // What was contained needs no copy.
    await until(() => expect(rig.copies.size).toBe(0));
  });

  test('lies in no copy that can be read without the key', async () => {
    const { rig, book } = await openRig([]);
    await book.seal({ note: 'Unmistakable' });
    const [copy] = [...rig.copies.values()];
    expect(Buffer.from(copy?.sealed ?? '', 'base64url').toString('latin1')).not.toContain('Unmistakable');
  });

  test('of an earlier life of this register is not counted against what the server told that life', async () => {
    const rig = createBookRig(7);
    rig.pullSegments([], 99);
    const book = rig.openBook();
    book.setSignedIn(true);
    await opened(book, 0);
    const bo = person('Bo');
    const { id, ...fields } = bo;
    await write(rig, book, 'client.create', id, fields);
    await until(() => expect(book.get(id)?.client).toEqual(bo));
  });

  test('does not bring back who was erased', async () => {
    const ada = person('Ada');
    const { rig, book } = await openRig([ada]);
    await write(rig, book, 'client.edit', ada.id, { note: 'Tall' });
    await until(() => expect(book.get(ada.id)?.isUnsent).toBe(true));
    rig.pullChanges([[ada.id, null]], 0);
    await until(() => expect(book.get(ada.id)).toBeNull());
    expect(book.find('ada', 5)).toEqual([]);
  });
});

/** What may happen, in any order. */
type Step =
  | { readonly kind: 'own'; readonly edit: ClientEdit }
  | { readonly kind: 'foreign'; readonly edit: ClientEdit }
  /** The server takes so many of our waiting entries. */
  | { readonly kind: 'push'; readonly count: number }
  | { readonly kind: 'pull'; readonly isPacked: boolean }
  | { readonly kind: 'restart' | 'erase' };

const edit: fc.Arbitrary<ClientEdit> = fc.oneof(
  fc.record({ name: fc.constantFrom('Ada', 'Bo', 'Cy') }),
  fc.record({ phone: fc.constantFrom('1111', '2222', null) }),
  fc.record({ note: fc.constantFrom('tall', 'likes linen', null), phone: fc.constantFrom('3333', null) }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('own' as const), edit }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('foreign' as const), edit }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('push' as const), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pull' as const), isPacked: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const) }) },
);

test('a client is shown as the server’s document with own edits it does not contain, whatever the order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 18 }), async (steps) => {
      const ada = person('Ada');
      const { id } = ada;
      const { rig, book: first } = await openRig([ada]);
      let book = first;
      const own: ClientEdit[] = [];
      const server = { client: ada as Client | null, included: 0 };
      let pulled = { ...server };
      /** Said over again, so that it is not the code that is asked. */
      const expected = () =>
        pulled.client === null ? null : Object.assign({}, pulled.client, ...own.slice(pulled.included));
      const seen: (Client | null)[] = [];
      const look = () => void seen.push(book.get(id)?.client ?? null);
      let unlook = book.subscribe(look);
      for (const one of steps) {
        const before = expected();
        seen.length = 0;
        if (one.kind === 'own') {
          own.push(one.edit);
          await write(rig, book, 'client.edit', id, one.edit);
        } else if (one.kind === 'foreign' && server.client) server.client = { ...server.client, ...one.edit };
        else if (one.kind === 'push') {
          for (const fields of own.slice(server.included, server.included + one.count)) {
            if (server.client) server.client = { ...server.client, ...fields };
            server.included++;
          }
        } else if (one.kind === 'pull') {
          pulled = { ...server };
          if (one.isPacked) rig.pullSegments(pulled.client === null ? [] : [pulled.client], pulled.included);
          else rig.pullChanges([[id, pulled.client]], pulled.included);
        } else if (one.kind === 'restart') {
          unlook();
          book.close();
          book = rig.openBook();
          book.setSignedIn(true);
          await until(() => expect(book.state().kind).toBe('open'));
          unlook = book.subscribe(look);
        } else if (one.kind === 'erase') server.client = null;
        const after = expected();
        await until(() => expect(book.get(id)?.client ?? null).toEqual(after));
        // Nothing in between: what was shown on the way is what was, or what is.
        for (const shown of seen) expect([before, after]).toContainEqual(shown);
      }
      unlook();
      book.close();
    }),
    { seed: 20260302, numRuns: 80 },
  );
}, 60_000);
