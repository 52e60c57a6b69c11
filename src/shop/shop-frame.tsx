/** What stands around every page of the shop: its name, the store, the cart. */
import { Outlet, useRouterState } from '@tanstack/react-router';
import { MapPin, ShoppingBag } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { cx, LanguageChoice, MoneyProvider, useWatched, useWords } from '../ui/index.ts';
import { ChooseStore } from './choose-store.tsx';
import { ShopLink } from './shop-links.tsx';
import { shortName, useShop } from './shop-state.ts';
import { shopWords } from './words.ts';

const LINK =
  'inline-flex min-h-12 min-w-12 items-center gap-2 rounded-md px-2 font-medium text-ink hover:bg-well sm:px-3 [&_svg]:size-5 [&_svg]:shrink-0';

export function ShopFrame() {
  const shop = useShop();
  const t = useWords(shopWords);
  const { retailer, stores, memory, cart } = useWatched(shop, shop.get);
  const store = stores.find(({ id }) => id === memory.store);
  const isAlive = cart !== null && (cart.state === 'open' || cart.state === 'claimed');
  const pieces = isAlive ? cart.lines.reduce((sum, line) => sum + (line.unit === 'each' ? line.quantity : 1), 0) : 0;
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useFocusOnArrival(path);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that named itself is left
  useEffect(() => {
    document.title = `${retailer} · ${t('shop')}`;
  }, [retailer, t, path]);
  useEffect(() => {
    void shop.refreshCart();
  }, [shop]);

  return (
    <MoneyProvider currency={{ code: store?.currency ?? 'EUR', digits: store?.currencyDigits ?? 2 }}>
      <div className="flex min-h-dvh flex-col">
        <button
          type="button"
          onClick={() => main.current?.focus()}
          className="absolute start-4 top-2 z-20 inline-flex min-h-12 -translate-y-20 items-center rounded-md bg-accent px-5 font-medium text-on-accent focus:translate-y-0"
        >
          {t('skip')}
        </button>
        <header className="sticky top-0 z-10 border-b border-line bg-paper/95 backdrop-blur">
          <div className="mx-auto flex w-full max-w-6xl items-center gap-x-1 px-4 py-2">
            <ShopLink to="/" className="me-auto inline-flex min-h-12 min-w-0 items-center text-xl font-medium text-ink">
              <span className="truncate">{retailer}</span>
            </ShopLink>
            {store ? (
              <>
                <ShopLink to="/stores" className={LINK} aria-label={t('atStore', { store: store.name })}>
                  <MapPin aria-hidden />
                  <span className="max-w-28 truncate sm:max-w-48">{shortName(store.name, retailer)}</span>
                </ShopLink>
                <ShopLink to="/cart" className={LINK} aria-label={t('cartCount', { count: pieces })}>
                  <ShoppingBag aria-hidden />
                  <span className="tabular">{pieces}</span>
                </ShopLink>
              </>
            ) : null}
          </div>
        </header>
        <main
          id="page"
          ref={main}
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl grow px-4 py-6 outline-none sm:py-8"
        >
          {store ? <Outlet /> : <ChooseStore />}
        </main>
        <footer className="border-t border-line">
          <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-6 text-ink-soft">
            <ShopLink to="/orders" className={cx(LINK, '-ms-2 sm:-ms-3')}>
              {t('orders')}
            </ShopLink>
            <LanguageChoice />
          </div>
        </footer>
      </div>
    </MoneyProvider>
  );
}

/** Whoever goes to another page by keyboard or by ear stands at its beginning. */
function useFocusOnArrival(path: string): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
