/** What watches over the server asks: does it live, can it work, how is it doing, what does it speak. */
import { z } from 'zod';
import type { EvertillApp } from './context.ts';
import { route } from './endpoint.ts';
import type { Metrics } from './metrics.ts';
import { refuse } from './refusal.ts';

export interface ServiceRouteTools {
  readonly isReady: () => Promise<boolean>;
  readonly metrics: Metrics;
  readonly metricsToken: string | null;
  readonly stopping: AbortSignal;
  readonly build: string;
}

const OPENAPI_PATH = '/api/openapi.json';

const alive = z.strictObject({ status: z.literal('ok') });

export function serviceRoutes(app: EvertillApp, tools: ServiceRouteTools): void {
  route(
    app,
    {
      method: 'get',
      path: '/healthz',
      summary: 'The process answers',
      group: 'service',
      answer: alive,
      refusals: [],
    },
    (c) => c.json({ status: 'ok' }),
  );

  route(
    app,
    {
      method: 'get',
      path: '/readyz',
      summary: 'The database answers and stands at this build’s migrations',
      group: 'service',
      answer: alive,
      refusals: ['not-ready'],
    },
    async (c) => {
      const isReady = !tools.stopping.aborted && (await tools.isReady().catch(() => false));
      return isReady ? c.json({ status: 'ok' }) : refuse(c, { code: 'not-ready' });
    },
  );

  route(
    app,
    {
      method: 'get',
      path: '/metrics',
      summary: 'Figures for Prometheus',
      group: 'service',
      answer: 'text/plain',
      refusals: ['not-signed-in'],
    },
    async (c) => {
      const { metricsToken } = tools;
      if (metricsToken !== null && c.req.header('authorization') !== `Bearer ${metricsToken}`) {
        return refuse(c, { code: 'not-signed-in' });
      }
      return c.body(await tools.metrics.text(), 200, { 'content-type': tools.metrics.contentType });
    },
  );

  const { openAPIRegistry } = app;
  openAPIRegistry.registerComponent('securitySchemes', 'register', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of ten minutes; besides it, each request is signed by the register’s key',
  });
  openAPIRegistry.registerComponent('securitySchemes', 'channel', {
    type: 'http',
    scheme: 'bearer',
    description: 'A channel’s key, publishable or secret',
  });
  openAPIRegistry.registerComponent('securitySchemes', 'grant', { type: 'apiKey', in: 'query', name: 'grant' });
  openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'evertill.session_token',
  });
  route(
    app,
    {
      method: 'get',
      path: OPENAPI_PATH,
      summary: 'This document',
      group: 'service',
      answer: z.looseObject({ openapi: z.string() }),
      refusals: [],
    },
    (c) =>
      c.json(
        app.getOpenAPI31Document({
          openapi: '3.1.0',
          info: { title: 'Evertill', version: tools.build, license: { name: 'Apache-2.0' } },
        }),
      ),
  );
}
