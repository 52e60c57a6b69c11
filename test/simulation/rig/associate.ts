/**
 * What an associate does in one tab, through the very functions the screens call: sells, takes back,
 * exchanges, voids, parks, resumes, puts away, opens and closes the shift, pays in and out. Each thing is
 * told to the oracle before it is done.
 */

import type { Cart, CartLine } from '../../../src/domain/cart/cart.ts';
import { planPostVoid } from '../../../src/domain/order/plan-post-void.ts';
import { settle } from '../../../src/domain/pricing/settle.ts';
import { returnableLines } from '../../../src/domain/returns/plan-return.ts';
import { planTenders } from '../../../src/domain/tender/plan-tenders.ts';
import { foldShift, planShiftClose, planTillPay } from '../../../src/domain/till/shift.ts';
import { completeSale } from '../../../src/features/counter/complete-sale.ts';
import { openShift, shiftEvents } from '../../../src/features/counter/open-shift.ts';
import { resumeCart, suspendCart } from '../../../src/features/counter/parked.ts';
import { caseOf } from '../../../src/features/receipts/receipt-case.ts';
import { returnLines } from '../../../src/features/receipts/return-draft.ts';
import { must } from '../../../src/kernel/invariant.ts';
import type { AssociateDocument } from '../../../src/protocol/sync/documents.ts';
import type { EntryDraft, Journal } from '../../../src/replica/index.ts';
import { RIG } from '../../support/journal-rig.ts';
import { breakBody } from './broken.ts';
import { intentOf, noteOf } from './facts.ts';
import type { BackLine, Intent, NewIntent, OutLine } from './intents.ts';
import { journalFact } from './journal-fact.ts';
import type { Oracle } from './oracle.ts';
import type { PlantedBug, Rates } from './plan.ts';
import { cartLineOf, GOODS, priceOf, storeAt } from './shop.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

export interface AssociatePorts {
  readonly world: World;
  readonly oracle: Oracle;
  readonly rates: () => Rates;
  readonly bug: PlantedBug | null;
  readonly tablet: number;
  readonly location: string;
  /** Carts whose sale was shown: none of them may lie on the counter again. */
  readonly soldCarts: Set<string>;
  /** Which intent opened a shift. */
  readonly openedBy: Map<string, number>;
  readonly did: (what: string) => void;
}

const PIECES_MAX = 3;
/** How long after a hand-over a cart may still be on its way from the disk. */
const SETTLED_MS = 10_000;

