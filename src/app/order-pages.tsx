/** Orders of other channels, with and without one in sight; and an online cart. */
import { useLocation, useParams } from '@tanstack/react-router';
import { OnlineCartScreen, OrdersScreen } from '../features/orders/index.ts';

/** One page for both, so that the list stays as it is while orders are opened from it. */
export function OrdersPage() {
  const { order } = useParams({ strict: false });
  const { code } = useLocation().state;
  return <OrdersScreen order={order ?? null} code={code ?? null} />;
}

export function OnlineCartPage() {
  const { cart } = useParams({ from: '/carts/$cart' });
  return <OnlineCartScreen cart={cart} />;
}
