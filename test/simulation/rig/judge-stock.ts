/** Do the piles at the centre, and on every tile, hold what was there in the morning and what was done since? */
import type { IntentBook } from './intents.ts';
import type { Accuse, Evidence } from './oracle.ts';

export function judgeStock(input: { evidence: Evidence; book: IntentBook; accuse: Accuse }): void {
  const { evidence, book, accuse } = input;
  const locationOf = new Map(evidence.tablets.map(({ number, location }) => [number, location]));
  const expected = new Map([...evidence.opening].map(([location, piles]) => [location, new Map(piles)]));
  for (const { intent, tablet } of [...evidence.orders, ...evidence.voids]) {
    const piles = expected.get(locationOf.get(tablet) ?? '');
    for (const [pile, quantity] of book.effectOf(intent)) piles?.set(pile, (piles.get(pile) ?? 0) + quantity);
  }
  for (const [location, piles] of expected) {
    compare('the centre', piles, evidence.levels.get(location) ?? new Map());
    for (const tablet of evidence.tablets) {
      if (tablet.location === location) compare(`tablet ${tablet.number}`, piles, tablet.shown);
    }
  }

  function compare(who: string, piles: ReadonlyMap<string, number>, said: ReadonlyMap<string, number>): void {
    for (const pile of new Set([...piles.keys(), ...said.keys()])) {
      if (piles.get(pile) === said.get(pile)) continue;
      accuse('stock', `${who} says ${said.get(pile)} of ${pile}, what was done leaves ${piles.get(pile)}`);
    }
  }
}
