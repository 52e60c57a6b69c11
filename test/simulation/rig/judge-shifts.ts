/** Is the money of each shift what was put in, sold, given back and taken out, and does everybody say so? */
import type { IntentBook } from './intents.ts';
import type { Accuse, Evidence, TabletEvidence } from './oracle.ts';

interface Shift {
  readonly id: string;
  /** By what the tablet knows, and by what the centre could read. */
  cashMinor: number;
  readableMinor: number;
  counts: [number, number, number];
  isClosed: boolean;
}

export function judgeShifts(input: { evidence: Evidence; book: IntentBook; accuse: Accuse }): void {
  const { evidence, book, accuse } = input;
  const central = new Map(evidence.shifts.map((shift) => [shift.id, shift]));
  for (const tablet of evidence.tablets) {
    for (const shift of shiftsOf(tablet)) {
      const there = central.get(shift.id);
      if (there === undefined) {
        accuse('shift', `tablet ${tablet.number}: shift ${shift.id} is not at the centre`);
        continue;
      }
      central.delete(shift.id);
      const meant = JSON.stringify([tablet.number, shift.readableMinor, shift.isClosed]);
      const said = JSON.stringify([there.tablet, there.tillMinor, there.isClosed]);
      if (meant !== said) accuse('shift', `shift ${shift.id}: ${meant} became ${said}`);
    }
  }
  for (const { id, tablet } of central.values()) accuse('shift', `shift ${id} of tablet ${tablet} was invented`);

  function shiftsOf({ number, journal }: TabletEvidence): Shift[] {
    const amounts = book.amountsOf(journal);
    const shifts: Shift[] = [];
    let open: Shift | null = null;
    for (const fact of journal) {
      if (fact.shift === null) continue;
      const intent = book.intents[fact.intent];
      if (fact.kind === 'shift.open') {
        if (open !== null) accuse('shift', `tablet ${number} opened ${fact.shift} while ${open.id} was open`);
        open = { id: fact.shift, cashMinor: 0, readableMinor: 0, counts: [0, 0, 0], isClosed: false };
        shifts.push(open);
      }
      if (open === null || open.id !== fact.shift) {
        accuse('shift', `tablet ${number}: ${fact.kind} in ${fact.shift} while ${open?.id ?? 'none'} was open`);
        continue;
      }
      if (fact.kind === 'shift.close') {
        const meant = JSON.stringify([open.cashMinor, open.counts]);
        const said = JSON.stringify([fact.expectedMinor, fact.counts]);
        if (meant !== said) accuse('shift', `shift ${open.id} closed with ${said}, it was ${meant}`);
        open.isClosed = true;
        open = null;
        continue;
      }
      const cash = book.cashOf(fact.intent, amounts);
      open.cashMinor += cash;
      if (!intent?.isPoison) open.readableMinor += cash;
      if (fact.kind === 'order.place') open.counts[intent?.out.length === 0 ? 1 : 0] += 1;
      if (fact.kind === 'order.post-void') open.counts[2] += 1;
    }
    return shifts;
  }
}
