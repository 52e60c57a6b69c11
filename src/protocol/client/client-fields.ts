/**
 * What is personal about a client, as it lies inside what is sealed: in an entry, in a change, in a
 * segment. These shapes are parsed after opening, never before.
 */
import { z } from 'zod';
import {
  CLIENT_LIMITS,
  type Client,
  type ClientEdit,
  CONSENT_CHANNELS,
  CONSENT_PURPOSES,
} from '../../domain/client/client.ts';
import { idOf, instant, language } from '../scalars.ts';

export const CLIENT_FIELDS = [
  'name',
  'phone',
  'email',
  'birthday',
  'language',
  'note',
  'preferences',
  'consents',
] as const;

const fields = {
  name: z.string().min(1).max(CLIENT_LIMITS.name),
  phone: z.string().min(1).max(CLIENT_LIMITS.phone).nullable(),
  email: z.string().min(1).max(CLIENT_LIMITS.email).nullable(),
  birthday: z
    .string()
    .regex(/^(\d{4}|-)-\d{2}-\d{2}$/)
    .nullable(),
  language: language.nullable(),
  note: z.string().min(1).max(CLIENT_LIMITS.note).nullable(),
  preferences: z
    .array(z.strictObject({ name: z.string().min(1).max(60), value: z.string().min(1).max(120) }))
    .max(CLIENT_LIMITS.preferences),
  consents: z
    .array(
      z.strictObject({
        purpose: z.enum(CONSENT_PURPOSES),
        channel: z.enum(CONSENT_CHANNELS),
        isGiven: z.boolean(),
        at: instant,
      }),
    )
    .max(CLIENT_LIMITS.consents),
};

/** One client, whole: a record of a segment, the content of a change. */
export const clientRecord = z.strictObject({ id: idOf('client'), ...fields }) satisfies z.ZodType<Client>;

/** The sealed part of `client.create`: everything but the id. */
export const newClient = z.strictObject(fields);

/** The sealed part of `client.edit`: the fields that are said anew. */
export const clientEdit = z.strictObject({
  name: fields.name.exactOptional(),
  phone: fields.phone.exactOptional(),
  email: fields.email.exactOptional(),
  birthday: fields.birthday.exactOptional(),
  language: fields.language.exactOptional(),
  note: fields.note.exactOptional(),
  preferences: fields.preferences.exactOptional(),
  consents: fields.consents.exactOptional(),
}) satisfies z.ZodType<ClientEdit>;

/** Who an order of another channel is for, sealed beside it. */
export const orderContact = z.strictObject({
  name: fields.name,
  phone: fields.phone,
  email: fields.email,
});
export type OrderContact = z.infer<typeof orderContact>;
