/** How a tablet becomes a register: a one-time code, a key pair made on the tablet, and short-lived tokens after that. */
import { z } from 'zod';
import { ENROLMENT_CODE_PATTERN } from './enrolment-code.ts';
import { base64Url, idOf, instant, name, publicKey, wholePositive } from './scalars.ts';

export const enrolRequest = z.strictObject({
  protocol: wholePositive,
  code: z.string().regex(ENROLMENT_CODE_PATTERN),
  publicKey,
  /** Runs from the home screen; in a plain browser tab storage may be thrown away after a week. */
  installed: z.boolean(),
  /** What `navigator.storage.persist()` answered. */
  persisted: z.boolean(),
});
export type EnrolRequest = z.infer<typeof enrolRequest>;

export const enrolResponse = z.strictObject({
  epoch: z.string().min(1).max(40),
  tenant: idOf('tenant'),
  register: z.strictObject({ id: idOf('register'), name, location: idOf('location') }),
  incarnation: wholePositive,
  /** Receipt numbers of this incarnation are `<series>-<six digits>`; no other incarnation ever has this series. */
  series: z.string().regex(/^[A-Z0-9]{2,12}$/),
  store: z.strictObject({ id: idOf('location'), name, priceList: idOf('priceList') }),
  /** Key for the PIN proofs of this incarnation, 32 bytes. The tablet keeps it as a non-extractable key and forgets the bytes. */
  pinKey: base64Url.length(43),
});
export type EnrolResponse = z.infer<typeof enrolResponse>;

export const enrolRefusalCodes = [
  'code-unknown',
  'code-used',
  'code-expired',
  'not-installed',
  'not-persisted',
  'too-many-tries',
] as const;
export type EnrolRefusalCode = (typeof enrolRefusalCodes)[number];

/** A register asks for a token by signing `tokenStatement` with its key. */
export const tokenRequest = z.strictObject({
  register: idOf('register'),
  incarnation: wholePositive,
  nonce: base64Url.min(16).max(64),
  signature: base64Url.max(200),
});
export const tokenResponse = z.strictObject({ token: z.string().max(2_000), expiresAt: instant, serverTime: instant });

export function tokenStatement(register: string, incarnation: number, nonce: string): string {
  return `evertill token ${register} ${incarnation} ${nonce}`;
}
