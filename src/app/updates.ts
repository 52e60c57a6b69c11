/** New versions of the app: noticed, kept waiting, and started only when a person says so. */
import { Workbox } from 'workbox-window';
import { type Watched, watched } from '../ui/index.ts';

export interface Updates {
  readonly isWaiting: Pick<Watched<boolean>, 'get' | 'subscribe'>;
  /** Another window took the new version: this one runs code that the service worker no longer keeps. */
  readonly isReplaced: Pick<Watched<boolean>, 'get' | 'subscribe'>;
  /** Starts the waiting version and reloads this tab, and no other; where it runs already, only reloads. */
  take(): void;
  look(): Promise<void>;
}

const LOOK_EVERY_MS = 60 * 60_000;

export function createUpdates(view: Window, address: string | null): Updates {
  const isWaiting = watched(false);
  const isReplaced = watched(false);
  if (address === null || !view.navigator.serviceWorker) {
    return { isWaiting, isReplaced, take: () => view.location.reload(), look: () => Promise.resolve() };
  }
  const workbox = new Workbox(address);
  workbox.addEventListener('waiting', () => isWaiting.set(true));
  let isTaken = false;
  workbox.addEventListener('controlling', ({ isUpdate }) => {
    if (isTaken) view.location.reload();
    // The very first installation replaces nobody.
    else if (isUpdate) isReplaced.set(true);
  });
  // Without a network or in a private window the app runs as it is.
  workbox.register().catch(() => undefined);
  const look = () => workbox.update().catch(() => undefined);
  view.setInterval(look, LOOK_EVERY_MS);
  return {
    isWaiting,
    isReplaced,
    take() {
      if (isReplaced.get()) return view.location.reload();
      isTaken = true;
      workbox.messageSkipWaiting();
    },
    look,
  };
}
