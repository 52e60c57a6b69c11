/** Is every cart that was set aside still there to be resumed, and no cart that was sold? */
import type { Accuse, Evidence } from './oracle.ts';

export function judgeCarts({ evidence, accuse }: { evidence: Evidence; accuse: Accuse }): void {
  for (const { number, journal, parked } of evidence.tablets) {
    const expected = new Set<string>();
    const sold = new Set<string>();
    for (const { kind, cart, id } of journal) {
      if (cart === null) continue;
      if (kind === 'cart.suspend') expected.add(cart);
      if (kind === 'cart.resume' && !expected.delete(cart)) {
        accuse('cart', `tablet ${number} resumed ${cart} (${id}), which was not parked`);
      }
      if (kind !== 'order.place') continue;
      if (sold.has(cart)) accuse('cart', `tablet ${number} sold ${cart} twice`);
      sold.add(cart);
    }
    for (const cart of expected) if (sold.has(cart)) accuse('cart', `tablet ${number}: ${cart} is parked and sold`);
    const central = evidence.parked.filter(({ tablet }) => tablet === number).map(({ cart }) => cart);
    compare(`tablet ${number}`, expected, parked);
    compare(`the centre, of tablet ${number},`, expected, central);
  }

  function compare(who: string, expected: ReadonlySet<string>, said: readonly string[]): void {
    if (said.length !== expected.size) accuse('cart', `${who} has ${said.length} parked carts, not ${expected.size}`);
    for (const cart of said) if (!expected.has(cart)) accuse('cart', `${who} has ${cart}, which is not parked`);
    for (const cart of expected) if (!said.includes(cart)) accuse('cart', `${who} has lost ${cart}`);
  }
}
