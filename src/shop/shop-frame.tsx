/** What stands around every page of the shop: its name, the store, the cart. */
import { Outlet } from '@tanstack/react-router';
import { MapPin, ShoppingBag } from 'lucide-react';
import { useEffect } from 'react';
import { LanguageChoice, MoneyProvider, useWatched, useWords } from '../ui/index.ts';
import { ChooseStore } from './choose-store.tsx';
import { ShopLink } from './shop-links.tsx';
import { useShop } from './shop-state.ts';
import { shopWords } from './words.ts';

const LINK =
  'inline-flex min-h-12 items-center gap-2 rounded-md px-3 font-medium text-ink hover:bg-well [&_svg]:size-5 [&_svg]:shrink-0';

export function ShopFrame() {
  const shop = useShop();
  const t = useWords(shopWords);
  const { retailer, stores, memory, cart } = useWatched(shop, shop.get);
  const store = stores.find(({ id }) => id === memory.store);
  const pieces = cart?.lines.reduce((sum, line) => sum + (line.unit === 'each' ? line.quantity : 1), 0) ?? 0;

  useEffect(() => {
    document.title = `${retailer} · ${t('shop')}`;
  }, [retailer, t]);
  useEffect(() => {
    void shop.refreshCart();
  }, [shop]);

  return (
    <MoneyProvider currency={{ code: store?.currency ?? 'EUR', digits: store?.currencyDigits ?? 2 }}>
      <div className="flex min-h-dvh flex-col">
        <header className="sticky top-0 z-10 border-b border-line bg-paper/95 backdrop-blur">
          <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2">
            <ShopLink to="/" className="me-auto inline-flex min-h-12 items-center text-xl font-medium text-ink">
              {retailer}
            </ShopLink>
            {store ? (
              <>
                <ShopLink to="/stores" className={LINK} aria-label={t('atStore', { store: store.name })}>
                  <MapPin aria-hidden />
                  <span className="max-w-48 truncate">{store.name.replace(`${retailer} `, '')}</span>
                </ShopLink>
                <ShopLink to="/cart" className={LINK} aria-label={t('cartCount', { count: pieces })}>
                  <ShoppingBag aria-hidden />
                  <span className="tabular">{pieces}</span>
                </ShopLink>
              </>
            ) : null}
          </div>
        </header>
        <main className="mx-auto w-full max-w-6xl grow px-4 py-6">{store ? <Outlet /> : <ChooseStore />}</main>
        <footer className="border-t border-line">
          <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-4 px-4 py-6 text-ink-soft">
            <ShopLink to="/orders" className={LINK}>
              {t('orders')}
            </ShopLink>
            <LanguageChoice />
          </div>
        </footer>
      </div>
    </MoneyProvider>
  );
}
