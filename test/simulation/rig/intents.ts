/** What people meant to do, in numbers: goods that change piles, and money. Plain arithmetic. */
import { type Bucket, pileOf } from './facts.ts';

export interface OutLine {
  readonly ordinal: number;
  readonly quantity: number;
  readonly totalMinor: number;
}
export interface BackLine {
  /** The intent that sold it, and which of its outgoing lines. */
  readonly of: number;
  readonly line: number;
  readonly ordinal: number;
  readonly quantity: number;
  readonly bucket: Bucket;
}

export interface Intent {
  readonly number: number;
  readonly tablet: number;
  readonly deed: 'order' | 'void' | 'pay' | 'shift';
  readonly out: readonly OutLine[];
  readonly back: readonly BackLine[];
  /** What a void cancels. */
  readonly voids: number | null;
  /** Of a payment into or out of the till, and of a shift's float: signed. */
  readonly moneyMinor: number;
  readonly isCash: boolean;
  readonly isPoison: boolean;
  /** The receipt number somebody saw; null while nobody saw "done". */
  shown: string | null;
  /** Put away for good before it was sold. */
  isDropped: boolean;
}

export type NewIntent = Pick<Intent, 'tablet' | 'deed'> &
  Partial<Omit<Intent, 'number' | 'shown' | 'isDropped' | 'tablet' | 'deed'>>;

export type Effect = readonly (readonly [pile: string, quantity: number])[];

export function createLedgerOfIntents() {
  const intents: Intent[] = [];

  function effectOf(number: number): Effect {
    const intent = intents[number];
    if (intent === undefined) return [];
    if (intent.voids !== null) return effectOf(intent.voids).map(([pile, quantity]) => [pile, -quantity] as const);
    return [
      ...intent.out.map(({ ordinal, quantity }) => [pileOf(ordinal, 'on-hand'), -quantity] as const),
      ...intent.back.map(({ ordinal, bucket, quantity }) => [pileOf(ordinal, bucket), quantity] as const),
    ];
  }

  /**
   * What each thing of one journal comes to, in the journal's order: a return gives back its units' part of
   * what was paid, counted from the units that had come back before.
   */
  function amountsOf(journal: readonly { readonly intent: number }[]): ReadonlyMap<number, number> {
    const amounts = new Map<number, number>();
    const cameBack = new Map<string, number>();
    for (const { intent: number } of journal) {
      const intent = intents[number];
      if (intent === undefined || amounts.has(number)) continue;
      if (intent.voids !== null) {
        amounts.set(number, -(amounts.get(intent.voids) ?? 0));
        for (const { of, line, quantity } of intents[intent.voids]?.back ?? []) {
          cameBack.set(`${of} ${line}`, (cameBack.get(`${of} ${line}`) ?? 0) - quantity);
        }
        continue;
      }
      let total = intent.moneyMinor;
      for (const { totalMinor } of intent.out) total += totalMinor;
      for (const { of, line, quantity } of intent.back) {
        const before = cameBack.get(`${of} ${line}`) ?? 0;
        const sold = intents[of]?.out[line];
        if (sold) total -= part(sold, before + quantity) - part(sold, before);
        cameBack.set(`${of} ${line}`, before + quantity);
      }
      amounts.set(number, total);
    }
    return amounts;
  }

  /** Units that came back of each sold line, by a journal; the voided ones not. */
  function overReturned(journal: readonly { readonly intent: number }[]): string[] {
    const cameBack = new Map<string, { units: number; sold: number }>();
    for (const { intent: number } of journal) {
      const intent = intents[number];
      const [lines, sign] = intent?.voids == null ? [intent?.back, 1] : [intents[intent.voids]?.back, -1];
      for (const { of, line, quantity } of lines ?? []) {
        const units = (cameBack.get(`${of} ${line}`)?.units ?? 0) + sign * quantity;
        cameBack.set(`${of} ${line}`, { units, sold: intents[of]?.out[line]?.quantity ?? 0 });
      }
    }
    return [...cameBack].flatMap(([line, { units, sold }]) => (units > sold ? [`${line}: ${units} of ${sold}`] : []));
  }

  /** Units of a sold line that are still out, by a journal. */
  function stillOut(journal: readonly { readonly intent: number }[], sale: number, line: number): number {
    let units = journal.some(({ intent }) => intents[intent]?.voids === sale)
      ? 0
      : (intents[sale]?.out[line]?.quantity ?? 0);
    const isVoided = units === 0;
    for (const { intent: number } of journal) {
      const intent = intents[number];
      const [lines, sign] = intent?.voids == null ? [intent?.back, -1] : [intents[intent.voids]?.back, 1];
      for (const one of lines ?? []) if (one.of === sale && one.line === line) units += sign * one.quantity;
    }
    return isVoided ? 0 : units;
  }

  return {
    intents,
    stillOut,
    effectOf,
    amountsOf,
    overReturned,
    intend(intent: NewIntent): Intent {
      const made: Intent = {
        out: [],
        back: [],
        voids: null,
        moneyMinor: 0,
        isCash: true,
        isPoison: false,
        ...intent,
        number: intents.length,
        shown: null,
        isDropped: false,
      };
      intents.push(made);
      return made;
    },
    cashOf(number: number, amounts: ReadonlyMap<number, number>): number {
      const intent = intents[number];
      const paid = intent?.voids == null ? intent : intents[intent.voids];
      return paid?.isCash ? (amounts.get(number) ?? 0) : 0;
    },
  };
}

export type IntentBook = ReturnType<typeof createLedgerOfIntents>;

/** The part of a line's total that its first units make, half a cent up. */
function part({ totalMinor, quantity }: OutLine, units: number): number {
  return Math.floor((2 * totalMinor * units + quantity) / (2 * quantity));
}
