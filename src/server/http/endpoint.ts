/**
 * One description of an endpoint serves three ends: the route, the parser of what comes in, and the
 * OpenAPI document. The schema that is published is the schema that parses.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { refused, type Verdict } from '../../kernel/verdict.ts';
import { PUSH_BYTES_MAX } from '../../protocol/limits.ts';
import { refusalBody } from '../../protocol/sync/push.ts';
import { readBody } from './body.ts';
import type { AppEnv, EvertillApp } from './context.ts';
import { readPlainJson } from './plain-json.ts';
import { statusOf } from './refusal.ts';

export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'patch';
  /** As OpenAPI writes it: `/api/segments/{hash}`. */
  readonly path: string;
  readonly summary: string;
  readonly group: 'tablet' | 'office' | 'channel' | 'service';
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  /** A schema answered as JSON, or the media type of something else. */
  readonly answer: z.ZodType | string;
  readonly refusals: readonly string[];
  /** What must be shown to pass, as the document says it. */
  readonly guard?: 'register' | 'grant' | 'session' | 'channel';
  /** What sees to it. */
  readonly guards?: readonly MiddlewareHandler<AppEnv>[];
}

type Handler = (c: Context<AppEnv>) => Response | Promise<Response>;

export function route(app: EvertillApp, endpoint: Endpoint, handler: Handler): void {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
  // Named before any guard, so that a refused request is counted under its route too.
  app.use(path, async (c, next) => {
    if (c.req.method.toLowerCase() === endpoint.method) c.set('route', endpoint.path);
    await next();
  });
  app.on(endpoint.method.toUpperCase(), [path], ...(endpoint.guards ?? []), handler);
  app.openAPIRegistry.registerPath({
    method: endpoint.method,
    path: endpoint.path,
    summary: endpoint.summary,
    tags: [endpoint.group],
    ...(endpoint.guard === undefined ? {} : { security: [{ [endpoint.guard]: [] }] }),
    parameters: [
      ...[...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
        name,
        in: 'path' as const,
        required: true,
        schema: { type: 'string' as const },
      })),
      ...queryParameters(endpoint.query),
    ],
    ...(endpoint.body === undefined
      ? {}
      : {
          request: {
            body: { required: true, content: { 'application/json': { schema: jsonSchemaOf(endpoint.body) } } },
          },
        }),
    responses: responsesOf(endpoint),
  });
}

function queryParameters(query: z.ZodObject | undefined) {
  if (query === undefined) return [];
  const schema = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query' as const,
    required: schema.required?.includes(name) ?? false,
    schema: property as object,
  }));
}

function responsesOf(endpoint: Endpoint) {
  const byStatus = new Map<number, string[]>();
  for (const code of endpoint.refusals) {
    const status = statusOf({ code });
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const refusals = [...byStatus].map(([status, codes]) => [
    String(status),
    { description: codes.join(', '), content: { 'application/json': { schema: jsonSchemaOf(refusalBody) } } },
  ]);
  const content =
    typeof endpoint.answer === 'string'
      ? { [endpoint.answer]: { schema: { type: 'string' as const } } }
      : { 'application/json': { schema: jsonSchemaOf(endpoint.answer) } };
  return { 200: { description: 'as asked', content }, ...Object.fromEntries(refusals) };
}

function jsonSchemaOf(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

export type RequestRefusal = { readonly code: 'malformed' | 'too-large'; readonly detail?: string };

/** The body of this request, read once; whoever asks again gets the same bytes. */
export async function bodyOf(c: Context<AppEnv>): Promise<Verdict<AppEnv['Variables']['body'], RequestRefusal>> {
  const known = c.get('body');
  if (known !== undefined) return { ok: true, value: known };
  const read = await readBody(c.req.raw, PUSH_BYTES_MAX);
  if (read.ok) c.set('body', read.value);
  return read;
}

export async function parseBody<T>(c: Context<AppEnv>, schema: z.ZodType<T>): Promise<Verdict<T, RequestRefusal>> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) return refused({ code: 'malformed', detail: 'content-type' });
  const body = await bodyOf(c);
  if (!body.ok) return body;
  const json = readPlainJson(body.value.text);
  return json.ok ? fitted(schema, json.value) : json;
}

export function parseQuery<T>(c: Context<AppEnv>, schema: z.ZodType<T>): Verdict<T, RequestRefusal> {
  return fitted(schema, c.req.query());
}

function fitted<T>(schema: z.ZodType<T>, value: unknown): Verdict<T, RequestRefusal> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  // Where it did not fit, never what stood there.
  const place = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  return refused({ code: 'malformed', detail: place.slice(0, 200) });
}
