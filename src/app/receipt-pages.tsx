/** Receipts, with and without one in sight. */
import { useParams } from '@tanstack/react-router';
import { ReceiptsScreen } from '../features/receipts/index.ts';

export function ReceiptsPage() {
  return <ReceiptsScreen order={null} />;
}

export function ReceiptPage() {
  const { order } = useParams({ from: '/receipts/$order' });
  return <ReceiptsScreen order={order} />;
}
