/**
 * What an answer means for what this tablet holds. Decides; touches nothing. The engine around it does
 * the reading and the writing.
 *
 * Invariants: 1. an entry counts as acknowledged only by the word of the server whose epoch is held;
 * 2. a group never travels in parts; 3. nothing said by a server makes an entry disappear.
 */
import type { EntryEnvelope } from '../protocol/entry/entry.ts';
import { PUSH_ENTRIES_MAX } from '../protocol/limits.ts';
import type { KnownHistory } from '../protocol/sync/known.ts';
import type { StreamPage } from '../protocol/sync/pull.ts';
import type { EntryResult, PushResponse } from '../protocol/sync/push.ts';
import type { JournalRecord, OutboxState } from '../replica/index.ts';

/** Leaves room for the head and the status in a body of `PUSH_BYTES_MAX`. */
export const BATCH_BYTES_MAX = 900_000;

export interface Batch {
  readonly groups: readonly (readonly EntryEnvelope[])[];
  readonly records: readonly JournalRecord[];
}

/**
 * The next groups to send, whole, at most `entriesMax` entries unless the first group alone is larger.
 * `records` follow each other; a group cut off by the reader's own limit waits for the next batch.
 */
export function planBatch(records: readonly JournalRecord[], entriesMax: number, isCut: boolean): Batch {
  const groups = new Map<number, JournalRecord[]>();
  for (const record of records) {
    const group = groups.get(record.group);
    if (group) group.push(record);
    else groups.set(record.group, [record]);
  }
  const whole = [...groups.values()];
  if (isCut && whole.length > 1) whole.pop();
  const chosen: JournalRecord[][] = [];
  let entries = 0;
  let bytes = 0;
  for (const group of whole) {
    const size = group.reduce((sum, { entry }) => sum + utf8Bound(JSON.stringify(entry)), 0);
    const isTooMuch = entries + group.length > Math.min(entriesMax, PUSH_ENTRIES_MAX) || bytes + size > BATCH_BYTES_MAX;
    if (chosen.length > 0 && isTooMuch) break;
    chosen.push(group);
    entries += group.length;
    bytes += size;
  }
  return { groups: chosen.map((group) => group.map(({ entry }) => entry)), records: chosen.flat() };
}

/** Bytes of a text in UTF-8, without encoding it: exact but for lone surrogates, which JSON escapes. */
function utf8Bound(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

export type PushDecision =
  | {
      readonly kind: 'settle';
      readonly results: readonly EntryResult[];
      readonly acknowledged: number;
      readonly durableThrough: number;
    }
  /** What lies above `acknowledged` is sent again, under the same ids, to the server called `epoch`. */
  | {
      readonly kind: 'resend';
      readonly because: 'new-epoch' | 'gap';
      readonly epoch: string;
      readonly acknowledged: number;
    }
  /** The server asks for entries this tablet was told it could forget. A person must restore them from elsewhere. */
  | { readonly kind: 'forgotten'; readonly expected: number };

export function decidePush(state: OutboxState, response: PushResponse): PushDecision {
  const had = Math.min(response.acknowledged, state.sequence);
  if (response.epoch !== state.epoch) return decideEpoch(state, response.epoch, had);
  const isGap = response.results.some(({ result }) => result === 'gap');
  if (isGap && had < state.acknowledged) {
    return had < state.trimmed
      ? { kind: 'forgotten', expected: had + 1 }
      : { kind: 'resend', because: 'gap', epoch: state.epoch, acknowledged: had };
  }
  return {
    kind: 'settle',
    results: response.results.filter(({ sequence }) => sequence <= had),
    acknowledged: had,
    durableThrough: Math.min(response.durableThrough, had),
  };
}

/** What this tablet was told, for a server that may have lost it. A new tablet was told nothing. */
export function known({ epoch, acknowledged }: OutboxState): { known?: KnownHistory } {
  return epoch === '' ? {} : { known: { epoch, acknowledged } };
}

/** Another server, or the same one restored from a backup: everything not known to be durable is sent again. */
export function decideEpoch(state: OutboxState, epoch: string, acknowledged: number): PushDecision {
  const from = Math.max(state.trimmed, Math.min(state.durableThrough, acknowledged));
  return { kind: 'resend', because: 'new-epoch', epoch, acknowledged: from };
}

/** Where the next page of each stream begins, after these pages. */
export function cursorsAfter(
  cursors: Readonly<Record<string, number>>,
  pages: readonly StreamPage[],
): Record<string, number> {
  const next = { ...cursors };
  for (const page of pages) {
    const last = page.changes.at(-1)?.sequence ?? next[page.stream] ?? 0;
    next[page.stream] = page.more ? last : Math.max(page.head, last);
  }
  return next;
}
