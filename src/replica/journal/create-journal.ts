/**
 * The journal over any store that keeps its word (`store.ts`). It decides, numbers and chains; the
 * database below makes it last.
 *
 * Invariants: 1. an append resolves only after its transaction is complete; 2. an append that could not
 * be told (a connection died) is looked for before it is tried again, under the same ids; 3. who does
 * not hold the fence writes nothing.
 */
import type { IdSource } from '../../kernel/ids.ts';
import { BrokenInvariant, invariant, must } from '../../kernel/invariant.ts';
import { type Clock, instantOf } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { EntryKind } from '../../protocol/entry/entry.ts';
import { PUSH_ENTRIES_MAX } from '../../protocol/limits.ts';
import { unsentFile } from './export.ts';
import { causeOf, OutcomeUnknown } from './heal.ts';
import type {
  EntryDraft,
  JournalRecord,
  JournalRefusal,
  JournalSnapshot,
  RegisterIdentity,
  RegisterJournal,
} from './journal.ts';
import { createJournalQueries } from './journal-queries.ts';
import { type Fence, fenceDraft } from './open-cart-draft.ts';
import type { AppendPlan } from './plan-append.ts';
import { recordOf } from './record.ts';
import { trimmedThrough } from './retention.ts';
import { type EntryRow, type HeadRow, type JournalStore, lifeOf } from './store.ts';
import { LostFence, NotWritten, writeAppend } from './write-append.ts';
import { createWriterSeat, type LockPort, type NewsPort } from './writer.ts';

export interface JournalPorts {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly locks: LockPort;
  readonly news: NewsPort;
}

/** Tries of one append, the first included: what a lost connection may cost before a person is told. */
const APPEND_TRIES = 3;

