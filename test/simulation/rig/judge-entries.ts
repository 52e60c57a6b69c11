/** Is everything that was done at the centre exactly once, as it was meant, and nothing else? */
import type { IntentBook } from './intents.ts';
import type { Accuse, CentralFact, Evidence, TabletEvidence } from './oracle.ts';

export function judgeEntries(input: {
  readonly evidence: Evidence;
  readonly book: IntentBook;
  readonly seen: readonly { readonly tablet: number; readonly entry: string }[];
  readonly accuse: Accuse;
}): { lost: number; doubled: number } {
  const { evidence, book, seen, accuse } = input;
  let lost = 0;
  let doubled = 0;
  const central = new Map<number, CentralFact[]>();
  for (const fact of [...evidence.orders, ...evidence.voids]) {
    central.set(fact.intent, [...(central.get(fact.intent) ?? []), fact]);
  }
  const aside = countOf(evidence.quarantined);
  for (const intent of book.intents) {
    if (intent.deed !== 'order' && intent.deed !== 'void') continue;
    const found = central.get(intent.number) ?? [];
    const times = found.length + (aside.get(intent.number) ?? 0);
    if (times > 1) {
      doubled += 1;
      accuse('doubled', `intent ${intent.number} is there ${times} times`);
    }
    if (intent.shown !== null && times === 0) {
      lost += 1;
      accuse('lost', `intent ${intent.number} (${intent.shown}) is nowhere`);
    }
    if (intent.isDropped && times > 0) accuse('came-back', `intent ${intent.number} was put away`);
    if (intent.isPoison && found.length > 0) accuse('unread', `intent ${intent.number} should lie in quarantine`);
    if (!intent.isPoison && aside.has(intent.number)) accuse('quarantined', `intent ${intent.number} was sound`);
  }
  for (const number of central.keys()) {
    if (book.intents[number] === undefined) accuse('invented', `an order of intent ${number}`);
  }
  for (const tablet of evidence.tablets) {
    compareAmounts(tablet, central);
    compareEntries(tablet);
    checkNumbers(tablet);
    checkWriters(tablet);
    for (const line of book.overReturned(tablet.journal)) accuse('over-returned', `tablet ${tablet.number}, ${line}`);
    for (const change of tablet.skipped) accuse('skipped', `tablet ${tablet.number} never saw ${change}`);
    if (tablet.unsent !== 0) accuse('stuck', `tablet ${tablet.number} still holds ${tablet.unsent}`);
  }
  const numbers = [...evidence.orders, ...evidence.voids].map(({ receiptNumber }) => receiptNumber);
  for (const [number, times] of countOf(numbers)) {
    if (times > 1) accuse('receipt-number', `${number} was given ${times} times`);
  }
  const atCentre = new Set([...evidence.entries.values()].flat());
  for (const { tablet, entry } of seen) {
    if (!atCentre.has(entry)) accuse('lost', `entry ${entry} of tablet ${tablet} is nowhere`);
  }
  checkExceptions();
  return { lost, doubled };

  /** The journal, in its order, is what the receipts add up to; the centre must say the same. */
  function compareAmounts(
    { number, journal }: TabletEvidence,
    facts: ReadonlyMap<number, readonly CentralFact[]>,
  ): void {
    const amounts = book.amountsOf(journal);
    for (const { intent: of, receiptNumber, totalMinor } of journal) {
      const intent = book.intents[of];
      if (intent === undefined || receiptNumber === null) continue;
      const meant = JSON.stringify([intent.tablet, amounts.get(of), intent.shown ?? receiptNumber]);
      const said = JSON.stringify([number, totalMinor, receiptNumber]);
      if (meant !== said) accuse('altered', `intent ${of}: ${meant} became ${said} on the tablet`);
      for (const fact of facts.get(of) ?? []) {
        const is = JSON.stringify([fact.tablet, fact.totalMinor, fact.receiptNumber]);
        if (meant !== is) accuse('altered', `intent ${of}: ${meant} became ${is}`);
      }
    }
  }

  function compareEntries({ number, journal }: TabletEvidence): void {
    const there = evidence.entries.get(number) ?? [];
    if (there.length !== journal.length) {
      accuse('entries', `tablet ${number} wrote ${journal.length} entries, the centre has ${there.length}`);
    }
    for (let at = 0; at < Math.max(there.length, journal.length); at++) {
      if (there[at] === journal[at]?.id) continue;
      accuse('entries', `tablet ${number}, place ${at + 1}: ${journal[at]?.id} became ${there[at]}`);
      return;
    }
  }

  function checkNumbers({ number, journal }: TabletEvidence): void {
    const once = new Set<number>();
    let last = 0;
    for (const { intent, receiptNumber } of journal) {
      if (intent !== -1 && receiptNumber !== null) {
        if (once.has(intent)) accuse('doubled', `tablet ${number} rang intent ${intent} twice`);
        once.add(intent);
      }
      if (receiptNumber === null) continue;
      last += 1;
      if (Number(receiptNumber.split('-').at(-1)) !== last) {
        accuse('receipt-number', `tablet ${number} has ${receiptNumber} in place ${last}`);
        last = Number(receiptNumber.split('-').at(-1));
      }
    }
  }

  /** What lies in the journal was written by the tab that had taken over last. */
  function checkWriters({ number, journal, takenOver }: TabletEvidence): void {
    journal.forEach(({ tab, id }, at) => {
      const holder = takenOver.findLast(({ above }) => above <= at)?.tab;
      if (holder !== tab)
        accuse('stale-writer', `tablet ${number}: tab ${tab} wrote ${id}, tab ${holder} had taken over`);
    });
  }

  /** An exception for each thing that deserves one, and for nothing else. */
  function checkExceptions(): void {
    const expected: string[] = [];
    for (const { journal } of evidence.tablets) {
      const amounts = book.amountsOf(journal);
      const unread = new Set(
        journal.filter(({ intent }) => book.intents[intent]?.isPoison).map(({ intent }) => intent),
      );
      for (const { id, intent: number, kind, shift } of journal) {
        const intent = book.intents[number];
        if (kind === 'shift.close') {
          const inShift = journal.filter((one) => one.shift === shift && unread.has(one.intent));
          const unreadCash = inShift.reduce((sum, one) => sum + book.cashOf(one.intent, amounts), 0);
          if (unreadCash !== 0) expected.push(`till-mismatch ${id}`);
        } else if (unread.has(number)) expected.push(`entry-quarantined ${id}`);
        else if (intent !== undefined) {
          const origins = new Set([
            ...intent.back.map(({ of }) => of),
            ...(intent.voids === null ? [] : [intent.voids]),
          ]);
          for (const origin of origins) if (unread.has(origin)) expected.push(`origin-unknown ${id}`);
        }
      }
    }
    const raised = countOf(evidence.exceptions.map(({ kind, entry }) => `${kind} ${entry}`));
    const wanted = countOf(expected);
    for (const what of new Set([...raised.keys(), ...wanted.keys()])) {
      const [is, should] = [raised.get(what) ?? 0, wanted.get(what) ?? 0];
      if (is !== should) accuse('exception', `${what}: ${is} times, should be ${should}`);
    }
  }
}

function countOf<T>(list: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
