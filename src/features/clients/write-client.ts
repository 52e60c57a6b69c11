/**
 * What was typed about a client becomes an entry: tidied, checked, sealed, appended. An edit says only the
 * fields that differ, so that two associates who write about one client while apart are both heard.
 */
import {
  type Client,
  type ClientFields,
  type ClientRefusal,
  checkClient,
  editBetween,
} from '../../domain/client/client.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { CLIENT_FIELDS } from '../../protocol/client/client-fields.ts';
import type { JournalRefusal } from '../../replica/index.ts';
import type { Counter } from '../counter/index.ts';

export type WriteRefusal = ClientRefusal | JournalRefusal | { readonly code: 'clients-locked' };

type Writing = Pick<Counter, 'clients' | 'journal' | 'ids' | 'store' | 'associate'>;
type Field = (typeof CLIENT_FIELDS)[number];

/** The value is the client's id. */
export async function createClient(
  { clients, journal, ids, store, associate }: Writing,
  typed: ClientFields,
): Promise<Verdict<string, WriteRefusal>> {
  const checked = checkClient(typed);
  if (!checked.ok) return checked;
  const sealed = await clients.seal(checked.value);
  if (sealed === null) return refused({ code: 'clients-locked' });
  const client = ids('client');
  const written = await journal.append({
    kind: 'client.create',
    associate: associate.id,
    body: () => ({ location: store.id, client }),
    sealed,
  });
  return written.ok ? granted(client) : written;
}

/** The value says whether anything had to be written. */
export async function editClient(
  { clients, journal, store, associate }: Writing,
  before: Client,
  typed: ClientFields,
): Promise<Verdict<boolean, WriteRefusal>> {
  const checked = checkClient(typed);
  if (!checked.ok) return checked;
  const edit = editBetween(before, checked.value);
  const fields = Object.keys(edit) as Field[];
  if (fields.length === 0) return granted(false);
  const sealed = await clients.seal(edit);
  if (sealed === null) return refused({ code: 'clients-locked' });
  const written = await journal.append({
    kind: 'client.edit',
    associate: associate.id,
    body: () => ({ location: store.id, client: before.id, fields }),
    sealed,
  });
  return written.ok ? granted(true) : written;
}
