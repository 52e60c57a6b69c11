/** Rules of a tablet broken on purpose: what it writes, what it believes of its disk, and when it forgets. */
import type { Cart } from '../../../src/domain/cart/cart.ts';
import type { RegisterJournal } from '../../../src/replica/index.ts';
import type { CartDraft, Fence } from '../../../src/replica/journal/open-cart-draft.ts';
import type { HeadRow, JournalStore, JournalTransaction } from '../../../src/replica/journal/store.ts';
import type { Transport } from '../../../src/sync/transport.ts';
import type { PlantedBug } from './plan.ts';

interface Movement {
  readonly amountMinor: number;
  readonly bucket: string;
}
type Body = { readonly stock?: readonly Movement[]; readonly till?: readonly Movement[]; readonly direction?: string };

/** An entry as a broken tablet would say it. */
export function breakBody<B>(bug: PlantedBug | null, kind: string, body: B): B {
  const { stock, till, direction } = body as Body;
  if (bug === 'return-put-on-the-wrong-pile' && kind === 'order.place') {
    return { ...body, stock: stock?.map((movement) => ({ ...movement, bucket: 'on-hand' })) };
  }
  if (bug === 'void-leaves-goods-sold' && kind === 'order.post-void') return { ...body, stock: [] };
  if (bug === 'void-not-in-the-till' && kind === 'order.post-void') return { ...body, till: [] };
  if (bug === 'float-forgotten' && kind === 'shift.open') return { ...body, till: [] };
  if (bug === 'paid-out-counted-as-paid-in' && kind === 'till.pay' && direction === 'out') {
    return { ...body, till: till?.map((movement) => ({ ...movement, amountMinor: -movement.amountMinor })) };
  }
  return body;
}

/** A disk that a broken tab reads and writes in its own way. */
export function breakStore(store: JournalStore, fence: Fence, bug: PlantedBug | null): JournalStore {
  let ownReceipts: number | null = null;
  const heads: Partial<Record<PlantedBug, (tx: JournalTransaction) => JournalTransaction>> = {
    'stale-tab-writes': (tx) =>
      overHeads(tx, {
        read: (head) => ({ ...head, fence: fence.held ?? head.fence }),
        written: async (head) => ({ ...head, fence: Math.max(head.fence, (await headOf(tx, head))?.fence ?? 0) }),
      }),
    'two-tabs-number-alike': (tx) =>
      overHeads(tx, {
        read(head) {
          ownReceipts ??= head.receipts;
          return { ...head, receipts: ownReceipts };
        },
        async written(head) {
          ownReceipts = head.receipts;
          return head;
        },
      }),
    'void-frees-its-receipt-number': (tx) => {
      let isVoid = false;
      const over = overHeads(tx, {
        read: (head) => head,
        written: async (head) => (isVoid ? { ...head, receipts: head.receipts - 1 } : head),
      });
      return {
        ...over,
        async add(table, row) {
          isVoid ||= 'entry' in row && row.entry.kind === 'order.post-void';
          return tx.add(table, row);
        },
      };
    },
  };
  const blind = (tx: JournalTransaction, isSeen: (kind: string, isReturn: boolean) => boolean): JournalTransaction => ({
    ...tx,
    async entriesAbout(id) {
      const rows = await tx.entriesAbout(id);
      return rows.filter(({ entry }) => isSeen(entry.kind, entry.kind === 'order.place' && entry.body.id !== id));
    },
  });
  return {
    transact(mode, tables, work) {
      if (bug === 'return-given-twice-from-a-parked-cart' && mode === 'write') {
        return store.transact(mode, tables, (tx) => work(blind(tx, (_, isReturn) => !isReturn)));
      }
      if (bug === 'voided-return-still-counts') {
        return store.transact(mode, tables, (tx) => work(blind(tx, (kind) => kind !== 'order.post-void')));
      }
      const isAppend = mode === 'write' && tables.includes('entries') && tables.includes('heads');
      const broken = bug === null || !isAppend ? undefined : heads[bug];
      if (broken !== undefined) return store.transact(mode, tables, (tx) => work(broken(tx)));
      if (bug !== 'parked-cart-sold-twice') return store.transact(mode, tables, work);
      return store.transact(mode, tables, (tx) =>
        work({ ...tx, remove: async (table, key) => (table === 'parked' ? undefined : tx.remove(table, key)) }),
      );
    },
    close: () => store.close(),
  };
}

function headOf(tx: JournalTransaction, head: HeadRow): Promise<HeadRow | undefined> {
  return tx.get('heads', [head.life]);
}

function overHeads(
  tx: JournalTransaction,
  how: { read(head: HeadRow): HeadRow; written(head: HeadRow): Promise<HeadRow> },
): JournalTransaction {
  return {
    ...tx,
    async get(table, key) {
      const row = await tx.get(table, key);
      return table === 'heads' && row ? (how.read(row as HeadRow) as typeof row) : row;
    },
    async put(table, row) {
      return tx.put(table, table === 'heads' ? ((await how.written(row as HeadRow)) as typeof row) : row);
    },
  };
}

/** A window that takes over believes what it shows itself when nothing lies on the counter. */
export function breakDraft(draft: CartDraft, bug: PlantedBug | null): CartDraft {
  if (bug !== 'window-keeps-a-sold-cart') return draft;
  let last: Cart | null = null;
  return {
    async load() {
      const found = await draft.load();
      last = found.cart ?? last;
      return { ...found, cart: last };
    },
    async save(cart, history) {
      const answer = await draft.save(cart, history);
      if (answer === 'saved') last = cart;
      return answer;
    },
  };
}

/** A tablet that takes "sent" for "arrived", and a server that goes along with it, or a pull would tell. */
export function breakTransport(transport: Transport, journal: RegisterJournal, bug: PlantedBug | null): Transport {
  if (bug !== 'cleared-before-acknowledged') return transport;
  return {
    ...transport,
    async push(request) {
      await journal.settle([], request.groups.flat().at(-1)?.sequence ?? 0, 0);
      return transport.push(request);
    },
    async pull(request) {
      const answer = await transport.pull(request);
      if (answer.kind !== 'answered') return answer;
      const { acknowledged } = await journal.state();
      return { ...answer, body: { ...answer.body, included: Math.max(answer.body.included, acknowledged) } };
    },
  };
}
