/** What the sell screen does to the cart, each with its way back. */
import { useMemo } from 'react';
import { emptyCart } from '../../domain/cart/cart-commands.ts';
import { announce, showToast, useWords } from '../../ui/index.ts';
import { type CounterRefusal, changeCart, counterWords, useCounter, wordsForRefusal } from '../counter/index.ts';
import { sellWords } from './words.ts';

export interface CartActions {
  setQuantity(line: string, quantity: number): void;
  removeLine(line: string): void;
  clearCart(): void;
  undo(): void;
}

export function useCartActions(): CartActions {
  const counter = useCounter();
  const t = useWords(sellWords);
  const shared = useWords(counterWords);
  return useMemo(() => {
    const { openCart } = counter;
    const say = (refusal: CounterRefusal) => showToast({ message: wordsForRefusal(refusal, shared), tone: 'watch' });
    return {
      setQuantity(line, quantity) {
        const changed = changeCart(counter, { kind: 'set-quantity', line, quantity });
        if (!changed.ok) return say(changed.refusal);
        const now = changed.value.lines.find(({ id }) => id === line);
        if (now) announce(t('quantityNow', { title: now.title, count: now.quantity }));
      },
      removeLine(id) {
        const before = openCart.current();
        const index = before.lines.findIndex((line) => line.id === id);
        const line = before.lines[index];
        if (!line || !changeCart(counter, { kind: 'remove', line: id }).ok) return;
        const message = t('lineRemoved', { title: line.title });
        announce(message);
        const onAction = () => {
          // Another cart lies on the counter by now: the line has no place to go back to.
          if (openCart.current().id !== before.id) return;
          const back = changeCart(counter, { kind: 'restore', line, index });
          if (!back.ok) say(back.refusal);
        };
        showToast({ message, action: { label: shared('undo'), onAction } });
      },
      clearCart() {
        const before = openCart.current();
        if (before.lines.length === 0) return;
        // A cart with a name is known elsewhere, by its id: what is rung next is another one.
        if (before.label === null) openCart.replace(emptyCart(before.id));
        else openCart.clear();
        const cleared = openCart.current();
        announce(t('cleared'));
        const onAction = () => {
          const now = openCart.current();
          if (now.id === cleared.id && now.lines.length === 0) openCart.replace(before);
        };
        showToast({ message: t('cleared'), action: { label: shared('undo'), onAction } });
      },
      undo() {
        announce(openCart.undo() ? t('undone') : t('nothingToUndo'));
      },
    };
  }, [counter, t, shared]);
}
