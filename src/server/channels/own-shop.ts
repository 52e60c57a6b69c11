/**
 * The web shop that this server shows under `/shop`: the page asks here for its publishable key, and in a
 * demo for the payment that a provider would make. Everything else it does is the channel API's.
 */
import { z } from 'zod';
import { sha256Hex } from '../../kernel/hash.ts';
import type { Clock } from '../../kernel/ports.ts';
import { instantOf } from '../../kernel/ports.ts';
import type { ChannelOrderAnswer } from '../../protocol/channel/channel-api.ts';
import { SHOP_PATHS, shopPayRequest, shopResponse } from '../../protocol/channel/own-shop.ts';
import type { EvertillApp } from '../http/context.ts';
import { parseBody, route } from '../http/endpoint.ts';
import { refuse } from '../http/refusal.ts';
import type { ChannelDoors } from './channel-routes.ts';

export interface OwnShop {
  readonly tenant: string;
  /** Anybody may press "paid": for a demo only. */
  readonly hasDemoPayments: boolean;
}

export function ownShopRoutes(
  app: EvertillApp,
  tools: { readonly ownShop: OwnShop | null; readonly doors: ChannelDoors; readonly clock: Clock },
): void {
  const { ownShop, doors, clock } = tools;
  const endpoint = { group: 'channel' as const, refusals: ['no-shop'] };

  route(
    app,
    {
      ...endpoint,
      method: 'get',
      path: SHOP_PATHS.shop,
      summary: 'What the page under /shop speaks with',
      answer: shopResponse,
    },
    async (c) => {
      const key = ownShop === null ? null : await doors.keys.openForOwnShop(ownShop.tenant);
      if (ownShop === null || key === null) return refuse(c, { code: 'no-shop' });
      return c.json({ key, hasDemoPayments: ownShop.hasDemoPayments });
    },
  );

  route(
    app,
    {
      ...endpoint,
      method: 'post',
      path: SHOP_PATHS.pay,
      summary: 'Pays an order as a payment provider would; in a demo only',
      body: shopPayRequest,
      answer: z.strictObject({}),
      refusals: ['malformed', 'no-shop', 'order-unknown'],
    },
    async (c) => {
      const request = await parseBody(c, shopPayRequest);
      if (!request.ok) return refuse(c, request.refusal);
      const { order, secret } = request.value;
      if (ownShop === null || !ownShop.hasDemoPayments) return refuse(c, { code: 'no-shop' });
      if (!doors.secrets.isSecretOf(order, secret)) return refuse(c, { code: 'order-unknown' });
      const found = await doors.channels.readOrder(ownShop.tenant, order);
      if (!found.ok) return refuse(c, found.refusal);
      const { totalMinor, paidMinor } = found.value as ChannelOrderAnswer;
      if (paidMinor >= totalMinor) return c.json({});
      const speaker = { tenant: ownShop.tenant, key: 'demo payments', kind: 'secret' as const };
      const payment = sha256Hex(`payment of ${order} from ${paidMinor}`).slice(0, 40);
      const event = { kind: 'paid' as const, id: payment, at: instantOf(clock), payment };
      const paid = await doors.channels.tellOrder({ speaker, idempotencyKey: payment, text: payment }, order, {
        events: [{ ...event, amountMinor: totalMinor - paidMinor }],
      });
      return paid.ok ? c.json({}) : refuse(c, paid.refusal);
    },
  );
}
