/** What the page under `/shop` asks its own server, beside the channel API. */
import { z } from 'zod';
import { idOf, sha256Digest } from '../scalars.ts';

export const SHOP_PATHS = { shop: '/api/shop', pay: '/api/shop/pay' } as const;

export const shopResponse = z.strictObject({
  /** A publishable channel key. */
  key: z.string().max(60),
  /** In a demo nobody's money moves: the page may pay by itself. */
  hasDemoPayments: z.boolean(),
});
export type ShopResponse = z.infer<typeof shopResponse>;

export const shopPayRequest = z.strictObject({ order: idOf('order'), secret: sha256Digest });
