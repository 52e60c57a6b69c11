/** Clients, with and without one in sight. */
import { useParams } from '@tanstack/react-router';
import { ClientsScreen } from '../features/clients/index.ts';

/** One page for both, so that the list stays as it is while clients are opened from it. */
export function ClientsPage() {
  const { client } = useParams({ strict: false });
  return <ClientsScreen client={client ?? null} />;
}
