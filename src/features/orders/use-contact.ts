/** Who an order is for: sealed on disk, opened by the client book while somebody is signed in. */
import { useEffect, useState } from 'react';
import type { OrderContact } from '../../protocol/client/client-fields.ts';
import { useWatched } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';

export type ShownContact =
  /** `unnamed`: nobody gave a name. `hidden`: the book of clients is closed. Null while it is being opened. */
  { readonly kind: 'unnamed' | 'hidden' } | { readonly kind: 'named'; readonly contact: OrderContact } | null;

const UNNAMED = { kind: 'unnamed' } as const;
const HIDDEN = { kind: 'hidden' } as const;

export function useContact(sealed: string | null): ShownContact {
  const { clients } = useCounter();
  const state = useWatched(clients, () => clients.state());
  const isOpen = state.kind === 'open';
  const [opened, setOpened] = useState<{ readonly sealed: string; readonly contact: OrderContact | null } | null>(null);
  useEffect(() => {
    // A name does not stay in the screen's memory when the book closes.
    if (!isOpen || sealed === null) return setOpened(null);
    let isCurrent = true;
    void clients.contactOf(sealed).then((contact) => {
      if (isCurrent) setOpened({ sealed, contact });
    });
    return () => {
      isCurrent = false;
    };
  }, [clients, isOpen, sealed]);
  if (sealed === null) return UNNAMED;
  if (!isOpen) return HIDDEN;
  if (opened?.sealed !== sealed) return null;
  return opened.contact === null ? HIDDEN : { kind: 'named', contact: opened.contact };
}
