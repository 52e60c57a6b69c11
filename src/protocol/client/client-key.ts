/**
 * What a tablet needs for its store's clients, asked for after an associate signed in and never written to
 * its disk. How long it may be used without asking again is the server's to say.
 */
import { z } from 'zod';
import { base64Url, instant } from '../scalars.ts';

export const clientKeyResponse = z.strictObject({
  /** Opens what is sealed for this store: AES-GCM, 32 bytes. */
  key: base64Url.length(43),
  /** What this tablet seals to: a point on P-256, uncompressed. */
  sealTo: base64Url.length(87),
  /** Until when the key may be kept in memory. */
  until: instant,
  serverTime: instant,
});
export type ClientKeyResponse = z.infer<typeof clientKeyResponse>;
