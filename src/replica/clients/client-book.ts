/**
 * The clients of this store, in memory only: opened after sign-in with a key the server gives, closed when
 * the screen locks or the key's time is over. On disk they lie sealed. Selling never waits for it.
 *
 * Find, read, write down and change work without a network for as long as the book is open; who was written
 * down here and has not come back from the server yet is in the book as well.
 */
import type { Client, ClientFields } from '../../domain/client/client.ts';
import type { OrderContact } from '../../protocol/client/client-fields.ts';

export type ClientBookState =
  /** `locked`: nobody is signed in, or the key was never fetched; it needs the network once. */
  | { readonly kind: 'locked' | 'opening' | 'unavailable' }
  | { readonly kind: 'open'; readonly clients: number; readonly until: string };

export interface FoundClient {
  readonly client: Client;
  /** Written here, and the server has not confirmed it yet. */
  readonly isUnsent: boolean;
}

export interface ClientBook {
  /** The same object for as long as it says the same. */
  state(): ClientBookState;
  subscribe(listener: () => void): () => void;
  /** Null: unknown, erased, or the book is closed. The same object for as long as the client is the same. */
  get(id: string): FoundClient | null;
  /** By name (words in any order, by their beginnings, accents folded, Chinese by characters), phone digits or e-mail. */
  find(text: string, limit: number): readonly FoundClient[];
  /** Who an order of another channel is for; null while the book is closed. */
  contactOf(sealed: string): Promise<OrderContact | null>;
  /** Sealed for the server: the sealed part of `client.create` and `client.edit`. Null while no key was fetched. */
  seal(fields: Partial<ClientFields>): Promise<string | null>;
}

/** As the app holds it: it tells the book when somebody signs in, and when nobody is signed in any more. */
export interface HeldClientBook extends ClientBook {
  setSignedIn(isSignedIn: boolean): void;
  close(): void;
}
