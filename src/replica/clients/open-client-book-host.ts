/** The client book of this browser: the real IndexedDB, the channel from sync, and its cryptography. */
import { systemClock, systemRandom, systemTimers } from '../../kernel/system-ports.ts';
import { createReplicaNews, NEWS_CHANNEL } from '../catalog/news.ts';
import { createReplicaHandle } from '../catalog/replica-database.ts';
import type { RegisterIdentity } from '../journal/journal.ts';
import type { HeldClientBook } from './client-book.ts';
import { createDexieClientSource } from './client-source.ts';
import { type ClientBookPorts, createClientBook } from './create-client-book.ts';
import { createDexieOwnCopies } from './own-copies.ts';

export type ClientBookWish = Pick<ClientBookPorts, 'journal' | 'fetchKey' | 'whenOnline'> & {
  readonly identity: RegisterIdentity;
};

export function openClientBookHere(wish: ClientBookWish): HeldClientBook {
  const news = createReplicaNews(new BroadcastChannel(NEWS_CHANNEL));
  const handle = createReplicaHandle({ indexedDB, IDBKeyRange });
  return createClientBook({
    ...wish,
    source: createDexieClientSource({ handle, news, location: wish.identity.location }),
    copies: createDexieOwnCopies(handle),
    subtle: crypto.subtle,
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
  });
}