/** `role: 'seller'` stands in line for the writer's seat; a `reader` (the sync worker) never appends. */
export async function createJournal(input: {
  store: JournalStore;
  identity: RegisterIdentity;
  ports: JournalPorts;
  role: 'seller' | 'reader';
  /** Filled while this tab may write; shared with the open cart. */
  fence?: Fence;
}): Promise<RegisterJournal> {
  const { store, identity, ports } = input;
  const life = lifeOf(identity);
  const listeners = new Set<() => void>();
  const fence: Fence = input.fence ?? { held: null };
  let hasDoubt = false;
  /** The head as last seen: what an append is planned on, and checked against when it is written. */
  let known: HeadRow | null = null;
  let now: JournalSnapshot = await read();

  async function read(): Promise<JournalSnapshot> {
    return store.transact('read', ['heads', 'links', 'parked'], async (tx) => {
      const head = must(await tx.get('heads', [life]), 'an enrolled tablet has a head of its journal');
      const link = must(await tx.get('links', [life]), 'an enrolled tablet has a link');
      const parked = await tx.all('parked');
      const links = new Map((await tx.all('links')).map((one) => [one.life, one.acknowledged]));
      const former = (await tx.all('heads')).filter((one) => one.life !== life);
      if (known === null || head.sequence >= known.sequence) known = head;
      return {
        identity,
        sequence: head.sequence,
        acknowledged: link.acknowledged,
        unsent: head.sequence - link.acknowledged,
        formerUnsent: former.reduce((sum, one) => sum + one.sequence - (links.get(one.life) ?? 0), 0),
        shift: head.shift,
        parkedCarts: [...parked].sort((a, b) => a.sequence - b.sequence).map((row) => row.content),
        isWriter: fence.held !== null && head.fence === fence.held,
        isInDoubt: hasDoubt,
      };
    });
  }

  function show(next: JournalSnapshot): void {
    now = next;
    for (const listener of [...listeners]) listener();
  }

  async function refresh(): Promise<void> {
    const next = await read();
    // An append of this tab may have overtaken the read; what was shown as done is never taken back.
    show(next.sequence < now.sequence ? await read() : next);
  }

  async function takeFence(): Promise<void> {
    fence.held = await store.transact('write', ['heads', 'draft'], async (tx) => {
      const head = must(await tx.get('heads', [life]), 'an enrolled tablet has a head of its journal');
      const next = head.fence + 1;
      known = { ...head, fence: next };
      await tx.put('heads', known);
      await fenceDraft(tx, next);
      return next;
    });
    hasDoubt = false;
    await refresh();
    ports.news.publish();
  }

  const seat = createWriterSeat({
    locks: ports.locks,
    onHeld: takeFence,
    onLost: () => {
      fence.held = null;
      show({ ...now, isWriter: false });
    },
  });

  async function appendGroup(
    drafts: readonly EntryDraft[],
  ): Promise<Verdict<readonly JournalRecord[], JournalRefusal>> {
    invariant(drafts.length > 0 && drafts.length <= PUSH_ENTRIES_MAX, 'a group fits into one push');
    if (fence.held === null) return refused({ code: 'not-the-writer' });
    const entryIds = drafts.map(() => ports.ids('entry'));
    const at = instantOf(ports.clock);
    const { sequence } = now;
    let cause = '';
    let isInDoubt = false;
    for (let attempt = 0; attempt < APPEND_TRIES; attempt++) {
      try {
        const lookAbove = attempt === 0 ? null : sequence;
        const expected = known;
        const plan = await writeAppend(store, identity, {
          drafts,
          entryIds,
          at,
          fence: fence.held,
          expected,
          lookAbove,
        });
        // An append that began after this one may be complete before this one is told.
        if (known === expected) known = plan.head;
        await after(plan, attempt);
        return granted(plan.rows.map((row) => recordOf(row, 'pending')));
      } catch (error) {
        if (error instanceof LostFence) {
          fence.held = null;
          show({ ...now, isWriter: false });
          return refused({ code: 'not-the-writer' });
        }
        if (error instanceof NotWritten) return refused(error.refusal);
        if (error instanceof BrokenInvariant) throw error;
        cause = causeOf(error);
        isInDoubt ||= error instanceof OutcomeUnknown;
      }
    }
    if (isInDoubt) {
      const rows = await lookFor(entryIds, sequence).catch(() => null);
      if (rows === null) {
        // Nobody can tell whether the sale is there. This tab sells no more; the next start will know.
        fence.held = null;
        hasDoubt = true;
        show({ ...now, isWriter: false, isInDoubt: true });
        return refused({ code: 'outcome-unknown' });
      }
      if (rows.length > 0) {
        await refresh().catch(() => undefined);
        ports.news.publish();
        return granted(rows.map((row) => recordOf(row, 'pending')));
      }
    }
    return refused({ code: 'storage-failed', cause });
  }

  /** These entries where an earlier try may have put them; none, or all of them. */
  function lookFor(entryIds: readonly string[], above: number): Promise<readonly EntryRow[]> {
    return store.transact('read', ['entries'], async (tx) => {
      const since = await tx.range('entries', { life, after: above });
      return since.filter((row) => entryIds.includes(row.entry.id));
    });
  }

  /** The transaction is complete: what screens see follows at once, without reading it back. */
  async function after(plan: AppendPlan, attempt: number): Promise<void> {
    ports.news.publish();
    // After a second try it may be an earlier one that counts, with what it implied.
    if (attempt > 0) return refresh().catch(() => undefined);
    const ended = new Set(plan.unpark);
    show({
      ...now,
      sequence: plan.head.sequence,
      unsent: plan.head.sequence - now.acknowledged,
      shift: plan.head.shift,
      parkedCarts: [...now.parkedCarts.filter((cart) => !ended.has(cart.id)), ...plan.park.map((row) => row.content)],
    });
  }

  const silence = ports.news.subscribe(() => {
    refresh().catch(() => undefined);
  });
  if (input.role === 'seller') await seat.sit();

  const queries = createJournalQueries(store, identity);
  return {
    ...queries,
    snapshot: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    appendGroup,
    async append<K extends EntryKind>(draft: EntryDraft<K>) {
      const verdict = await appendGroup([draft as unknown as EntryDraft]);
      return verdict.ok ? granted(must(verdict.value[0], 'one draft makes one record')) : verdict;
    },
    async takeOver() {
      try {
        await seat.steal();
        return now.isWriter ? granted(null) : refused({ code: 'not-the-writer' });
      } catch (error) {
        return refused({ code: 'storage-failed', cause: causeOf(error) });
      }
    },
    async markPrinted(sequence) {
      await store.transact('write', ['prints'], (tx) => tx.remove('prints', [life, sequence]));
    },
    async settle(results, acknowledged, durableThrough) {
      await store.transact('write', ['links', 'results'], async (tx) => {
        const link = must(await tx.get('links', [life]), 'an enrolled tablet has a link');
        for (const { sequence, result, reasons } of results) {
          if (result === 'gap' || result === 'placed') continue;
          // The server repeats an old result as `already-placed`: what it said the first time stays.
          if (result === 'already-placed' && reasons.length === 0) continue;
          await tx.put('results', { life, sequence, result, reasons });
        }
        await tx.put('links', {
          ...link,
          acknowledged: Math.max(link.acknowledged, acknowledged),
          durableThrough: Math.max(link.durableThrough, durableThrough),
        });
      });
      await refresh();
      ports.news.publish();
    },
    async resend(epoch, acknowledged) {
      await store.transact('write', ['links'], async (tx) => {
        const link = must(await tx.get('links', [life]), 'an enrolled tablet has a link');
        await tx.put('links', { ...link, epoch, acknowledged: Math.min(link.acknowledged, acknowledged) });
      });
      await refresh();
      ports.news.publish();
    },
    trim: () =>
      store.transact('write', ['entries', 'heads', 'links', 'results', 'prints'], async (tx) => {
        const head = must(await tx.get('heads', [life]), 'an enrolled tablet has a head of its journal');
        const link = must(await tx.get('links', [life]), 'an enrolled tablet has a link');
        const last = await trimmedThrough(tx, head, link, ports.clock.now());
        if (last === null) return 0;
        await tx.put('heads', { ...head, anchor: { sequence: last.sequence, hash: last.hash } });
        await tx.removeRange('results', life, last.sequence);
        await tx.removeRange('prints', life, last.sequence);
        return tx.removeRange('entries', life, last.sequence);
      }),
    exportUnsent: () => unsentFile(store, instantOf(ports.clock)),
    close() {
      silence();
      seat.leave();
      listeners.clear();
      store.close();
    },
  };
}
