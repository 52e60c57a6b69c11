/** An exception that was settled here shows as settled, until the server's document says by whom. */
import type { ExceptionDocument } from '../../protocol/sync/documents.ts';
import type { OwnEntry } from './shown-orders.ts';
import type { ShownException } from './views.ts';

/** The exception an entry is about, or null. */
export function exceptionOf(entry: Pick<OwnEntry, 'kind' | 'body'>): string | null {
  const isAbout = entry.kind === 'exception.settle' && 'exception' in entry.body;
  return isAbout && typeof entry.body.exception === 'string' ? entry.body.exception : null;
}

/** What was settled first counts; a second time changes nothing. */
export function shownException(document: ExceptionDocument, own: readonly OwnEntry[]): ShownException {
  let shown: ShownException = { ...document, isUnsent: false };
  for (const { kind, body, at, associate } of own) {
    if (kind !== 'exception.settle' || exceptionOf({ kind, body }) !== document.id || !('action' in body)) continue;
    const settled = { at, associate, action: body.action, note: body.note };
    shown = { ...shown, ...(shown.status === 'open' ? { status: 'settled', settled } : {}), isUnsent: true };
  }
  return shown;
}
