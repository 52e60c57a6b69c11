/** What a form about a client holds while somebody types: every field a text. */

import type { Language } from '../../domain/catalog/variant.ts';
import type { Client, ClientFields } from '../../domain/client/client.ts';
import { NEW_CLIENT } from '../../domain/client/client.ts';
import { foldWidth } from '../../kernel/text.ts';

export interface ClientDraft {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly birthday: string;
  readonly language: Language | 'none';
  readonly note: string;
  /** `key` keeps a row the same row while it is typed into. */
  readonly preferences: readonly { readonly key: number; readonly name: string; readonly value: string }[];
}

export function draftOf(client: Client | null, name = ''): ClientDraft {
  const { phone, email, birthday, language, note, preferences } = client ?? NEW_CLIENT;
  return {
    name: client?.name ?? name,
    phone: phone ?? '',
    email: email ?? '',
    // Without a year people write no dashes before the month.
    birthday: birthday?.replace(/^--/, '') ?? '',
    language: (language as Language | null) ?? 'none',
    note: note ?? '',
    preferences: preferences.map((one, key) => ({ key, ...one })),
  };
}

/** Consents are written elsewhere and stay as they are. */
export function fieldsOf(draft: ClientDraft, before: Client | null): ClientFields {
  return {
    name: draft.name,
    phone: foldWidth(draft.phone),
    email: foldWidth(draft.email),
    birthday: birthdayOf(draft.birthday),
    language: draft.language === 'none' ? null : draft.language,
    note: draft.note,
    preferences: draft.preferences
      .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
      .filter(({ name, value }) => name !== '' && value !== ''),
    consents: before?.consents ?? [],
  };
}

/** `3-24`, `03/24`, `1990-3-24`, `1990.03.24`: year first, as the form says. What is none stays as typed, to be refused. */
function birthdayOf(typed: string): string | null {
  const text = foldWidth(typed).trim();
  if (text === '') return null;
  const [, year, month = '', day = ''] = /^(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  if (month === '') return text;
  return `${year ?? '-'}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
