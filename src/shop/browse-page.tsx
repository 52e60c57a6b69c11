/** What the store sells: by category, by words, what sells most first. */
import { SearchX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { wordsIn } from '../domain/catalog/variant.ts';
import { Button, cx, EmptyState, SearchField, Spinner, useLanguage, useWatched, useWords } from '../ui/index.ts';
import { ProductCard } from './product-card.tsx';
import { Refused } from './refused.tsx';
import type { Category } from './shop-api.ts';
import { useShop } from './shop-state.ts';
import { useAnswer } from './use-answer.ts';
import { useProducts } from './use-products.ts';
import { shopWords } from './words.ts';

const TYPING_PAUSE_MS = 200;

export function BrowsePage() {
  const shop = useShop();
  const t = useWords(shopWords);
  const { memory, wanted } = useWatched(shop, shop.get);
  const store = memory.store ?? '';
  const [typed, setTyped] = useState(wanted.search);
  const [categories] = useAnswer(useCallback(() => shop.api.categories(store), [shop, store]));
  useEffect(() => {
    const timer = setTimeout(() => shop.want({ search: typed.trim() }), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [shop, typed]);
  return (
    <>
      <h1 className="sr-only">{t('shop')}</h1>
      <div className="flex flex-col gap-4">
        <SearchField
          label={t('search')}
          placeholder={t('searchHint')}
          value={typed}
          onChange={setTyped}
          className="max-w-xl"
        />
        <Categories
          all={categories.kind === 'there' ? categories.value.categories : []}
          selected={wanted.category}
          onSelect={(category) => shop.want({ category })}
        />
      </div>
      <ProductGrid key={`${store} ${wanted.search} ${wanted.category}`} store={store} {...wanted} />
    </>
  );
}

function Categories(props: {
  readonly all: readonly Category[];
  readonly selected: string | null;
  readonly onSelect: (category: string | null) => void;
}) {
  const t = useWords(shopWords);
  const language = useLanguage();
  const chips = [
    { id: null, title: t('all') },
    ...props.all
      .filter(({ parent }) => parent === null)
      .map(({ id, title }) => ({ id, title: wordsIn(title, language) })),
  ];
  return (
    <nav
      aria-label={t('categories')}
      className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {chips.map(({ id, title }) => (
        <button
          key={id ?? 'all'}
          type="button"
          aria-pressed={id === props.selected}
          onClick={() => props.onSelect(id)}
          className={cx(
            'min-h-12 shrink-0 rounded-full border px-5 font-medium transition-colors',
            id === props.selected
              ? 'border-accent bg-accent text-on-accent'
              : 'border-line bg-card text-ink hover:border-edge',
          )}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}

function ProductGrid(props: { readonly store: string; readonly search: string; readonly category: string | null }) {
  const { store, search, category } = props;
  const shop = useShop();
  const t = useWords(shopWords);
  const { listing, more, again } = useProducts(shop, { store, search, category });
  if (listing.kind === 'asking') return <Spinner label={t('opening')} className="mx-auto my-24" />;
  if (listing.kind === 'refused') return <Refused refusal={listing.refusal} onAgain={again} />;
  const { items, next } = listing.listed;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('nothingFound')}
        text={t('nothingFoundText')}
        className="my-16"
      />
    );
  }
  return (
    <>
      <ul className="mt-8 grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-6 lg:grid-cols-4">
        {items.map((item) => (
          <li key={item.item}>
            <ProductCard item={item} />
          </li>
        ))}
      </ul>
      {next === null ? null : (
        <div className="mt-10 flex justify-center">
          <Button size="lg" onPress={() => void more()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}
