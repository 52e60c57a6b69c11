/** The small documents of this tablet's store, all in memory: read at start, replaced as changes arrive. */
import type { Category } from '../../domain/catalog/variant.ts';
import type { Store } from '../../domain/store/store.ts';
import type { AssociateDocument, ExceptionDocument, RegisterKeyDocument } from '../../protocol/sync/documents.ts';

export interface Documents {
  /** Null until the first pull brought it. */
  store(): Store | null;
  associates(): readonly AssociateDocument[];
  categories(): readonly Category[];
  registerKeys(): readonly RegisterKeyDocument[];
  exceptions(): readonly ExceptionDocument[];
  subscribe(listener: () => void): () => void;
}
