/**
 * The basket on the counter, in memory and on disk. A change shows at once and is written behind the frame
 * that shows it; while one write is under way, later changes wait and go together as the newest.
 *
 * Invariants: 1. a cart that a sale or suspension ended does not come back, here or after a restart;
 * 2. undo stops where the cart began.
 */
import type { Cart } from '../../domain/cart/cart.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { causeOf } from './heal.ts';
import type { Journal, OpenCart } from './journal.ts';
import type { CartDraft } from './open-cart-draft.ts';

/** Steps that can be taken back. */
const UNDO_MAX = 40;
const SAVE_TRIES = 3;

export async function createOpenCart(input: {
  draft: CartDraft;
  ids: IdSource;
  /** When this tab becomes the one that sells, it goes on with the cart the other one left. */
  journal: Pick<Journal, 'snapshot' | 'subscribe'>;
  /** What a write waits for: the frame that shows the change. Whoever needs it on disk does not wait. */
  afterFrame?: () => Promise<void>;
  onFault?: (fault: { readonly code: 'draft-not-saved'; readonly cause: string }) => void;
}): Promise<OpenCart & { close(): void }> {
  const { draft, ids, journal } = input;
  const listeners = new Set<() => void>();
  let cart = freshCart(ids);
  let history: readonly Cart[] = [];
  /** The cart that other windows may know, because it lay on the disk: one of them may have ended it since. */
  let known: string | null = null;
  let isDirty = false;
  let writing: Promise<void> | null = null;
  let isHurried = false;
  let hurry: () => void = () => undefined;
  let wasWriter = journal.snapshot().isWriter;

  function show(next: Cart, steps: readonly Cart[]): void {
    cart = next;
    history = steps;
    for (const listener of [...listeners]) listener();
  }

  async function load(): Promise<void> {
    const found = await draft.load();
    if (found.cart !== null) {
      known = found.cart.id;
      show(found.cart, found.history);
    }
    // Another window sold it, and perhaps others after it, and ended before it began a fresh one.
    else if (known === cart.id || found.ended === cart.id) show(freshCart(ids), []);
  }

  function change(next: Cart, steps: readonly Cart[]): void {
    show(next, steps);
    isDirty = true;
    writing ??= write().finally(() => {
      writing = null;
      isHurried = false;
    });
  }

  const hurried = () =>
    new Promise<void>((resolve) => {
      hurry = resolve;
    });

  async function write(): Promise<void> {
    for (let failures = 0; isDirty && failures < SAVE_TRIES; ) {
      if (input.afterFrame && !isHurried) await Promise.race([input.afterFrame(), hurried()]);
      isDirty = false;
      const saved = cart;
      try {
        const answer = await draft.save(saved, history);
        if (answer === 'saved') known = saved.id;
        if (answer === 'cart-ended' && cart.id === saved.id) {
          show(freshCart(ids), []);
          isDirty = true;
        }
        failures = 0;
      } catch (error) {
        known = saved.id;
        failures += 1;
        isDirty = true;
        if (failures === SAVE_TRIES) input.onFault?.({ code: 'draft-not-saved', cause: causeOf(error) });
      }
    }
  }

  await load();
  const stopWatching = journal.subscribe(() => {
    const { isWriter } = journal.snapshot();
    if (isWriter && !wasWriter) load().catch(() => undefined);
    wasWriter = isWriter;
  });

  return {
    current: () => cart,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace(next) {
      change(next, next.id === cart.id ? [...history, cart].slice(-UNDO_MAX) : []);
    },
    undo() {
      const previous = history.at(-1);
      if (previous === undefined) return false;
      change(previous, history.slice(0, -1));
      return true;
    },
    clear: () => change(freshCart(ids), []),
    saved() {
      isHurried = writing !== null;
      hurry();
      return writing ?? Promise.resolve();
    },
    close() {
      stopWatching();
      listeners.clear();
    },
  };
}

function freshCart(ids: IdSource): Cart {
  return { id: ids('cart'), lines: [], discount: null, client: null, label: null };
}
