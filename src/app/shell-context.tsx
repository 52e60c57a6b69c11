/** What screens of the app itself (settings, health, header) need beside the counter. */
import { createContext, useContext } from 'react';
import type { Store } from '../domain/store/store.ts';
import { must } from '../kernel/invariant.ts';
import type { AssociateDocument } from '../protocol/sync/documents.ts';
import type { RunningTablet } from './tablet.ts';
import type { UpdateOffer } from './update-offer.ts';
import type { Updates } from './updates.ts';

export interface Shell {
  readonly tablet: RunningTablet;
  readonly store: Store;
  readonly associate: AssociateDocument;
  readonly build: string;
  readonly updates: Updates;
  readonly updateOffer: UpdateOffer;
  lock(): void;
  /** To the screen where this tablet is connected anew. */
  connect(): void;
}

export const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
  return must(useContext(ShellContext), 'a screen of the counter is rendered inside the shell');
}
