/** What a request carries on its way through the app, and what the app is made of. */
import type { IncomingMessage } from 'node:http';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Account } from '../auth/accounts.ts';
import type { RegisterIdentity } from '../auth/register-access.ts';
import type { Body } from './body.ts';

export interface AppEnv {
  Variables: {
    requestId: string;
    /** The route as it is written down, for figures and log lines. */
    route: string;
    /** Code of the refusal that was answered, for the log. */
    refusal: string;
    /** The body, read once within its bound. */
    body: Body;
    /** Set behind `signed`: the register that sent the request. */
    register: RegisterIdentity;
    /** Set behind `signedIn`: who works at head office. */
    account: Account;
  };
  /** What the Node front hands over; absent when the app is called as a function. */
  Bindings: { incoming?: IncomingMessage };
}

export type EvertillApp = OpenAPIHono<AppEnv>;
