/**
 * What every screen of the counter stands on: who this tablet is, who is signed in, the journal, the
 * open cart, the shelf and the devices. `app` builds it; features only read it.
 */
import { createContext, type ReactNode, useContext } from 'react';
import type { ReceiptPrinter, Scanner, Sounds } from '../../devices/index.ts';
import type { ClaimRefusal } from '../../domain/receipt/claim.ts';
import type { Store } from '../../domain/store/store.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { must } from '../../kernel/invariant.ts';
import type { Clock } from '../../kernel/ports.ts';
import type { Verdict } from '../../kernel/verdict.ts';
import type { AssociateDocument } from '../../protocol/sync/documents.ts';
import type {
  ClaimFinding,
  ClientBook,
  Documents,
  Journal,
  OpenCart,
  RegisterIdentity,
  Shelf,
  Views,
} from '../../replica/index.ts';
import type { SyncClient } from '../../sync/index.ts';

/** The screens of the counter, as places to go to. `app` gives each an address. */
export type Place =
  | { readonly screen: 'sell' }
  | { readonly screen: 'checkout' }
  | { readonly screen: 'receipts' }
  /** `claim`: the code on the paper, when that is how it was found. */
  | { readonly screen: 'receipt'; readonly order: string; readonly claim?: string }
  | { readonly screen: 'shift' }
  | { readonly screen: 'report' }
  | { readonly screen: 'orders' }
  /** `code`: what its client showed, when that is how it was found. */
  | { readonly screen: 'order'; readonly order: string; readonly code?: string }
  | { readonly screen: 'online-cart'; readonly cart: string }
  | { readonly screen: 'exceptions' }
  | { readonly screen: 'clients' }
  | { readonly screen: 'client'; readonly client: string };

export interface Counter {
  readonly identity: RegisterIdentity;
  readonly store: Store;
  /** Who is signed in. */
  readonly associate: AssociateDocument;
  readonly journal: Journal;
  readonly openCart: OpenCart;
  readonly shelf: Shelf;
  /** Orders, carts and exceptions of other channels. */
  readonly views: Views;
  readonly documents: Documents;
  readonly clients: ClientBook;
  readonly sync: SyncClient;
  readonly devices: { readonly scanner: Scanner; readonly printer: ReceiptPrinter; readonly sound: Sounds };
  readonly ids: IdSource;
  readonly clock: Clock;
  /** Signs a receipt's claim with this register's key; the answer is the signature alone. */
  signClaim(statement: string): Promise<string>;
  /** Whether a receipt's code was signed by the register that it names, by what this tablet knows now. */
  verifyClaim(text: string): Promise<Verdict<ClaimFinding, ClaimRefusal>>;
  go(place: Place): void;
  /** Opens the camera to scan one label, where the tablet has one. */
  readonly openCamera: (() => void) | null;
}

const CounterContext = createContext<Counter | null>(null);

export function CounterProvider({ counter, children }: { counter: Counter; children: ReactNode }) {
  return <CounterContext.Provider value={counter}>{children}</CounterContext.Provider>;
}

export function useCounter(): Counter {
  return must(useContext(CounterContext), 'a counter screen is rendered inside a CounterProvider');
}