export function createAssociate(ports: AssociatePorts) {
  const { world, oracle, bug, tablet, soldCarts } = ports;
  const store = storeAt(ports.location);
  const associate = { id: RIG.associate } as AssociateDocument;
  let firstShift: ReturnType<Journal['snapshot']>['shift'] = null;

  const intend = (intent: Omit<NewIntent, 'tablet'>) => oracle.intend({ tablet, ...intent });
  const mayBePoison = () => world.chance(ports.rates().poison);

  /** The tab's journal, watched: what it says it has done must be found later. */
  function journalOf(tab: Tab, intent: Intent | null): Journal {
    return {
      ...tab.journal,
      snapshot() {
        const now = tab.journal.snapshot();
        if (bug !== 'sale-in-a-closed-shift') return now;
        firstShift ??= now.shift;
        return { ...now, shift: now.shift === null ? null : firstShift };
      },
      async append(draft) {
        const body: (typeof draft)['body'] = (numbers) => ({
          ...breakBody(bug, draft.kind, draft.body(numbers)),
          ...(intent?.isPoison ? { poison: 'poison' } : {}),
        });
        const verdict = await tab.journal.append({ ...draft, body });
        if (verdict.ok && tab.process.isAlive) {
          oracle.saw(tablet, verdict.value.entry.id);
          ports.did(draft.kind);
        }
        // A tab that lost its turn while somebody worked in it.
        if (!verdict.ok && tab.process.isAlive) ports.did(verdict.refusal.code);
        return verdict;
      },
    };
  }
  const counterOf = (tab: Tab, intent: Intent | null) => ({
    journal: journalOf(tab, intent),
    openCart: tab.openCart,
    store,
    associate,
    ids: tab.ids,
    clock: world.clock,
  });

  function sawReceipt(tab: Tab, intent: Intent, cart: Cart | null, receiptNumber: string): void {
    if (!tab.process.isAlive || intent.shown !== null) return;
    if (intent.back.length > 0) ports.did(intent.out.length > 0 ? 'exchange' : 'return');
    intent.shown = receiptNumber;
    if (cart !== null) soldCarts.add(cart.id);
    world.note(`T${tablet} did ${intent.number} as ${receiptNumber}`);
  }

  /** Tender and done, for whatever lies on the counter. */
  async function finish(tab: Tab): Promise<void> {
    const cart = tab.openCart.current();
    const intent = oracle.intents[intentOf(cart.lines[0]?.note)];
    if (intent === undefined) return;
    const settled = settle(cart, store);
    const due = settled.totals.totalMinor;
    const kind = intent.isCash ? 'cash' : 'card';
    const laidDown = due > 0 && intent.isCash ? Math.ceil(due / 500) * 500 : Math.abs(due);
    const offered = due === 0 ? [] : [{ id: tab.ids('tender'), kind, amountMinor: laidDown, reference: null } as const];
    const plan = planTenders(due, offered);
    if (!plan.ok) return oracle.accuse('refused', `tenders of intent ${intent.number}: ${plan.refusal.code}`);
    const sale = { cart, settled, tenders: plan.value.tenders, orderId: tab.ids('order'), language: 'en' } as const;
    let isAnswered = false;
    const ring = async (change: Partial<typeof sale> = {}) => {
      const verdict = await completeSale(counterOf(tab, intent), { ...sale, ...change });
      isAnswered = true;
      if (verdict.ok) sawReceipt(tab, intent, cart, verdict.value.order.receiptNumber);
      // What came back meanwhile is taken out of the cart by hand: here the whole cart is put away.
      else if (verdict.refusal.code === 'returned-before') tab.openCart.clear();
      else if (verdict.refusal.code === 'already-done' && verdict.refusal.receiptNumber !== null) {
        sawReceipt(tab, intent, cart, verdict.refusal.receiptNumber);
      }
    };
    if (bug === 'retry-under-a-new-id') {
      // Impatience: whatever was not answered in time is rung again, as if it were another sale.
      world.at(20, tab.process, () => {
        const again = { cart: { ...cart, id: tab.ids('cart') }, orderId: tab.ids('order') };
        if (!isAnswered) ring(again).catch(() => undefined);
      });
    }
    // Two taps on one button.
    await Promise.all(world.chance(0.1) ? [ring(), ring()] : [ring()]);
  }

  function newLines(tab: Tab, note: (intent: number) => string, number: number) {
    const out: OutLine[] = [];
    const lines: CartLine[] = [];
    for (let count = 1 + world.random.below(2); count > 0; count--) {
      const ordinal = world.random.below(GOODS);
      const quantity = 1 + world.random.below(PIECES_MAX);
      const offMinor = world.chance(0.3) ? 1 + world.random.below(99) : 0;
      out.push({ ordinal, quantity, totalMinor: priceOf(ordinal) * quantity - offMinor });
      lines.push(cartLineOf({ id: tab.ids('line'), ordinal, quantity, offMinor, note: note(number) }));
    }
    return { out, lines };
  }

  /** One of the tablet's last receipts, and what is known of it. */
  async function someReceipt(tab: Tab) {
    const records = await tab.journal.receipts({ text: '', before: null, limit: 6 });
    const orders = records.flatMap(({ entry }) => (entry.kind === 'order.place' ? [entry.body.id] : []));
    const id = orders[world.random.below(Math.max(1, orders.length))];
    return id === undefined ? null : caseOf(await tab.journal.order(id));
  }

  async function takeBack(tab: Tab, isExchange: boolean): Promise<void> {
    const { sequence } = await tab.journal.state();
    const found = await someReceipt(tab);
    if (found === null) return;
    const returnable = returnableLines(found.order, found.returns, found.voided !== null);
    const of = intentOf(found.order.lines[0]?.note);
    await checkReturnable(
      tab,
      of,
      returnable.map((each) => each.returnable),
      sequence,
    );
    const chosen = returnable.filter((each) => each.returnable > 0 && world.chance(0.7));
    const [first] = chosen;
    if (first === undefined) return;
    const quantities = new Map(chosen.map(({ line, returnable: most }) => [line.id, 1 + world.random.below(most)]));
    const isSound = world.chance(0.6);
    const disposition = isSound ? 'restock' : 'damaged';
    const plan = returnLines(found.order, returnable, { quantities, reason: 'size', disposition }, tab.ids);
    if (!plan.ok) return oracle.accuse('refused', `a return of ${found.order.receiptNumber}: ${plan.refusal.code}`);
    const sold = found.order.lines.filter(({ direction }) => direction === 'out').map(({ id }) => id);
    const back = chosen.map(
      ({ line }): BackLine => ({
        of,
        line: sold.indexOf(line.id),
        ordinal: line.ordinal,
        quantity: must(quantities.get(line.id), 'what is chosen has a quantity'),
        bucket: isSound ? 'on-hand' : 'damaged',
      }),
    );
    const number = oracle.intents.length;
    const fresh = isExchange ? newLines(tab, noteOf, number) : { out: [], lines: [] };
    intend({ deed: 'order', back, out: fresh.out, isCash: world.chance(0.7), isPoison: mayBePoison() });
    const returned = plan.value.map((line): CartLine => {
      const noted = { ...line, note: noteOf(number) };
      if (bug !== 'return-refunds-todays-price' || line.returned === null) return noted;
      return { ...noted, listPriceMinor: priceOf(line.ordinal), returned: { ...line.returned, sold: null } };
    });
    lay(tab, [...returned, ...fresh.lines]);
    await finishOrWait(tab);
  }

  /** Neither more nor less can come back than is out, by the journal's own rows; `sequence` is from before it was said. */
  async function checkReturnable(tab: Tab, sale: number, said: readonly number[], sequence: number): Promise<void> {
    const records = await tab.journal.after(0, sequence);
    const journal = records.map(({ entry }) => journalFact(entry, ports.openedBy, 0));
    const after = await tab.journal.state();
    if (after.sequence !== sequence) return;
    const meant = said.map((_, line) => oracle.stillOut(journal, sale, line));
    if (meant.join() !== said.join()) {
      oracle.accuse(
        'returnable',
        `of intent ${sale} ${said.join()} can come back on tablet ${tablet}, should be ${meant.join()}`,
      );
    }
  }

  function lay(tab: Tab, lines: readonly CartLine[]): void {
    const open = tab.openCart.current();
    tab.openCart.replace({ ...open, lines: [...lines] });
  }

  /** Mostly a basket is paid; sometimes it is parked, and sometimes put away. */
  async function finishOrWait(tab: Tab): Promise<void> {
    const what = world.random.next();
    // A return waits more often: for the receipt, for the manager, for the right size.
    const isReturn = tab.openCart.current().lines.some(({ direction }) => direction === 'back');
    if (what < (isReturn ? 0.45 : 0.12)) {
      const parked = await suspendCart(counterOf(tab, null), tab.openCart.current().lines[0]?.note ?? null);
      if (parked.ok || parked.refusal.code !== 'already-done') return;
    }
    if (what > 0.97) return putAway(tab);
    await finish(tab);
  }

  async function putAway(tab: Tab): Promise<void> {
    const intent = oracle.intents[intentOf(tab.openCart.current().lines[0]?.note)];
    tab.openCart.clear();
    await tab.openCart.saved();
    const kept = (await tab.draft.load()).cart;
    // Only what lies on the disk is for good: a window that does not write has put nothing away.
    if (intent && tab.process.isAlive && kept?.id === tab.openCart.current().id) intent.isDropped = true;
  }

  async function sell(tab: Tab): Promise<void> {
    const number = oracle.intents.length;
    const { out, lines } = newLines(tab, noteOf, number);
    intend({ deed: 'order', out, isCash: world.chance(0.7), isPoison: mayBePoison() });
    lay(tab, lines);
    await finishOrWait(tab);
  }

  async function voidOne(tab: Tab): Promise<void> {
    const found = await someReceipt(tab);
    const { shift } = journalOf(tab, null).snapshot();
    if (found === null || shift === null) return;
    const number = oracle.intents.length;
    const plan = planPostVoid({
      order: found.order,
      followers: found.returns,
      voided: found.voided !== null,
      newId: tab.ids,
      location: store.id,
      shift: shift.id,
      businessDay: shift.businessDay,
      reason: noteOf(number),
    });
    if (!plan.ok) return;
    const intent = intend({ deed: 'void', voids: intentOf(found.order.lines[0]?.note), isPoison: mayBePoison() });
    const written = await journalOf(tab, intent).append({
      kind: 'order.post-void',
      associate: associate.id,
      body: ({ receiptNumber }) => structuredClone(plan.value(receiptNumber())) as never,
    });
    const { entry } = written.ok ? written.value : {};
    if (entry?.kind === 'order.post-void') sawReceipt(tab, intent, null, entry.body.receiptNumber);
  }

  async function open(tab: Tab): Promise<boolean> {
    const floatMinor = world.random.below(200) * 50;
    const intent = intend({ deed: 'shift', moneyMinor: floatMinor });
    const ids: typeof tab.ids = (kind) => {
      const id = tab.ids(kind);
      if (kind === 'shift') ports.openedBy.set(id, intent.number);
      return id;
    };
    return (await openShift({ ...counterOf(tab, null), ids }, floatMinor)).ok;
  }

  async function pay(tab: Tab): Promise<void> {
    const amountMinor = 1 + world.random.below(5_000);
    const direction = world.chance(0.5) ? 'in' : 'out';
    const summary = foldShift(shiftEvents(await tab.journal.ofShift()));
    const number = oracle.intents.length;
    const plan = planTillPay({
      summary,
      newId: tab.ids,
      location: store.id,
      direction,
      amountMinor,
      reason: noteOf(number),
    });
    if (!plan.ok) return;
    intend({ deed: 'pay', moneyMinor: direction === 'in' ? amountMinor : -amountMinor });
    const body = () => ({ ...plan.value, till: [...plan.value.till] });
    await journalOf(tab, null).append({ kind: 'till.pay', associate: associate.id, body } as EntryDraft<'till.pay'>);
  }

  async function close(tab: Tab): Promise<void> {
    const summary = foldShift(shiftEvents(await tab.journal.ofShift()));
    const pieces = Math.max(0, summary.expectedCashMinor + (world.chance(0.2) ? 5 : 0));
    const plan = planShiftClose({
      summary,
      denominations: [{ denominationMinor: 1, pieces }],
      location: store.id,
      businessDay: summary.businessDay ?? '',
      currency: store.currency.code,
      unsent: tab.journal.snapshot().unsent,
    });
    if (!plan.ok) return;
    const body = () => ({ ...plan.value, denominations: [...plan.value.denominations] });
    await journalOf(tab, null).append({ kind: 'shift.close', associate: associate.id, body });
  }

  async function reprint(tab: Tab): Promise<void> {
    const found = await someReceipt(tab);
    if (found === null) return;
    const body = () => ({ location: store.id, order: found.order.id, copy: found.copies + 1 });
    await journalOf(tab, null).append({ kind: 'receipt.reprint', associate: associate.id, body });
  }

  async function resume(tab: Tab): Promise<void> {
    const { parkedCarts } = tab.journal.snapshot();
    const cart = parkedCarts[world.random.below(Math.max(1, parkedCarts.length))];
    if (cart === undefined) return;
    const resumed = await resumeCart(counterOf(tab, null), cart.id);
    if (!resumed.ok) return;
    if (bug === 'parked-cart-sold-twice') tab.openCart.replace({ ...tab.openCart.current(), id: tab.ids('cart') });
    await finishOrWait(tab);
  }

  async function act(tab: Tab, takenOverAt: number): Promise<void> {
    const now = tab.journal.snapshot();
    if (!now.isWriter) return;
    if (now.shift === null && !(await open(tab))) return;
    const lying = tab.openCart.current();
    if (lying.lines.length > 0) {
      // Left by a crash, a hand-over, or a sale that could not be written.
      const isSettled = world.now > takenOverAt + SETTLED_MS;
      if (soldCarts.has(lying.id) && isSettled) oracle.accuse('cart-came-back', `tablet ${tablet}: ${lying.id}`);
      return finishOrWait(tab);
    }
    const what = world.random.next();
    if (what < 0.16) return takeBack(tab, what < 0.06);
    if (what < 0.21) return voidOne(tab);
    if (what < 0.26) return pay(tab);
    if (what < 0.29) return close(tab);
    if (what < 0.31) return reprint(tab);
    if (what < 0.41 && now.parkedCarts.length > 0) return resume(tab);
    return sell(tab);
  }

  return {
    /** The next thing to do, after what is under way in this tab. */
    act(tab: Tab, takenOverAt: number): Promise<void> {
      const done = tab.busy.then(() => act(tab, takenOverAt));
      tab.busy = done.catch(() => undefined);
      return done;
    },
  };
}

export type Associate = ReturnType<typeof createAssociate>;
