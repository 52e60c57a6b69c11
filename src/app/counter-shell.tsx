/** The frame around every counter screen: header, bars that concern all of them, and the counter context they stand on. */
import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useLayoutEffect, useMemo, useState } from 'react';
import { type Counter, CounterProvider, HeaderSlotProvider, type Place } from '../features/counter/index.ts';
import { MoneyProvider, useWatched, useWords } from '../ui/index.ts';
import { useUnsentBadge, useWakeLock } from './companions.ts';
import { HeaderBar } from './header-bar.tsx';
import { CounterNotices } from './notices.tsx';
import { useShell } from './shell-context.tsx';
import { appWords } from './words.ts';

const CameraSheet = lazy(async () => ({ default: (await import('./camera-sheet.tsx')).CameraSheet }));

/** Screens that take a scan: goods to sell, receipts to find, what a client shows of an order or cart. */
const SCANNED_FOR = /^\/$|^\/(receipts|orders|carts)/;

export function pathOf(place: Place): string {
  switch (place.screen) {
    case 'sell':
      return '/';
    case 'receipt':
      return `/receipts/${place.order}`;
    case 'order':
      return `/orders/${place.order}`;
    case 'online-cart':
      return `/carts/${place.cart}`;
    case 'client':
      return `/clients/${place.client}`;
    case 'checkout':
    case 'receipts':
    case 'shift':
    case 'report':
    case 'orders':
    case 'exceptions':
    case 'clients':
      return `/${place.screen}`;
  }
}

/** What belongs to the visit and not to the address. */
function stateOf(place: Place) {
  if (place.screen === 'receipt' && place.claim) return { state: { claim: place.claim } };
  if (place.screen === 'order' && place.code) return { state: { code: place.code } };
  return {};
}

export function CounterShell() {
  const t = useWords(appWords);
  const { tablet, store, associate, lock, connect, updates, updateOffer } = useShell();
  const router = useRouter();
  const { pathname } = useLocation();
  const [isCameraOpen, setCameraOpen] = useState(false);
  const { unsent, shift } = useWatched(tablet.journal, () => tablet.journal.snapshot());
  const { link } = useWatched(tablet.sync, () => tablet.sync.status());
  useUnsentBadge(unsent);
  useWakeLock(shift !== null);

  const counter = useMemo<Counter>(
    () => ({
      ...tablet,
      store,
      associate,
      go: (place) => void router.navigate({ to: pathOf(place), ...stateOf(place) }),
      openCamera: navigator.mediaDevices ? () => setCameraOpen(true) : null,
    }),
    [tablet, store, associate, router],
  );

  // On a screen that takes no scans (the report, the shift) a scan is the next customer's.
  useLayoutEffect(() => counter.devices.scanner.keepUnheard(() => counter.go({ screen: 'sell' })), [counter]);

  return (
    <CounterProvider counter={counter}>
      <MoneyProvider currency={store.currency}>
        <HeaderSlotProvider>
          <div className="safe-area flex h-dvh flex-col">
            <a
              href="#work"
              className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-raised focus:px-4 focus:py-3 focus:shadow-float"
            >
              {t('skip')}
            </a>
            <HeaderBar
              tablet={tablet}
              storeName={store.name}
              timeZone={store.timeZone}
              associate={associate}
              path={pathname}
              onGo={(path) => void router.navigate({ to: path })}
              onSwitch={lock}
              onCamera={SCANNED_FOR.test(pathname) && navigator.mediaDevices ? () => setCameraOpen(true) : null}
            />
            <CounterNotices
              journal={tablet.journal}
              isRevoked={link === 'revoked'}
              isReplaced={updateOffer === 'reload'}
              onReload={updates.take}
              onConnect={connect}
            />
            <div id="work" className="flex min-h-0 grow flex-col overflow-y-auto">
              <Outlet />
            </div>
          </div>
          {isCameraOpen ? (
            <Suspense>
              <CameraSheet isOpen onClose={() => setCameraOpen(false)} scanner={tablet.devices.scanner} />
            </Suspense>
          ) : null}
        </HeaderSlotProvider>
      </MoneyProvider>
    </CounterProvider>
  );
}
