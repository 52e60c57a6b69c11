/** The small parsers every message is made of. Closed and bounded: what is not named here is refused. */
import { z } from 'zod';
import { LANGUAGES } from '../domain/catalog/variant.ts';
import { ID_PATTERN, ID_PREFIXES, type IdNoun } from '../kernel/ids.ts';
import { tidied } from '../kernel/text.ts';
import { NAME_MAX, TEXT_MAX } from './limits.ts';

// Compiling validators needs `new Function`, which our content security policy forbids.
z.config({ jitless: true });

export const idOf = (noun: IdNoun) => z.string().length(30).regex(ID_PATTERN).startsWith(`${ID_PREFIXES[noun]}_`);

export const whole = z.int();
export const wholePositive = z.int().min(1);
export const wholeNotNegative = z.int().min(0);
export const text = z.string().max(TEXT_MAX);
export const name = z.string().min(1).max(NAME_MAX);
export const instant = z.iso.datetime({ precision: 3 });
export const businessDay = z.iso.date();
export const sha256Digest = z.string().regex(/^[0-9a-f]{64}$/);
export const currencyCode = z.string().regex(/^[A-Z]{3}$/);
export const language = z.enum(LANGUAGES);
/** Name of one unbroken history of the server's database. */
export const epochName = z.string().min(1).max(40);
export const base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);
/** Public half of a register's signing key: ECDSA on P-256, as a JSON Web Key. */
export const publicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64Url.max(64),
  y: base64Url.max(64),
});
export type PublicKey = z.infer<typeof publicKey>;

export const words = z.strictObject({
  en: text,
  'zh-TW': text.exactOptional(),
  'zh-CN': text.exactOptional(),
});

/** The same as somebody types them into a form: tidied before their length is judged. */
export const typedText = z.string().overwrite(tidied).max(TEXT_MAX);
export const typedName = z.string().overwrite(tidied).min(1).max(NAME_MAX);
export const typedWords = z.strictObject({
  en: typedText,
  'zh-TW': typedText.exactOptional(),
  'zh-CN': typedText.exactOptional(),
});
