/** One tablet, from opening to selling: which gate stands open, who is signed in, when the screen locks. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { SyncPill } from '../features/health/index.ts';
import { SignInScreen } from '../features/sign-in/index.ts';
import type { AssociateDocument } from '../protocol/sync/documents.ts';
import { Spinner, usePreferences, useWatched, useWords } from '../ui/index.ts';
import { afterFrame } from './after-frame.ts';
import { persistStorage } from './companions.ts';
import { type CounterApp, loadCounter } from './counter-part.ts';
import { favouritesOf, followFavourites } from './favourite-pictures.ts';
import { FillScreen } from './fill-screen.tsx';
import { gateOf } from './gate.ts';
import { useIdleLock } from './idle.ts';
import { rememberAssociate, rememberedAssociate } from './last-associate.ts';
import { NoSellingNotice, ReloadNotice, UpdateNotice } from './notices.tsx';
import type { Shell } from './shell-context.tsx';
import type { RunningTablet, TabletOpening } from './tablet.ts';
import { DamagedScreen, UnavailableScreen } from './trouble-screens.tsx';
import { updateOffer } from './update-offer.ts';
import type { Updates } from './updates.ts';
import { appWords } from './words.ts';

/** Seen once in the life of a tablet. */
const EnrolScreen = lazy(async () => ({ default: (await import('../features/enrol/index.ts')).EnrolScreen }));

export interface TabletAppProps {
  /** The same attempt is opened once, however often it is asked for. */
  readonly open: (attempt: number) => Promise<TabletOpening>;
  /** What the first attempt has come to when the app is first shown. */
  readonly atOnce: TabletOpening;
  readonly updates: Updates;
  readonly build: string;
  /** What came with the address (`#enrol=…`), or null. */
  readonly enrolLink: string | null;
}

export function TabletApp(props: TabletAppProps) {
  const { open, atOnce } = props;
  const [attempt, setAttempt] = useState(1);
  const [opening, setOpening] = useState<TabletOpening>(atOnce);
  useEffect(() => {
    open(attempt).then(setOpening, (error: unknown) => setOpening(unavailable(error)));
  }, [open, attempt]);
  const fail = useCallback((error: unknown) => setOpening(unavailable(error)), []);

  switch (opening.kind) {
    case 'opening':
      return <OpeningScreen />;
    case 'not-enrolled':
      return (
        <Suspense fallback={<OpeningScreen />}>
          <EnrolScreen
            link={props.enrolLink}
            enrol={opening.enrol}
            persist={persistStorage}
            onEnrolled={() => setAttempt(attempt + 1)}
          />
        </Suspense>
      );
    case 'damaged':
      return <DamagedScreen opening={opening} />;
    case 'unavailable':
      return <UnavailableScreen cause={opening.cause} />;
    case 'ready':
      return <RunningApp {...props} tablet={opening.tablet} onFault={fail} />;
  }
}

function unavailable(error: unknown): TabletOpening {
  return { kind: 'unavailable', cause: error instanceof Error ? error.name : 'unknown' };
}

/** Opening takes a blink; the words come only when it does not. */
function OpeningScreen() {
  const t = useWords(appWords);
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <Spinner label={t('opening')} className="animate-[arrive_150ms_600ms_both]" />
    </main>
  );
}

interface RunningAppProps extends TabletAppProps {
  readonly tablet: RunningTablet;
  readonly onFault: (error: unknown) => void;
}

