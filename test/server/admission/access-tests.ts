/** Who may push at all, and what becomes of two tablets that are one register. */
import { expect, test } from 'vitest';
import { sealedHash } from '../../../src/protocol/entry/entry-hash.ts';
import { newId } from '../../support/shop-floor.ts';
import { tableHashes } from '../../support/table-state.ts';
import type { PushRig } from './push-rig.ts';

export function accessTests(rig: PushRig): void {
  test('X22: a journal head that the register did not sign is an exception, once, and its facts are taken', async () => {
    const { shop, till, shirt, stock, ordersOf, exceptionsOf } = rig;
    await stock(10);
    for (let times = 0; times < 2; times++) {
      const request = till.push([till.sell([shirt, 1]).entry]);
      const forged = { ...request, head: { ...request.head, signature: 'forged' } };
      expect(await shop.push(till, forged)).toMatchObject({ ok: true, value: { results: [{ result: 'placed' }] } });
    }
    expect(await ordersOf()).toHaveLength(2);
    expect((await exceptionsOf()).map(({ kind, facts }) => [kind, facts.sequence])).toEqual([['head-signature', 1]]);
  });

  test('X22: what is sealed is what its hash says, or it is set aside; what was erased stays readable', async () => {
    const { till, outcomes, stock } = rig;
    await stock(10);
    const body = { location: till.identity.location, cart: newId('cart') };
    const sealed = (text: string | null, hash: string | null) =>
      till.write('cart.resume', body, { ...(text === null ? {} : { sealed: text }), sealedHash: hash });
    const hash = sealedHash('c2VhbGVk');
    expect(
      await outcomes(
        [sealed('c2VhbGVk', hash)],
        [sealed(null, hash)],
        [sealed('b3RoZXI', hash)],
        [sealed('c2VhbGVk', null)],
        [sealed(null, null)],
      ),
    ).toEqual(['placed', 'placed', 'quarantined sealed-mismatch', 'quarantined sealed-mismatch', 'placed']);
  });

  test('two tablets under one incarnation: the second is a fork, both contents are kept, once', async () => {
    const { database, shop, till, shirt, own, push, ordersOf, exceptionsOf, stock } = rig;
    await stock(10);
    const common = till.sell([shirt, 1]).entry;
    await push([common]);
    const { register, incarnation } = till.identity;
    const mine = till.sell([shirt, 1]).entry;
    await push([mine]);
    // The copy goes on from `common`, with a sale of its own in the same place.
    const copy = { ...till.sell([shirt, 4]).entry, sequence: 2, previousHash: mine.previousHash };
    const request = { ...till.push([copy]), head: { sequence: 2, hash: 'f'.repeat(64), signature: 's' } };
    expect(await shop.push(till, request)).toEqual({ ok: false, refusal: { code: 'fork' } });
    const after = await tableHashes(database.db);
    expect(await shop.push(till, request)).toEqual({ ok: false, refusal: { code: 'fork' } });
    expect(await tableHashes(database.db)).toEqual(after);

    expect(await ordersOf()).toHaveLength(2);
    const exceptions = await exceptionsOf();
    expect(exceptions.map(({ kind }) => kind).toSorted()).toEqual(['forked-entry', 'register-fork']);
    expect(exceptions.find(({ kind }) => kind === 'forked-entry')?.facts.envelope).toEqual(copy);
    const life = await own((tx) =>
      tx
        .selectFrom('incarnation')
        .select('status')
        .where('register', '=', register)
        .where('incarnation', '=', incarnation)
        .executeTakeFirst(),
    );
    expect(life?.status).toBe('forked');
    // Whoever of the two comes next is told the same, and what it brings is kept too.
    const next = { ...till.sell([shirt, 1]).entry, sequence: 3 };
    expect(await shop.push(till, till.push([next]))).toEqual({ ok: false, refusal: { code: 'fork' } });
    expect(await exceptionsOf()).toHaveLength(3);
    const told = await database.db
      .selectFrom('change')
      .select('body')
      .where('tenant', '=', shop.tenant)
      .where('kind', '=', 'exception.put')
      .execute();
    expect(told).toHaveLength(3);
    expect(JSON.stringify(told)).not.toContain('envelope');
  });

  test('a journal head that is not the one placed there is a fork, with nothing to push', async () => {
    const { shop, till, shirt, push, stock } = rig;
    await stock(10);
    await push([till.sell([shirt, 1]).entry]);
    const request = { ...till.push(), head: { sequence: 1, hash: 'e'.repeat(64), signature: 's' } };
    expect(await shop.push(till, request)).toEqual({ ok: false, refusal: { code: 'fork' } });
  });

  test('who was never enrolled, was revoked, or speaks another protocol is told so', async () => {
    const { shop, till, own } = rig;
    const unknown = { who: { ...till.who, register: newId('register') } };
    expect(await shop.push(unknown, till.push())).toEqual({ ok: false, refusal: { code: 'not-enrolled' } });
    expect(await shop.push(till, { ...till.push(), protocol: 99 })).toEqual({
      ok: false,
      refusal: { code: 'unknown-protocol' },
    });
    await own((tx) =>
      tx.updateTable('incarnation').set({ status: 'revoked' }).where('tenant', '=', shop.tenant).execute(),
    );
    expect(await shop.push(till, till.push())).toEqual({ ok: false, refusal: { code: 'revoked' } });
  });

  test('a replaced register still delivers what it holds', async () => {
    const { shop, till, shirt, own, outcomes, stock } = rig;
    await stock(10);
    await own((tx) =>
      tx.updateTable('incarnation').set({ status: 'replaced' }).where('tenant', '=', shop.tenant).execute(),
    );
    expect(await outcomes([till.sell([shirt, 1]).entry])).toEqual(['placed']);
  });
}
