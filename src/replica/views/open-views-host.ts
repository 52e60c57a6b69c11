/** Views of this browser: closed until `begin`. */
import type { Journal, RegisterIdentity } from '../journal/journal.ts';
import { createClosedViews } from './closed-views.ts';
import type { OpenViews } from './views.ts';

export interface ViewsHere {
  readonly identity: RegisterIdentity;
  readonly journal: Pick<Journal, 'after' | 'snapshot' | 'subscribe'>;
}

export function prepareViewsHere(_here: ViewsHere): OpenViews {
  return { ...createClosedViews(), begin: () => undefined, close: () => undefined };
}