function RunningApp({ tablet, updates, build, onFault }: RunningAppProps) {
  const { autoLockMinutes } = usePreferences();
  const store = useWatched(tablet.documents, () => tablet.documents.store());
  const associates = useWatched(tablet.documents, () => tablet.documents.associates());
  const shelf = useWatched(tablet.shelf, () => tablet.shelf.state());
  const cart = useWatched(tablet.openCart, () => tablet.openCart.current());
  const { isWriter } = useWatched(tablet.journal, () => tablet.journal.snapshot());
  const isWaiting = useWatched(updates.isWaiting, updates.isWaiting.get);
  const [signedIn, setSignedIn] = useState<string | null>(null);
  const [lastAssociate, setLastAssociate] = useState(rememberedAssociate);

  useEffect(() => followFavourites({ ...tablet, ...favouritesOf(window) }), [tablet]);

  const [isConnecting, setConnecting] = useState(false);
  const connect = useCallback(() => setConnecting(true), []);

  const counter = useCounterApp(tablet, onFault);
  const lock = useCallback(() => setSignedIn(null), []);
  const signIn = useCallback(
    (person: AssociateDocument) => {
      // Somebody else begins where work begins; the same person goes on where they were.
      if (person.id !== lastAssociate && !isPaying()) {
        if (counter) counter.goHome();
        else window.history.replaceState(null, '', '/');
      }
      setSignedIn(person.id);
      setLastAssociate(person.id);
      rememberAssociate(person.id);
    },
    [counter, lastAssociate],
  );
  useIdleLock(autoLockMinutes, signedIn !== null, () => {
    if (!isPaying()) lock();
  });

  const associate = associates.find(({ id }) => id === signedIn) ?? null;
  const isSignedIn = associate !== null;
  useEffect(() => tablet.clients.setSignedIn(isSignedIn), [tablet, isSignedIn]);
  const isReplaced = useWatched(updates.isReplaced, updates.isReplaced.get);
  const offer = updateOffer({
    isWaiting,
    isReplaced,
    cartLines: cart.lines.length,
    isPaying: isPaying(),
    isWriter,
  });
  const shell = useMemo<Shell | null>(
    () => (associate && store ? { tablet, store, associate, build, updates, updateOffer: offer, lock, connect } : null),
    [tablet, store, associate, build, updates, offer, lock, connect],
  );
  const gate = gateOf({
    opening: 'ready',
    hasStore: store !== null,
    associates: associates.length,
    shelf,
    isShelfRead: counter !== null,
    isSignedIn,
  });

  if (isConnecting) return <ConnectAgain tablet={tablet} onBack={() => setConnecting(false)} />;
  if (gate === 'filling' || !store) return <FillScreen tablet={tablet} onConnect={connect} />;
  if (!shell) {
    return (
      <SignInScreen
        storeName={store.name}
        registerName={tablet.identity.registerName}
        associates={associates}
        lastAssociate={lastAssociate}
        check={tablet.pins.check}
        onSignedIn={signIn}
        cartLines={cart.lines.length}
        status={
          <SyncPill
            journal={tablet.journal}
            sync={tablet.sync}
            documents={tablet.documents}
            timeZone={store.timeZone}
          />
        }
        notice={
          offer === 'reload' ? (
            <ReloadNotice onReload={updates.take} />
          ) : isWriter ? (
            offer === 'ready' && <UpdateNotice onTake={updates.take} />
          ) : (
            <NoSellingNotice journal={tablet.journal} />
          )
        }
      />
    );
  }
  return counter ? counter.render(shell) : <OpeningScreen />;
}

/** The counter's code and the shelf, read once the sign-in stands; null until both are here. */
function useCounterApp(tablet: RunningTablet, onFault: (error: unknown) => void): CounterApp | null {
  const [counter, setCounter] = useState<CounterApp | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const get = async () => {
      await afterFrame(window);
      const [loaded] = await Promise.all([loadCounter(), tablet.readShelf()]);
      if (isCurrent) setCounter(loaded);
    };
    get().catch((error: unknown) => isCurrent && onFault(error));
    return () => {
      isCurrent = false;
    };
  }, [tablet, onFault]);
  return counter;
}

/** Everything of the life before stays in the journal; the new one begins with a fresh start of the app. */
function ConnectAgain({ tablet, onBack }: { readonly tablet: RunningTablet; readonly onBack: () => void }) {
  return (
    <Suspense fallback={<OpeningScreen />}>
      <EnrolScreen
        link={null}
        enrol={tablet.enrol}
        persist={persistStorage}
        onBack={onBack}
        onEnrolled={() => window.location.assign('/')}
      />
    </Suspense>
  );
}

function isPaying(): boolean {
  return window.location.pathname === '/checkout';
}
