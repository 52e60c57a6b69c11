/** What screens and the sync engine read from the journal. Nothing here writes. */
import { must } from '../../kernel/invariant.ts';
import type { Journal, JournalRecord, Outbox, RegisterIdentity } from './journal.ts';
import { backToFront } from './plan-append.ts';
import { recordOf } from './record.ts';
import { type EntryRow, type JournalStore, type JournalTransaction, lifeOf } from './store.ts';

type Queries = Pick<
  Journal,
  'after' | 'ofShift' | 'ofBusinessDay' | 'receipts' | 'order' | 'ofClient' | 'pendingPrints'
> &
  Pick<Outbox, 'state'>;

const TABLES = ['entries', 'heads', 'links', 'results', 'prints'] as const;

export function createJournalQueries(store: JournalStore, identity: RegisterIdentity): Queries {
  const life = lifeOf(identity);
  const read = <T>(work: (tx: JournalTransaction) => Promise<T>): Promise<T> => store.transact('read', TABLES, work);

  return {
    state: () =>
      read(async (tx) => {
        const head = must(await tx.get('heads', [life]), 'an enrolled tablet has a head of its journal');
        const link = must(await tx.get('links', [life]), 'an enrolled tablet has a link');
        return {
          identity,
          sequence: head.sequence,
          hash: head.hash,
          trimmed: head.anchor.sequence,
          acknowledged: link.acknowledged,
          durableThrough: link.durableThrough,
          epoch: link.epoch,
        };
      }),
    after: (sequence, limit) =>
      read(async (tx) => records(tx, await tx.range('entries', { life, after: sequence, limit }))),
    ofShift: () =>
      read(async (tx) => {
        const head = must(await tx.get('heads', [life]), 'an enrolled tablet has a head of its journal');
        if (head.shift === null) return [];
        return records(tx, await tx.range('entries', { life, after: head.shift.openedSequence - 1 }));
      }),
    ofBusinessDay: (businessDay) =>
      read(async (tx) => {
        const rows = await tx.entriesOfDay(businessDay);
        return records(tx, rows.filter((row) => row.entry.register === identity.register).sort(oldestFirst));
      }),
    receipts: ({ text, before, limit }) =>
      read(async (tx) => {
        const rows = text === '' ? await newestReceipts(tx, before, limit) : await receiptsNamed(tx, text);
        const older = before === null ? rows : rows.filter((row) => row.life === life && row.sequence < before);
        return records(tx, older.slice(0, limit));
      }),
    order: (orderId) =>
      read(async (tx) => {
        const rows = [...(await tx.entriesAbout(orderId))].sort(oldestFirst);
        const isPlaced = (row: EntryRow) => row.entry.kind === 'order.place' && row.entry.body.id === orderId;
        const [placed] = await records(tx, rows.filter(isPlaced));
        // The post-void of a return is about the return; whether its goods are back, the sale must know.
        const following = rows.filter((row) => row.entry.kind === 'order.place' && !isPlaced(row));
        for (const { entry } of following) {
          if (entry.kind !== 'order.place') continue;
          const about = await tx.entriesAbout(entry.body.id);
          rows.push(...about.filter((row) => row.entry.kind === 'order.post-void'));
        }
        return {
          placed: placed ?? null,
          followers: await records(
            tx,
            rows.filter((row) => !isPlaced(row)),
          ),
        };
      }),
    ofClient: (client) => read(async (tx) => records(tx, [...(await tx.entriesAbout(client))].sort(oldestFirst))),
    pendingPrints: () =>
      read(async (tx) => {
        const waiting = await tx.range('prints', { life });
        const rows = await Promise.all(waiting.map((row) => tx.get('entries', [life, row.sequence])));
        return records(
          tx,
          rows.filter((row) => row !== undefined),
        );
      }),
  };

  async function newestReceipts(tx: JournalTransaction, before: number | null, limit: number): Promise<EntryRow[]> {
    const found: EntryRow[] = [];
    let edge = before ?? Number.MAX_SAFE_INTEGER;
    while (found.length < limit) {
      const rows = await tx.range('entries', { life, before: edge, newestFirst: true, limit: Math.max(limit, 50) });
      found.push(...rows.filter((row) => row.receiptEnd !== undefined));
      const last = rows.at(-1);
      if (last === undefined) break;
      edge = last.sequence;
    }
    return found;
  }

  async function receiptsNamed(tx: JournalTransaction, text: string): Promise<EntryRow[]> {
    const byId = await tx.entriesAbout(text);
    const byEnd = await tx.entriesEnding(backToFront(text.toUpperCase()));
    const rows = [...byId, ...byEnd].filter((row) => row.receiptEnd !== undefined);
    return rows.sort((a, b) => Number(b.life === life) - Number(a.life === life) || oldestFirst(b, a));
  }
}

/** Lives of one register follow each other; within one, the sequence is the order. */
function oldestFirst(a: EntryRow, b: EntryRow): number {
  return a.entry.incarnation - b.entry.incarnation || a.sequence - b.sequence;
}

/** Rows as the journal shows them, with what the server said of each. */
async function records(tx: JournalTransaction, rows: readonly EntryRow[]): Promise<JournalRecord[]> {
  const links = new Map((await tx.all('links')).map((link) => [link.life, link.acknowledged]));
  return Promise.all(
    rows.map(async (row) => {
      const isAcknowledged = row.sequence <= (links.get(row.life) ?? 0);
      const [said, printing] = await Promise.all([
        isAcknowledged ? tx.get('results', [row.life, row.sequence]) : undefined,
        row.print ? tx.get('prints', [row.life, row.sequence]) : undefined,
      ]);
      return recordOf(row, printing ? 'pending' : 'printed', {
        result: isAcknowledged ? (said?.result ?? 'placed') : null,
        reasons: said?.reasons ?? [],
      });
    }),
  );
}
