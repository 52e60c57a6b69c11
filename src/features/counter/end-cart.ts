/**
 * The cart was sold or parked as it stood when the associate said so. What was scanned while that was
 * being written belongs to nobody yet: it begins the next cart, so that nothing rung is lost unseen.
 */
import type { Cart } from '../../domain/cart/cart.ts';
import type { OpenCart } from '../../replica/index.ts';

export function endCart(openCart: Pick<OpenCart, 'current' | 'replace' | 'clear'>, ended: Cart): void {
  const now = openCart.current();
  if (now.id !== ended.id) return;
  const known = new Map(ended.lines.map((line) => [line.id, line.quantity]));
  const late = now.lines.flatMap((line) => {
    const quantity = line.quantity - (known.get(line.id) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  openCart.clear();
  if (late.length > 0) openCart.replace({ ...openCart.current(), lines: late });
}
