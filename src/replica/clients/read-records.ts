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

/** Null: no client. */
export function clientFrom(record: unknown): Client | null {
  if (!isFields(record) || !isText(record.id) || !isText(record.name)) return null;
  return { ...NEW_CLIENT, ...soundFields(record), name: record.name, id: record.id };
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
