/**
 * A Client is a person this store serves. Several associates may write about the same one while apart, so
 * an edit names only the fields it means, and edits merge field by field: of two about one field the one
 * the server heard later holds; about different fields, both. Erasure wins over every edit, before or after.
 *
 * All of it is personal: it travels sealed and lies sealed; in the clear only in memory, after sign-in.
 */
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';

export const CONSENT_PURPOSES = ['news', 'birthday'] as const;
export const CONSENT_CHANNELS = ['email', 'phone'] as const;

/** Given or withdrawn, by whom it was written down and when. Never edited: a later record stands over an earlier one. */
export interface ConsentRecord {
  readonly purpose: (typeof CONSENT_PURPOSES)[number];
  readonly channel: (typeof CONSENT_CHANNELS)[number];
  readonly isGiven: boolean;
  readonly at: string;
}

export interface ClientFields {
  readonly name: string;
  /** As dialled, with the country's prefix where it was given. */
  readonly phone: string | null;
  readonly email: string | null;
  /** `--MM-DD` or `YYYY-MM-DD`. */
  readonly birthday: string | null;
  readonly language: string | null;
  /** What an associate wants the next one to know. */
  readonly note: string | null;
  /** Sizes, fits, favourites: free words by a free name. */
  readonly preferences: readonly { readonly name: string; readonly value: string }[];
  readonly consents: readonly ConsentRecord[];
}

export type ClientEdit = Partial<ClientFields>;

export interface Client extends ClientFields {
  readonly id: string;
}

export const NEW_CLIENT: Omit<ClientFields, 'name'> = {
  phone: null,
  email: null,
  birthday: null,
  language: null,
  note: null,
  preferences: [],
  consents: [],
};

export const CLIENT_LIMITS = { name: 120, phone: 40, email: 254, note: 2_000, preferences: 40, consents: 200 } as const;

/** Null stays null: who was erased does not come back by an edit. Consents are added, never replaced. */
export function edited(client: Client | null, edit: ClientEdit): Client | null {
  if (client === null) return null;
  const { consents, ...fields } = edit;
  return {
    ...client,
    ...fields,
    consents: consents === undefined ? client.consents : merged(client.consents, consents),
  };
}

function merged(held: readonly ConsentRecord[], more: readonly ConsentRecord[]): readonly ConsentRecord[] {
  const keyOf = (one: ConsentRecord) => `${one.at} ${one.purpose} ${one.channel} ${one.isGiven}`;
  const all = new Map([...held, ...more].map((one) => [keyOf(one), one]));
  return [...all.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Whether the client said yes to this purpose on this channel; the latest record holds. Nothing said is no. */
export function hasConsented(
  client: Pick<ClientFields, 'consents'>,
  purpose: ConsentRecord['purpose'],
  channel: ConsentRecord['channel'],
): boolean {
  const own = client.consents.filter((one) => one.purpose === purpose && one.channel === channel);
  return own.reduce((last, one) => (one.at >= last.at ? one : last), { at: '', isGiven: false }).isGiven;
}

/** The fields of `after` that differ from `before`: what an edit must say, and no more. */
export function editBetween(before: ClientFields, after: ClientFields): ClientEdit {
  const names = Object.keys(after) as (keyof ClientFields)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

export type ClientRefusal =
  | { readonly code: 'name-missing' }
  | { readonly code: 'too-long'; readonly field: string; readonly limit: number }
  | { readonly code: 'not-an-email'; readonly email: string }
  | { readonly code: 'not-a-phone'; readonly phone: string }
  | { readonly code: 'not-a-birthday'; readonly birthday: string };

/** What an associate typed, tidied: nothing but blanks is nothing. */
export function checkClient(fields: ClientFields): Verdict<ClientFields, ClientRefusal> {
  const tidy = (value: string | null) => value?.normalize('NFC').trim().replaceAll(/\s+/gu, ' ') || null;
  const name = tidy(fields.name);
  const { phone, email, birthday } = {
    phone: tidy(fields.phone),
    email: tidy(fields.email),
    birthday: tidy(fields.birthday),
  };
  const note = fields.note?.normalize('NFC').trim() || null;
  if (name === null) return refused({ code: 'name-missing' });
  for (const [field, value] of Object.entries({ name, phone, email, note })) {
    const limit = CLIENT_LIMITS[field as 'name' | 'phone' | 'email' | 'note'];
    if (value !== null && value.length > limit) return refused({ code: 'too-long', field, limit });
  }
  // One at sign with something around it: only a letter that arrives proves more.
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email)) return refused({ code: 'not-an-email', email });
  if (phone !== null && !/^\+?[\d\s().\-/]{4,}$/u.test(phone)) return refused({ code: 'not-a-phone', phone });
  if (birthday !== null && !isBirthday(birthday)) return refused({ code: 'not-a-birthday', birthday });
  return granted({ ...fields, name, phone, email, birthday, note });
}

/** With or without its year; the 29th of February is one without a year too. */
function isBirthday(text: string): boolean {
  const [, year, month, day] = /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(year === '-' ? 2000 : Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}
