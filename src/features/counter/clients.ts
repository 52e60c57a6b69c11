/** The client book as screens watch it. */
import { useEffect, useMemo, useState } from 'react';
import type { ClientBookState, FoundClient, JournalRecord, OrderSummary } from '../../replica/index.ts';
import { useWatched } from '../../ui/index.ts';
import { useCounter } from './counter.tsx';
import { useJournalSnapshot } from './views.ts';

export function useClientBook(): ClientBookState {
  const { clients } = useCounter();
  return useWatched(clients, () => clients.state());
}

/** Null: nobody, or not to be shown now. */
export function useClient(id: string | null): FoundClient | null {
  const { clients } = useCounter();
  return useWatched(clients, () => (id === null ? null : clients.get(id)));
}

export function useFoundClients(text: string, limit: number): readonly FoundClient[] {
  const { clients } = useCounter();
  const [turn, setTurn] = useState(0);
  useEffect(() => clients.subscribe(() => setTurn((before) => before + 1)), [clients]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn of the book is a reason to look again
  return useMemo(() => clients.find(text, limit), [clients, text, limit, turn]);
}

/** Web orders of a client, newest first; null until the first answer. */
export function useOrdersOf(client: string): readonly OrderSummary[] | null {
  const { views } = useCounter();
  const view = useMemo(() => views.ordersOf(client), [views, client]);
  return useWatched(view, () => view.get());
}

/** What this tablet sold to a client, newest first; null until it was read. */
export function useSalesTo(client: string): readonly JournalRecord[] | null {
  const { journal } = useCounter();
  const { sequence } = useJournalSnapshot();
  const [read, setRead] = useState<{ readonly client: string; readonly sales: readonly JournalRecord[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer journal is a reason to read again
  useEffect(() => {
    let isCurrent = true;
    void journal.ofClient(client).then((records) => {
      const sales = records.filter(({ entry }) => entry.kind === 'order.place').reverse();
      if (isCurrent) setRead({ client, sales });
    });
    return () => {
      isCurrent = false;
    };
  }, [journal, client, sequence]);
  return read?.client === client ? read.sales : null;
}
