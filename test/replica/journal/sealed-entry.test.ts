/** What is personal lies beside an entry: bound by its hash, and no part of the chain. */
import { expect, test } from 'vitest';
import { entryHash, sealedHash } from '../../../src/protocol/entry/entry-hash.ts';
import { createCounterRig } from '../../features/counter/counter-rig.ts';

async function writeOne(sealed: string) {
  const rig = await createCounterRig();
  const { journal, associate, store } = rig.counter;
  const client = rig.ids('client');
  const written = await rig.journal.append({
    kind: 'client.create',
    associate: associate.id,
    body: () => ({ location: store.id, client }),
    sealed,
  });
  return { rig, journal, client, written };
}

test('an entry carries what was sealed and its hash; the chain holds without it', async () => {
  const { written, rig } = await writeOne('c2VhbGVk');
  if (!written.ok) throw new Error(written.refusal.code);
  const { entry, hash } = written.value;
  expect(entry).toMatchObject({ sealed: 'c2VhbGVk', sealedHash: sealedHash('c2VhbGVk') });
  const { sealed: _, ...erased } = entry;
  expect(entryHash(erased as typeof entry)).toBe(hash);
  const [stored] = await rig.journal.after(0, 10);
  expect(stored?.entry).toEqual(entry);
});

test('what a person carries away holds it too, so that it can still be taken in', async () => {
  const { rig } = await writeOne('c2VhbGVk');
  const lines = (await (await rig.journal.exportUnsent()).text()).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).entry?.sealed).filter(Boolean)).toEqual(['c2VhbGVk']);
});

test('more than a push could carry is not written at all', async () => {
  const { written, rig } = await writeOne('A'.repeat(950_000));
  expect(written).toEqual({ ok: false, refusal: { code: 'entry-too-large' } });
  expect(rig.journal.snapshot().sequence).toBe(0);
});

test('the journal finds what was done for a client, and for nobody else', async () => {
  const { rig, client } = await writeOne('c2VhbGVk');
  const other = rig.ids('client');
  expect((await rig.journal.ofClient(client)).map(({ entry }) => entry.kind)).toEqual(['client.create']);
  expect(await rig.journal.ofClient(other)).toEqual([]);
});
