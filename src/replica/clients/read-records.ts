/**
 * What lay sealed, as this build reads it. Who sealed it holds the key, so it is the server or this tablet; but
 * either may be of another build, so unknown fields are passed over and missing ones are as in a new client.
 */
import { type Client, type ClientEdit, type ClientFields, NEW_CLIENT } from '../../domain/client/client.ts';
import type { OrderContact } from '../../protocol/client/client-fields.ts';

type Fields = Readonly<Record<string, unknown>>;

const SOUND: { readonly [F in keyof ClientFields]: (value: unknown) => boolean } = {
  name: isText,
  phone: isTextOrNull,
  email: isTextOrNull,
  birthday: isTextOrNull,
  language: isTextOrNull,
  note: isTextOrNull,
  preferences: (value) =>
    Array.isArray(value) && value.every((one) => isFields(one) && isText(one.name) && isText(one.value)),
  consents: (value) =>
    Array.isArray(value) &&
    value.every((one) => isFields(one) && isText(one.purpose) && isText(one.channel) && isText(one.at)),
};

/** Null: no client. Thousands are read at once, so each field is looked at where it stands. */
export function clientFrom(record: unknown): Client | null {
  if (!isFields(record) || !isText(record.id) || !isText(record.name)) return null;
  const { id, name } = record;
  const read = <F extends Exclude<keyof ClientFields, 'name'>>(field: F): ClientFields[F] =>
    SOUND[field](record[field]) ? (record[field] as ClientFields[F]) : (NEW_CLIENT as ClientFields)[field];
  return {
    id,
    name,
    phone: read('phone'),
    email: read('email'),
    birthday: read('birthday'),
    language: read('language'),
    note: read('note'),
    preferences: read('preferences'),
    consents: read('consents'),
  };
}

export function editFrom(record: unknown): ClientEdit | null {
  return isFields(record) ? soundFields(record) : null;
}

export function contactFrom(record: unknown): OrderContact | null {
  if (!isFields(record) || !isText(record.name)) return null;
  const { name, phone, email } = record;
  return { name, phone: isText(phone) ? phone : null, email: isText(email) ? email : null };
}

function soundFields(record: Fields): ClientEdit {
  const names = Object.keys(SOUND) as (keyof ClientFields)[];
  return Object.fromEntries(names.flatMap((name) => (SOUND[name](record[name]) ? [[name, record[name]]] : [])));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNull(value: unknown): boolean {
  return value === null || isText(value);
}
