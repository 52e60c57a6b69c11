/**
 * Brings one opened store to what the screens must show: the replica's documents, and over each the own
 * entries that it does not contain. A document and the entries laid over it are always of one moment, and
 * moments only follow each other, so nothing shown here goes back or counts twice.
 */
import type { OwnAct, OwnActs } from './own-acts.ts';
import type { FoundDocument, Moment, Refs, ShownSource } from './shown-source.ts';
import { type Rows, rowOf, type Shown, VIEW_KINDS, type ViewKind } from './view-rows.ts';
import type { FeedMark, ViewStore } from './view-store.ts';

export interface FeedPorts {
  readonly source: ShownSource;
  readonly acts: OwnActs;
  /** The present life of this register: `included` of another life contains nothing of it. */
  readonly incarnation: number;
  /** Resolves when the thread has nothing better to do. */
  breathe(): Promise<void>;
}

/** `lost`: the rows are not what they should have come from. `waiting`: the replica holds nothing yet. */
export type FeedEnd = 'done' | 'lost' | 'waiting';

export interface Feed {
  /** From what the store holds to what there is now. `hasNews`: not only this register may have done something. */
  advance(hasNews: boolean): Promise<FeedEnd>;
  /** Fills an empty store. */
  build(onBuilt: (built: number, of: number) => void): Promise<FeedEnd>;
}

/** So many rows are read, made and written in one go: few enough for one frame on a slow tablet. */
const ROWS_AT_ONCE = 25;

export function createFeed(store: ViewStore, ports: FeedPorts): Feed {
  const { source, acts } = ports;
  /** What lies over the written rows: entries by sequence, with their answers. Null until it was looked up. */
  let laid: Readonly<Record<ViewKind, Map<string, string>>> | null = null;
  /** The moment that everything written is of. */
  let last: Moment | null = null;

  const includedOf = (at: Moment) => (at.incarnation === ports.incarnation ? at.included : 0);
  const own = async (at: Moment) => byRef(await acts.above(includedOf(at)));

  async function whatLies(): Promise<Readonly<Record<ViewKind, Map<string, string>>>> {
    if (laid !== null) return laid;
    const unsent = async (kind: ViewKind) => new Map((await store.unsent(kind)).map((id) => [id, 'unknown']));
    laid = { orders: await unsent('orders'), carts: await unsent('carts'), exceptions: await unsent('exceptions') };
    return laid;
  }

  async function put(found: readonly FoundDocument[], over: Own): Promise<void> {
    for (const kind of VIEW_KINDS) {
      const some = found.filter(({ of }) => of === kind);
      for (let from = 0; from < some.length; from += ROWS_AT_ONCE) {
        if (from > 0) await ports.breathe();
        const piece = some.slice(from, from + ROWS_AT_ONCE);
        await store.put(
          kind,
          piece.map(({ ref, document }) => row(kind, document, over[kind].get(ref) ?? [])),
        );
      }
    }
  }

  /** Remembers what lies over each of `refs` now. */
  async function note(refs: readonly { readonly of: ViewKind; readonly ref: string }[], over: Own): Promise<void> {
    const lies = await whatLies();
    for (const { of, ref } of refs) {
      const acts = over[of].get(ref);
      if (acts === undefined) lies[of].delete(ref);
      else lies[of].set(ref, signatureOf(acts));
    }
  }

  /** Rows that are there and must not be, and the other way round: documents are dropped without a trace. */
  async function reconcile(kind: ViewKind): Promise<boolean> {
    const { at, refs } = await source.refs();
    const wanted = new Set(refs[kind]);
    const held = new Set(await store.ids(kind));
    const gone = [...held].filter((id) => !wanted.has(id));
    if (gone.length > 0) await store.remove(kind, gone);
    const missing = [...wanted].filter((ref) => !held.has(ref));
    if (missing.length > 0) {
      const { at: then, found } = await source.changed(at.cursors, { ...NO_REFS, [kind]: missing });
      const over = await own(then);
      await put(found, over);
      await note(found, over);
    }
    return (await store.count(kind)) === wanted.size;
  }

  async function advance(hasNews: boolean): Promise<FeedEnd> {
    // Most of what a register does are sales, and lies over nothing: then the disk is not asked.
    if (!hasNews && last !== null) {
      const touched = touchedOf(await whatLies(), await own(last));
      if (VIEW_KINDS.every((kind) => touched[kind].length === 0)) return 'done';
    }
    const mark = await store.mark();
    const before = await source.moment();
    if (before.epoch === null) return 'waiting';
    if (mark === null || !isOnTheWayTo(mark, before)) return 'lost';
    const touched = touchedOf(await whatLies(), await own(before));
    const { at, found, counts } = await source.changed(mark.cursors, touched);
    if (at.epoch === null) return 'waiting';
    if (!isOnTheWayTo(mark, at)) return 'lost';
    const over = await own(at);
    await put(found, over);
    await note([...found, ...VIEW_KINDS.flatMap((of) => touched[of].map((ref) => ({ of, ref })))], over);
    for (const kind of VIEW_KINDS) {
      if ((await store.count(kind)) !== counts[kind] && !(await reconcile(kind))) return 'lost';
    }
    const next = markOf(at, source.streams);
    if (next !== null && JSON.stringify(next) !== JSON.stringify(mark)) await store.putMark(next);
    last = at;
    return 'done';
  }

  return {
    advance,
    async build(onBuilt) {
      const begun = await source.moment();
      if (begun.epoch === null) return 'waiting';
      const counts = await source.counts();
      const of = VIEW_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
      let built = 0;
      let included = begun.included;
      const cursors: Record<string, number> = {};
      laid = { orders: new Map(), carts: new Map(), exceptions: new Map() };
      onBuilt(0, of);
      for (const stream of source.streams) {
        for (let after: number | null = 0; after !== null; ) {
          const page: Awaited<ReturnType<ShownSource['page']>> = await source.page(stream, after, ROWS_AT_ONCE);
          if (page.at.epoch !== begun.epoch || page.at.incarnation !== begun.incarnation) return 'lost';
          const over = await own(page.at);
          await put(page.found, over);
          await note(page.found, over);
          // What changed behind the page comes again, further on: whatever is up to here has been seen.
          cursors[stream] = page.at.cursors[stream] ?? 0;
          included = page.at.included;
          after = page.next;
          built += page.found.length;
          onBuilt(Math.min(built, of), of);
          await ports.breathe();
        }
      }
      const mark = markOf({ ...begun, included, cursors }, source.streams);
      if (mark === null) return 'waiting';
      await store.putMark(mark);
      return advance(true);
    },
  };
}

