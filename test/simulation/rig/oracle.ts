/**
 * The judge. It keeps plain arrays of what people meant to do and of what the centre says, adds numbers up,
 * and compares both ways. It imports nothing of what it judges.
 */
import { createLedgerOfIntents, type Intent, type NewIntent } from './intents.ts';
import { judgeCarts } from './judge-carts.ts';
import { judgeEntries } from './judge-entries.ts';
import { judgeShifts } from './judge-shifts.ts';
import { judgeStock } from './judge-stock.ts';

/** A line of a tablet's journal, reduced to what can be counted. */
export interface JournalFact {
  readonly id: string;
  readonly kind: string;
  /** -1 where nobody meant it. */
  readonly intent: number;
  readonly receiptNumber: string | null;
  readonly shift: string | null;
  readonly totalMinor: number | null;
  /** Of a shift's end: what it says should be in the till, and how much was done. */
  readonly expectedMinor: number | null;
  readonly counts: readonly [sales: number, returns: number, voids: number] | null;
  /** The cart it parks, resumes or sells. */
  readonly cart: string | null;
  /** Which tab wrote it. */
  readonly tab: number;
}

/** A central order or post-void. */
export interface CentralFact {
  readonly intent: number;
  readonly tablet: number;
  readonly receiptNumber: string;
  readonly totalMinor: number;
  readonly shift: string;
}

export interface TabletEvidence {
  readonly number: number;
  readonly location: string;
  readonly unsent: number;
  readonly journal: readonly JournalFact[];
  /** Which tab became the one that writes, above which place of the journal. */
  readonly takenOver: readonly { readonly tab: number; readonly above: number }[];
  /** Carts that can be resumed. */
  readonly parked: readonly string[];
  /** Changes it stands behind and never saw. */
  readonly skipped: readonly string[];
  /** What the tiles say, by pile. */
  readonly shown: ReadonlyMap<string, number>;
}

export interface Evidence {
  readonly orders: readonly CentralFact[];
  readonly voids: readonly CentralFact[];
  /** Ids of each tablet's entries at the centre, in their order. */
  readonly entries: ReadonlyMap<number, readonly string[]>;
  /** Intents whose entry lies in quarantine, with its content. */
  readonly quarantined: readonly number[];
  /** By location, then by pile. */
  readonly levels: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly opening: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly shifts: readonly {
    readonly id: string;
    readonly tablet: number;
    readonly tillMinor: number;
    readonly isClosed: boolean;
  }[];
  readonly parked: readonly { readonly tablet: number; readonly cart: string }[];
  /** Open exceptions: their kind, and the entry they are about. */
  readonly exceptions: readonly { readonly kind: string; readonly entry: string }[];
  readonly tablets: readonly TabletEvidence[];
}

export interface Breach {
  readonly kind: string;
  readonly detail: string;
}

export function createOracle() {
  const book = createLedgerOfIntents();
  const breaches: Breach[] = [];
  const seen: { readonly tablet: number; readonly entry: string }[] = [];
  const accuse = (kind: string, detail: string) => {
    breaches.push({ kind, detail });
  };

  return {
    intents: book.intents,
    intend: (intent: NewIntent): Intent => book.intend(intent),
    effectOf: book.effectOf,
    stillOut: book.stillOut,
    breaches,
    accuse,
    /** Somebody was told that it is done. */
    saw(tablet: number, entry: string): void {
      seen.push({ tablet, entry });
    },
    /** A tile at any moment: what others did as far as this tablet has heard, and all it did itself. */
    checkTile(said: { tablet: number; pile: string; shown: number; others: number; own: number }): void {
      const expected = said.others + said.own;
      if (said.shown !== expected) {
        accuse('overlay', `tablet ${said.tablet} shows ${said.shown} of ${said.pile}, should be ${expected}`);
      }
    },
    /** After everything healed. */
    judge(evidence: Evidence): { lost: number; doubled: number } {
      const counted = judgeEntries({ evidence, book, seen, accuse });
      judgeStock({ evidence, book, accuse });
      judgeShifts({ evidence, book, accuse });
      judgeCarts({ evidence, accuse });
      return counted;
    },
  };
}

export type Oracle = ReturnType<typeof createOracle>;
export type Accuse = Oracle['accuse'];
