/**
 * The judge. It keeps plain arrays of what people did and what the centre says, adds numbers up, and
 * compares both ways. It imports nothing of what it judges.
 */

export interface Intent {
  readonly number: number;
  readonly tablet: number;
  readonly goods: readonly { readonly ordinal: number; readonly quantity: number }[];
  readonly totalMinor: number;
  readonly isPoison: boolean;
  /** The receipt number the customer saw; null while nobody saw "done". */
  shown: string | null;
}

/** A central order, reduced to what can be counted. */
export interface CentralOrder {
  readonly intent: number;
  readonly tablet: number;
  readonly receiptNumber: string;
  readonly totalMinor: number;
  readonly goods: readonly { readonly ordinal: number; readonly quantity: number }[];
}

export interface Evidence {
  readonly orders: readonly CentralOrder[];
  /** Intents whose entry lies in quarantine, with its content. */
  readonly quarantined: readonly number[];
  readonly levels: ReadonlyMap<number, number>;
  readonly opening: ReadonlyMap<number, number>;
  readonly tablets: readonly {
    readonly unsent: number;
    /** Intents in the journal, in order, with the receipt number of each. */
    readonly journal: readonly { readonly intent: number; readonly receiptNumber: string }[];
    /** Changes it stands behind and never saw. */
    readonly skipped: readonly string[];
    /** What the tiles say. */
    readonly shown: ReadonlyMap<number, number>;
  }[];
}

export interface Breach {
  readonly kind: string;
  readonly detail: string;
}

export function createOracle() {
  const intents: Intent[] = [];
  const breaches: Breach[] = [];
  const accuse = (kind: string, detail: string) => {
    breaches.push({ kind, detail });
  };

  return {
    intents,
    breaches,
    accuse,
    intend(intent: Omit<Intent, 'number' | 'shown'>): Intent {
      const made: Intent = { ...intent, number: intents.length, shown: null };
      intents.push(made);
      return made;
    },
    /** A tile at any moment: opening stock, less what others sold as far as this tablet has heard, less all it sold itself. */
    checkTile(said: { tablet: number; ordinal: number; shown: number; heardOfOthers: number; soldHere: number }): void {
      const expected = said.heardOfOthers - said.soldHere;
      if (said.shown !== expected) {
        accuse('overlay', `tablet ${said.tablet} shows ${said.shown} of ${said.ordinal}, should be ${expected}`);
      }
    },
    /** After everything healed. */
    judge(evidence: Evidence): { lost: number; doubled: number } {
      let lost = 0;
      let doubled = 0;
      const central = new Map<number, CentralOrder[]>();
      for (const order of evidence.orders) central.set(order.intent, [...(central.get(order.intent) ?? []), order]);
      const asideOf = new Map<number, number>();
      for (const intent of evidence.quarantined) asideOf.set(intent, (asideOf.get(intent) ?? 0) + 1);
      for (const intent of intents) {
        const found = central.get(intent.number) ?? [];
        const aside = asideOf.get(intent.number) ?? 0;
        const times = found.length + aside;
        if (times > 1) {
          doubled += 1;
          accuse('doubled', `intent ${intent.number} is there ${times} times`);
        }
        if (intent.shown !== null && times === 0) {
          lost += 1;
          accuse('lost', `intent ${intent.number} (${intent.shown}) is nowhere`);
        }
        if (intent.isPoison && found.length > 0) accuse('unread', `intent ${intent.number} should lie in quarantine`);
        if (!intent.isPoison && aside > 0) accuse('quarantined', `intent ${intent.number} was sound`);
        for (const order of found) compare(intent, order);
      }
      for (const intent of central.keys()) {
        if (intents[intent] === undefined) accuse('invented', `an order of intent ${intent}`);
      }
      checkStock(evidence);
      checkNumbers(evidence);
      return { lost, doubled };
    },
  };

  function compare(intent: Intent, order: CentralOrder): void {
    const said = JSON.stringify([intent.goods, intent.totalMinor, intent.tablet]);
    const is = JSON.stringify([order.goods, order.totalMinor, order.tablet]);
    if (said !== is) accuse('altered', `intent ${intent.number}: ${said} became ${is}`);
    if (intent.shown !== null && intent.shown !== order.receiptNumber) {
      accuse('altered', `the receipt said ${intent.shown}, the centre says ${order.receiptNumber}`);
    }
  }

  function checkStock(evidence: Evidence): void {
    const expected = new Map(evidence.opening);
    for (const order of evidence.orders) {
      for (const { ordinal, quantity } of order.goods) expected.set(ordinal, (expected.get(ordinal) ?? 0) - quantity);
    }
    for (const [ordinal, level] of expected) {
      if (evidence.levels.get(ordinal) !== level) {
        accuse('stock', `the centre has ${evidence.levels.get(ordinal)} of ${ordinal}, sales leave ${level}`);
      }
      evidence.tablets.forEach(({ shown }, tablet) => {
        if (shown.get(ordinal) !== level) {
          accuse('stock', `tablet ${tablet} shows ${shown.get(ordinal)} of ${ordinal}, sales leave ${level}`);
        }
      });
    }
  }

  function checkNumbers(evidence: Evidence): void {
    const seen = new Set<string>();
    for (const { receiptNumber } of evidence.orders) {
      if (seen.has(receiptNumber)) accuse('receipt-number', `${receiptNumber} was given twice`);
      seen.add(receiptNumber);
    }
    evidence.tablets.forEach(({ unsent, journal, skipped }, tablet) => {
      for (const change of skipped) accuse('skipped', `tablet ${tablet} never saw ${change}`);
      if (unsent !== 0) accuse('stuck', `tablet ${tablet} still holds ${unsent}`);
      const once = new Set<number>();
      journal.forEach(({ intent, receiptNumber }, index) => {
        if (once.has(intent)) accuse('doubled', `tablet ${tablet} rang intent ${intent} twice`);
        once.add(intent);
        const number = Number(receiptNumber.split('-').at(-1));
        if (number !== index + 1)
          accuse('receipt-number', `tablet ${tablet} has ${receiptNumber} in place ${index + 1}`);
      });
    });
  }
}

export type Oracle = ReturnType<typeof createOracle>;