type Own = Readonly<Record<ViewKind, ReadonlyMap<string, readonly OwnAct[]>>>;

const NO_REFS: Refs = { orders: [], carts: [], exceptions: [] };

function row<K extends ViewKind>(kind: K, document: Shown[ViewKind], over: readonly OwnAct[]): Rows[K] {
  return rowOf[kind](
    document as Shown[K],
    over.map(({ entry }) => entry),
  );
}

function byRef(acts: readonly OwnAct[]): Own {
  const own = { orders: new Map(), carts: new Map(), exceptions: new Map() } satisfies Own;
  for (const act of acts) own[act.of].set(act.ref, [...(own[act.of].get(act.ref) ?? []), act]);
  return own;
}

function signatureOf(acts: readonly OwnAct[]): string {
  return acts.map(({ sequence, entry }) => `${sequence}${entry.refusal ?? ''}`).join(' ');
}

/** Where what lies over a row is not what should. */
function touchedOf(lies: Readonly<Record<ViewKind, ReadonlyMap<string, string>>>, over: Own): Refs {
  const touched = (kind: ViewKind) => {
    const now = over[kind];
    const gone = [...lies[kind].keys()].filter((ref) => !now.has(ref));
    const other = [...now].filter(([ref, acts]) => lies[kind].get(ref) !== signatureOf(acts)).map(([ref]) => ref);
    return [...gone, ...other];
  };
  return { orders: touched('orders'), carts: touched('carts'), exceptions: touched('exceptions') };
}

function markOf(at: Moment, streams: readonly string[]): FeedMark | null {
  if (at.epoch === null || at.incarnation === null) return null;
  const cursors = Object.fromEntries(streams.map((stream) => [stream, at.cursors[stream] ?? 0]));
  return { epoch: at.epoch, incarnation: at.incarnation, included: at.included, cursors };
}

/** False where the replica began anew: its changes are then not the ones that follow on the mark. */
function isOnTheWayTo(mark: FeedMark, at: Moment): boolean {
  const isSame = mark.epoch === at.epoch && mark.incarnation === at.incarnation && mark.included <= at.included;
  return isSame && Object.entries(mark.cursors).every(([stream, cursor]) => cursor <= (at.cursors[stream] ?? 0));
}
