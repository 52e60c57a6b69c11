/** What a client shows or says leads to their order or cart; a number leads to its order. */
import { readScan } from '../../domain/catalog/scan-code.ts';
import { readClientCode } from '../../protocol/channel/hand-over-code.ts';
import type { View } from '../../replica/index.ts';
import type { Counter, Place } from './counter.tsx';

/** Longer than any view takes; a scan must not wait for one that never answers. */
const PATIENCE_MS = 1_500;

export function firstAnswer<T>(view: View<T>): Promise<T | null> {
  const known = view.get();
  if (known !== null) return Promise.resolve(known);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve(view.get());
    };
    const stop = view.subscribe(() => {
      if (view.get() !== null) end();
    });
    const timer = setTimeout(end, PATIENCE_MS);
    if (view.get() !== null) end();
  });
}

/** Where the order or cart is shown that this code stands for. Null: none that this tablet knows. */
export async function placeOfClientCode({ views }: Pick<Counter, 'views'>, text: string): Promise<Place | null> {
  const scan = readScan(text);
  const read = readClientCode(scan.ok ? scan.value.code : text);
  if (!read.ok || views.state().kind !== 'ready') return null;
  const [cart, order] = await Promise.all([
    firstAnswer(views.cartByCode(read.value)),
    firstAnswer(views.orderByCode(read.value)),
  ]);
  if (order !== null && order !== 'unknown') return { screen: 'order', order: order.id, code: read.value };
  return cart !== null && cart !== 'unknown' ? { screen: 'online-cart', cart: cart.id } : null;
}

/** Also by number. */
export async function placeOfWork(counter: Pick<Counter, 'views'>, text: string): Promise<Place | null> {
  const found = await placeOfClientCode(counter, text);
  if (found !== null || text.trim() === '') return found;
  const order = await firstAnswer(counter.views.orderByNumber(text.trim()));
  return order !== null && order !== 'unknown' ? { screen: 'order', order: order.id } : null;
}
