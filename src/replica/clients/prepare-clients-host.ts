/** The client book of a page: nothing of it is loaded before somebody signs in. */
import type { HeldClientBook } from './client-book.ts';
import { createLateClientBook } from './late-client-book.ts';
import type { openClientBookHere } from './open-client-book-host.ts';

export function prepareClientsHere(wish: Parameters<typeof openClientBookHere>[0]): HeldClientBook {
  return createLateClientBook(async () => {
    const host = await import('./open-client-book-host.ts');
    return host.openClientBookHere(wish);
  });
}
