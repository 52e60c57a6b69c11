/** What the screens of a tablet stand on, and what became of opening it. */
import type { ReceiptPrinter, Scanner, Sounds } from '../devices/index.ts';
import type { ClaimRefusal } from '../domain/receipt/claim.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { Clock } from '../kernel/ports.ts';
import type { Refusal, Verdict } from '../kernel/verdict.ts';
import type {
  ClaimFinding,
  Documents,
  HeldClientBook,
  JournalDamage,
  OpenCart,
  OpenViews,
  PinCheck,
  RegisterIdentity,
  RegisterJournal,
  Shelf,
} from '../replica/index.ts';
import type { TabletSync } from '../sync/index.ts';

export interface RunningTablet {
  readonly identity: RegisterIdentity;
  /** The store's name as it was at enrolment, for as long as its document has not arrived. */
  readonly storeName: string;
  readonly journal: RegisterJournal;
  readonly openCart: OpenCart;
  readonly documents: Documents;
  readonly clients: HeldClientBook;
  readonly shelf: Shelf;
  /** Orders, carts and exceptions; opened by itself once the shelf was read. */
  readonly views: OpenViews;
  /** Reads the shelf once, when the first screen stands, and then lets search and sync begin. Selling waits for it. */
  readShelf(): Promise<void>;
  readonly sync: TabletSync;
  readonly pins: PinCheck;
  readonly devices: { readonly scanner: Scanner; readonly printer: ReceiptPrinter; readonly sound: Sounds };
  readonly ids: IdSource;
  readonly clock: Clock;
  signClaim(text: string): Promise<string>;
  verifyClaim(text: string): Promise<Verdict<ClaimFinding, ClaimRefusal>>;
  /** Makes this tablet a register anew, after head office disconnected it. What it was keeps its entries. */
  readonly enrol: EnrolTablet;
}

export type EnrolTablet = (
  code: string,
  facts: { readonly installed: boolean; readonly persisted: boolean },
) => Promise<Verdict<unknown, Refusal>>;

export type TabletOpening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'not-enrolled'; readonly enrol: EnrolTablet }
  | {
      readonly kind: 'damaged';
      readonly damage: JournalDamage;
      exportRaw(): Promise<Blob>;
      setAside(): Promise<void>;
    }
  | { readonly kind: 'unavailable'; readonly cause: string }
  | { readonly kind: 'ready'; readonly tablet: RunningTablet };
