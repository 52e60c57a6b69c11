/** The orders placed in this browser. */
import { PackageOpen } from 'lucide-react';
import { EmptyState, formatTime, List, ListRow, useLanguage, useWatched, useWords } from '../ui/index.ts';
import { GoShopping } from './go-shopping.tsx';
import { useGo } from './shop-links.tsx';
import { useShop } from './shop-state.ts';
import { shopWords } from './words.ts';

export function OrdersPage() {
  const shop = useShop();
  const t = useWords(shopWords);
  const language = useLanguage();
  const go = useGo();
  const { memory, stores } = useWatched(shop, shop.get);
  const zone = stores.find(({ id }) => id === memory.store)?.timeZone ?? 'UTC';
  return (
    <section className="mx-auto max-w-xl">
      <h1 className="mb-4 text-3xl font-medium">{t('orders')}</h1>
      {memory.orders.length === 0 ? (
        <EmptyState
          icon={<PackageOpen aria-hidden />}
          title={t('noOrders')}
          action={<GoShopping />}
          className="my-16"
        />
      ) : (
        <List>
          {memory.orders.map(({ id, number, placedAt }) => (
            <ListRow
              key={id}
              title={t('order', { number })}
              detail={formatTime(placedAt, 'date-time', language, zone)}
              onPress={() => go(`/orders/${id}`)}
            />
          ))}
        </List>
      )}
    </section>
  );
}
