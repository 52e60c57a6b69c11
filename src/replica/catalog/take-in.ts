/**
 * Decides what one round does to the replica: pure, so that it can be read and tested without a database.
 * Says no before anything is written; what it says yes to is written whole.
 */
import { must } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { packedTableOf, shelfTableOf } from '../../protocol/segment/tables.ts';
import { CHANGE_BODIES, type ChangeKind, type SealedClient } from '../../protocol/sync/documents.ts';
import type { Change } from '../../protocol/sync/pull.ts';
import { isPackedKind, isPlainRow } from '../../protocol/sync/read-rows.ts';
import { type LoggedBody, type LoggedChange, type PackedChanges, packChanges } from './log-records.ts';
import type { ClientChangeRecord, DocumentRecord, ProgressRecord, UnreadRecord } from './replica-database.ts';
import type { Round, RoundRefusal } from './replica-store.ts';

export interface Intake {
  readonly cursors: Readonly<Record<string, number>>;
  /** Streams whose log begins anew, because a manifest was switched. */
  readonly resetLogs: readonly string[];
  readonly logged: ReadonlyMap<string, PackedChanges>;
  readonly documents: readonly DocumentRecord[];
  readonly dropped: readonly Pick<DocumentRecord, 'stream' | 'family' | 'ref'>[];
  /** Of each client the last of the round. */
  readonly clients: readonly ClientChangeRecord[];
  readonly unread: readonly UnreadRecord[];
  readonly changes: number;
}

export function planIntake(held: ProgressRecord, round: Round): Verdict<Intake, RoundRefusal> {
  if (held.epoch !== null && held.epoch !== round.epoch) {
    return refused({ code: 'another-epoch', held: held.epoch, got: round.epoch });
  }
  const cursors: Record<string, number> = { ...held.cursors };
  for (const table of round.tables ?? []) cursors[table.stream] = table.through;

  const logged = new Map<string, LoggedChange[]>();
  const documents = new Map<string, DocumentRecord | null>();
  const clients = new Map<string, ClientChangeRecord>();
  const unread: UnreadRecord[] = [];
  let changes = 0;
  const unfinished = new Set<string>();

  for (const page of round.pages) {
    const isPacked = packedTableOf(page.stream) !== null;
    const isOfShelf = shelfTableOf(page.stream) !== null;
    let at = cursors[page.stream] ?? 0;
    for (const change of page.changes) {
      if (change.sequence <= at) continue;
      // Document streams drop superseded changes, so only packed ones must run on without a hole.
      if (isPacked && change.sequence !== at + 1) {
        return refused({ code: 'gap', stream: page.stream, held: at, got: change.sequence });
      }
      at = change.sequence;
      changes++;
      const body = read(change);
      const isClient = change.kind.startsWith('client.');
      if (body === 'unread' || isPackedKind(change.kind) !== isOfShelf || isClient !== (isPacked && !isOfShelf)) {
        unread.push({ stream: page.stream, ...change });
      } else if (isClient) {
        const sealed = (body.value as SealedClient | null)?.sealed ?? null;
        clients.set(JSON.stringify([page.stream, change.ref]), {
          stream: page.stream,
          ref: change.ref,
          sequence: change.sequence,
          sealed,
        });
      } else if (isOfShelf) {
        const list = logged.get(page.stream) ?? [];
        list.push({ sequence: change.sequence, body: body.value as LoggedBody });
        logged.set(page.stream, list);
      } else {
        const [family = '', verb] = change.kind.split('.');
        const place = { stream: page.stream, family, ref: change.ref };
        const record = verb === 'drop' ? null : { ...place, sequence: change.sequence, body: body.value };
        documents.set(JSON.stringify(place), record);
      }
    }
    if (page.more) unfinished.add(page.stream);
    else {
      unfinished.delete(page.stream);
      if (isPacked && page.head > at) return refused({ code: 'gap', stream: page.stream, held: at, got: page.head });
      at = Math.max(at, page.head);
    }
    cursors[page.stream] = at;
  }
  for (const stream of unfinished) return refused({ code: 'incomplete', stream });

  return granted({
    cursors,
    resetLogs: (round.tables ?? []).map((table) => table.stream),
    logged: new Map([...logged].map(([stream, changes]) => [stream, packed(stream, changes)])),
    documents: [...documents.values()].filter((record) => record !== null),
    dropped: [...documents].filter(([, record]) => record === null).map(([place]) => JSON.parse(place)),
    clients: [...clients.values()],
    unread,
    changes,
  });
}

function packed(stream: string, changes: readonly LoggedChange[]): PackedChanges {
  return packChanges(must(shelfTableOf(stream), 'only streams of the shelf are logged'), changes);
}

function read(change: Change): { readonly value: unknown } | 'unread' {
  if (isPackedKind(change.kind) && isPlainRow(change.kind, change.body)) return { value: change.body };
  if (!Object.hasOwn(CHANGE_BODIES, change.kind)) return 'unread';
  const parsed = CHANGE_BODIES[change.kind as ChangeKind].safeParse(change.body);
  return parsed.success ? { value: parsed.data } : 'unread';
}
