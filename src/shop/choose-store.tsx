import { List, ListRow, useWatched, useWords } from '../ui/index.ts';
import { useGo } from './shop-links.tsx';
import { useShop } from './shop-state.ts';
import { shopWords } from './words.ts';

export function ChooseStore() {
  const shop = useShop();
  const t = useWords(shopWords);
  const go = useGo();
  const { stores, memory } = useWatched(shop, shop.get);
  return (
    <section className="mx-auto max-w-xl">
      <h1 className="text-3xl font-medium">{t('chooseStore')}</h1>
      <p className="mt-2 mb-6 text-lg text-ink-soft">{t('chooseStoreText')}</p>
      <List label={t('chooseStore')}>
        {stores.map(({ id, name, address }) => (
          <ListRow
            key={id}
            title={name}
            detail={address.join(', ')}
            isSelected={id === memory.store}
            onPress={() => {
              shop.chooseStore(id);
              go('/');
            }}
          />
        ))}
      </List>
    </section>
  );
}
