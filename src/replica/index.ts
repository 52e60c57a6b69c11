/** The door of what one tablet holds. */

export {
  createShelf,
  type OpenShelf,
  type Overlay,
  type OverlaySource,
  type ShelfOptions,
} from './catalog/create-shelf.ts';
export { createDexieDocuments, type OpenDocuments } from './catalog/dexie-documents.ts';
// The copy of the server's documents, as sync writes it.
export { createDexieReplicaStore } from './catalog/dexie-replica-store.ts';
export type { Documents } from './catalog/documents.ts';
export { createFetchedEngine } from './catalog/fetched-engine.ts';
export { createReplicaNews, NEWS_CHANNEL } from './catalog/news.ts';
export { type OpenedShelf, openShelfHere } from './catalog/open-shelf-host.ts';
export { createReplicaHandle } from './catalog/replica-database.ts';
export type { ReplicaProgress, ReplicaStore, Round, RoundRefusal } from './catalog/replica-store.ts';
export { createInProcessSearch, type SearchPort } from './catalog/search-port.ts';
export type { ScanAnswer, SearchAnswer, Shelf, ShelfRow, ShelfState } from './catalog/shelf.ts';
// The clients of this store.
export type { ClientBook, ClientBookState, FoundClient, HeldClientBook } from './clients/client-book.ts';
export { LOCKED_BOOK } from './clients/locked-book.ts';
export { base64UrlOf } from './identity/base64-url.ts';
export { createWebKeyVault, type KeyVault } from './identity/key-vault.ts';
export type { PinCheck, PinRefusal } from './identity/pin.ts';
export { keepIdentity, pendingKey, type Tablet } from './identity/tablet.ts';
export { type ClaimFinding, type SignatureCheck, verifyClaim } from './identity/verify-claim.ts';
export { createWebSignatureCheck } from './identity/web-signature-check.ts';
export type { JournalDamage } from './journal/boot-check.ts';
// The journal and who this tablet is: `openJournal` at start, `createOpenCart` once it is ready.
export { createChannelNews, createWebLocks, JOURNAL_NEWS } from './journal/browser-ports-host.ts';
export type {
  EntryDraft,
  Journal,
  JournalRecord,
  JournalRefusal,
  JournalSnapshot,
  OpenCart,
  Outbox,
  OutboxState,
  RegisterIdentity,
  RegisterJournal,
} from './journal/journal.ts';
export { createOpenCart } from './journal/open-cart.ts';
export { type JournalOpening, type OpenJournalPorts, openJournal } from './journal/open-journal.ts';
export { createOwnMovements, type OwnMovements } from './journal/own-movements.ts';
export type { JournalStore } from './journal/store.ts';
export type { LockPort, NewsPort } from './journal/writer.ts';
export {
  type OpenViews,
  ORDER_QUEUES,
  ORDERS_AT_HAND,
  type OrderQueue,
  type OrderSummary,
  type ShownCart,
  type ShownException,
  type View,
  type Views,
  type ViewsState,
} from './views/views.ts';
