/**
 * A client as this tablet shows one: the server's document with what was written here and it does not contain
 * yet, field by field, decided as the server will decide it.
 */
import { type Client, type ClientEdit, edited, NEW_CLIENT } from '../../domain/client/client.ts';

/** What one entry of this register says of a client. */
export interface OwnWrite {
  readonly sequence: number;
  readonly client: string;
  readonly kind: 'client.create' | 'client.edit';
  readonly fields: ClientEdit;
}

/** `writes`: of this client, oldest first, none of which the document contains. Null: unknown, or erased. */
export function shownClient(id: string, document: Client | null, writes: readonly OwnWrite[]): Client | null {
  return writes.reduce<Client | null>((shown, { kind, fields }) => {
    if (shown !== null || kind === 'client.edit') return edited(shown, fields);
    return { ...NEW_CLIENT, name: '', ...fields, id };
  }, document);
}
