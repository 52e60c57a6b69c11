/** The addresses of a tablet. The sell screen is in the first load; the others come when they are first opened, from the app's own cache. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  useNavigate,
} from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { SellScreen } from '../features/sell/index.ts';
import { Button, EmptyState, useWords } from '../ui/index.ts';
import { CounterShell } from './counter-shell.tsx';
import { BrokenScreen } from './error-boundary.tsx';
import { appWords } from './words.ts';

const root = createRootRoute({
  component: CounterShell,
  errorComponent: Broken,
  notFoundComponent: NotFound,
});

const sell = createRoute({ getParentRoute: () => root, path: '/', component: SellScreen });
const checkout = createRoute({
  getParentRoute: () => root,
  path: '/checkout',
  component: lazyRouteComponent(() => import('../features/checkout/index.ts'), 'CheckoutScreen'),
});
const receipts = createRoute({
  getParentRoute: () => root,
  path: '/receipts',
  component: lazyRouteComponent(() => import('./receipt-pages.tsx'), 'ReceiptsPage'),
});
const receipt = createRoute({
  getParentRoute: () => root,
  path: '/receipts/$order',
  component: lazyRouteComponent(() => import('./receipt-pages.tsx'), 'ReceiptPage'),
});
const shift = createRoute({
  getParentRoute: () => root,
  path: '/shift',
  component: lazyRouteComponent(() => import('../features/shift/index.ts'), 'ShiftScreen'),
});
const report = createRoute({
  getParentRoute: () => root,
  path: '/report',
  component: lazyRouteComponent(() => import('../features/report/index.ts'), 'ReportScreen'),
});
const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  component: lazyRouteComponent(() => import('./order-pages.tsx'), 'OrdersPage'),
});
/** Drawn by its parent, beside the list. */
const order = createRoute({ getParentRoute: () => orders, path: '$order' });
const onlineCart = createRoute({
  getParentRoute: () => root,
  path: '/carts/$cart',
  component: lazyRouteComponent(() => import('./order-pages.tsx'), 'OnlineCartPage'),
});
const clients = createRoute({
  getParentRoute: () => root,
  path: '/clients',
  component: lazyRouteComponent(() => import('./client-pages.tsx'), 'ClientsPage'),
});
/** Drawn by its parent, beside the list. */
const client = createRoute({ getParentRoute: () => clients, path: '$client' });
const exceptions = createRoute({
  getParentRoute: () => root,
  path: '/exceptions',
  component: lazyRouteComponent(() => import('../features/exceptions/index.ts'), 'ExceptionsScreen'),
});
const health = createRoute({
  getParentRoute: () => root,
  path: '/health',
  component: lazyRouteComponent(() => import('./own-pages.tsx'), 'HealthPage'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./own-pages.tsx'), 'SettingsPage'),
});

const tree = root.addChildren([
  sell,
  checkout,
  receipts,
  receipt,
  orders.addChildren([order]),
  clients.addChildren([client]),
  onlineCart,
  exceptions,
  shift,
  report,
  health,
  settings,
]);

export function createTabletRouter() {
  return createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultErrorComponent: Broken,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: TabletRouter;
  }
  interface HistoryState {
    /** The code of the receipt that is looked at, when it was scanned: it belongs to the visit, not to the address. */
    readonly claim?: string;
    /** What the client of the order that is looked at showed, likewise. */
    readonly code?: string;
  }
}

export type TabletRouter = ReturnType<typeof createTabletRouter>;

function Broken({ error, reset }: ErrorComponentProps) {
  const navigate = useNavigate();
  const fault = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
  const back = () => {
    reset();
    void navigate({ to: '/' });
  };
  return <BrokenScreen fault={fault} onBack={back} />;
}

function NotFound() {
  const t = useWords(appWords);
  const navigate = useNavigate();
  return (
    <main>
      <EmptyState
        icon={<Compass aria-hidden />}
        title={t('notFoundTitle')}
        action={
          <Button variant="primary" size="lg" onPress={() => void navigate({ to: '/' })}>
            {t('brokenBack')}
          </Button>
        }
      />
    </main>
  );
}
