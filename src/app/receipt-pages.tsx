/** Receipts, with and without one in sight. */
import { useLocation, useParams } from '@tanstack/react-router';
import { ReceiptsScreen } from '../features/receipts/index.ts';

export function ReceiptsPage() {
  return <ReceiptsScreen order={null} claim={null} />;
}

export function ReceiptPage() {
  const { order } = useParams({ from: '/receipts/$order' });
  const { claim } = useLocation().state;
  return <ReceiptsScreen order={order} claim={claim ?? null} />;
}
