/** The demo web shop: asks which shop this server shows, then shows its pages. It is online or it is nothing. */
import { createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { Store } from 'lucide-react';
import { useCallback, useState } from 'react';
import { granted } from '../kernel/verdict.ts';
import { EmptyState, Spinner, useWords } from '../ui/index.ts';
import { BrowsePage } from './browse-page.tsx';
import { CartPage } from './cart-page.tsx';
import { ChooseStore } from './choose-store.tsx';
import { GoShopping } from './go-shopping.tsx';
import { ItemPage } from './item-page.tsx';
import { OrderPage } from './order-page.tsx';
import { OrdersPage } from './orders-page.tsx';
import { Refused } from './refused.tsx';
import { connectShop, type Fetch } from './shop-api.ts';
import { ShopFrame } from './shop-frame.tsx';
import { createShop, ShopProvider } from './shop-state.ts';
import { useAnswer } from './use-answer.ts';
import { shopWords } from './words.ts';

function createShopRouter() {
  const root = createRootRoute({ component: ShopFrame, notFoundComponent: NotFound });
  const page = <P extends string>(path: P, component: () => React.ReactNode) =>
    createRoute({ getParentRoute: () => root, path, component });
  const tree = root.addChildren([
    page('/', BrowsePage),
    page('/stores', ChooseStore),
    page('/items/$item', ItemPage),
    page('/cart', CartPage),
    page('/orders', OrdersPage),
    page('/orders/$order', OrderPage),
  ]);
  return createRouter({ routeTree: tree, basepath: '/shop', scrollRestoration: true });
}

const browserFetch: Fetch = (path, init) => globalThis.fetch(path, init);

/** An idempotency key: 24 bytes of chance, base64url. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

export function ShopApp(props: { readonly fetch?: Fetch; readonly storage?: Pick<Storage, 'getItem' | 'setItem'> }) {
  const t = useWords(shopWords);
  const [router] = useState(createShopRouter);
  const { fetch = browserFetch, storage } = props;
  const open = useCallback(async () => {
    const api = await connectShop(fetch, newKey);
    if (!api.ok) return api;
    const stores = await api.value.stores();
    return stores.ok ? granted(createShop(api.value, stores.value, storage ?? localStorage)) : stores;
  }, [fetch, storage]);
  const [opened, again] = useAnswer(open);
  if (opened.kind === 'asking') {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <Spinner label={t('opening')} />
      </main>
    );
  }
  if (opened.kind === 'refused') {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <Refused refusal={opened.refusal} onAgain={again} />
      </main>
    );
  }
  return (
    <ShopProvider value={opened.value}>
      <RouterProvider router={router as never} />
    </ShopProvider>
  );
}

function NotFound() {
  const t = useWords(shopWords);
  return <EmptyState icon={<Store aria-hidden />} title={t('notFound')} action={<GoShopping />} className="my-16" />;
}
