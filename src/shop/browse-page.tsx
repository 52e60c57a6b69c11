/** What the store sells: by category, by words, what sells most first. */
import { SearchX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { wordsIn } from '../domain/catalog/variant.ts';
import { pictureAddress } from '../protocol/picture-address.ts';
import {
  Button,
  cx,
  EmptyState,
  hueOf,
  MoneyText,
  markOf,
  SearchField,
  Spinner,
  Tile,
  useLanguage,
  useMoney,
  useWatched,
  useWords,
} from '../ui/index.ts';
import { Refused } from './refused.tsx';
import type { Category, Products } from './shop-api.ts';
import { useGo } from './shop-links.tsx';
import { useShop } from './shop-state.ts';
import { useAnswer } from './use-answer.ts';
import { shopWords } from './words.ts';

const TYPING_PAUSE_MS = 200;

export function BrowsePage() {
  const shop = useShop();
  const t = useWords(shopWords);
  const { memory } = useWatched(shop, shop.get);
  const store = memory.store ?? '';
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const [categories] = useAnswer(useCallback(() => shop.api.categories(store), [shop, store]));
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <>
      <h1 className="sr-only">{t('shop')}</h1>
      <div className="flex flex-col gap-4">
        <SearchField label={t('search')} value={typed} onChange={setTyped} className="max-w-xl" />
        {categories.kind === 'there' ? (
          <Categories all={categories.value.categories} selected={category} onSelect={setCategory} />
        ) : null}
      </div>
      <ProductGrid key={`${store} ${search} ${category}`} store={store} search={search} category={category} />
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
    <nav className="-mx-4 flex gap-2 overflow-x-auto px-4 pb-1">
      {chips.map(({ id, title }) => (
        <button
          key={id ?? 'all'}
          type="button"
          aria-pressed={id === props.selected}
          onClick={() => props.onSelect(id)}
          className={cx(
            'min-h-12 shrink-0 rounded-full border px-4 font-medium transition-colors',
            id === props.selected
              ? 'border-accent bg-accent text-on-accent'
              : 'border-edge bg-card text-ink hover:bg-well',
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
  const [pages, setPages] = useState<readonly Products[]>([]);
  const ask = useCallback(
    (after: string | null) =>
      shop.api.products(store, {
        ...(search === '' ? {} : { search }),
        ...(category === null ? {} : { category }),
        ...(after === null ? {} : { after }),
      }),
    [shop, store, search, category],
  );
  const [first, again] = useAnswer(useCallback(() => ask(null), [ask]));
  if (first.kind === 'asking') return <Spinner label={t('opening')} className="mx-auto my-16" />;
  if (first.kind === 'refused') return <Refused refusal={first.refusal} onAgain={again} />;
  const shown = [first.value, ...pages];
  const items = shown.flatMap((page) => page.items);
  const next = shown.at(-1)?.next ?? null;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('nothingFound')}
        text={t('nothingFoundText')}
        className="my-12"
      />
    );
  }
  return (
    <>
      <ul className="mt-6 grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-4">
        {items.map((item) => (
          <li key={item.item}>
            <ProductTile item={item} />
          </li>
        ))}
      </ul>
      {next === null ? null : (
        <div className="mt-8 flex justify-center">
          <Button
            size="lg"
            onPress={() => void ask(next).then((page) => page.ok && setPages((before) => [...before, page.value]))}
          >
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

function ProductTile({ item }: { readonly item: Products['items'][number] }) {
  const t = useWords(shopWords);
  const language = useLanguage();
  const money = useMoney();
  const go = useGo();
  const title = wordsIn(item.title, language);
  return (
    <Tile
      title={title}
      picture={pictureAddress(item.image)}
      mark={markOf(title)}
      hue={hueOf(item.category)}
      onPress={() => go(`/items/${item.item}`)}
      detail={item.availability === 'in-stock' ? undefined : t(item.availability)}
      amount={
        item.variants > 1 ? (
          <span className="figures text-ink">{t('from', { price: money(item.fromMinor) })}</span>
        ) : (
          <MoneyText minor={item.fromMinor} />
        )
      }
      className="h-full w-full"
    />
  );
}
