/**
 * Pictures of what this shop sells most come to the tablet by themselves, so that they are there when the
 * network is not: quietly, one after another, never over a connection that somebody pays for by the byte.
 * Asking is all that happens here; the service worker keeps them, and takes each asking as a look, so that
 * favourites stay when others go.
 */

import type { Clock } from '../kernel/ports.ts';
import { pictureAddress } from '../protocol/picture-address.ts';
import type { Shelf } from '../replica/index.ts';
import type { SyncClient } from '../sync/index.ts';

const ITEMS = 60;
const PICTURES_MAX = 180;
/** Less than the smaller half of what the service worker keeps. */
const BYTES_MAX = 12_000_000;
const EVERY_MS = 6 * 3_600_000;
const AFTER_A_FAULT_MS = 60_000;

export interface FavouritePorts {
  readonly shelf: Pick<Shelf, 'browse' | 'state' | 'subscribe'>;
  readonly sync: Pick<SyncClient, 'status' | 'subscribe'>;
  readonly clock: Clock;
  /** False on a connection that is paid by the byte, and where nobody would keep what comes. */
  mayAsk(): boolean;
  /** Tells when that may have changed. */
  subscribe(listener: () => void): () => void;
  /** Resolves when the tablet has nothing better to do. */
  rest(): Promise<void>;
  /** How many bytes came; null when the network or the server did not answer. */
  ask(address: string): Promise<number | null>;
}

/** What the grid shows first comes first, then its other colours. Null while the shelf does not show all goods yet. */
export async function favouritePictures(shelf: Pick<Shelf, 'browse'>): Promise<readonly string[] | null> {
  const { items, complete } = await shelf.browse({ category: null, offset: 0, limit: ITEMS });
  if (!complete) return null;
  const images = [
    ...items.map(({ row }) => row.image),
    ...items.flatMap(({ variants }) => variants.map((v) => v.image)),
  ];
  const addresses = images.map(pictureAddress).filter((address) => address !== null);
  return [...new Set(addresses)].slice(0, PICTURES_MAX);
}

/** Begins when the shelf is whole and the server answers, and again some hours later. Gives what ends it. */
export function followFavourites({ shelf, sync, clock, mayAsk, subscribe, rest, ask }: FavouritePorts): () => void {
  let isOver = false;
  let isAsking = false;
  let notBefore = 0;

  const isTime = () =>
    !isOver &&
    shelf.state().phase === 'ready' &&
    sync.status().link === 'online' &&
    clock.now() >= notBefore &&
    mayAsk();

  async function askForAll(): Promise<number> {
    const addresses = await favouritePictures(shelf);
    // The shelf tells when it has put them in order.
    if (addresses === null) return 0;
    let bytes = 0;
    for (const address of addresses) {
      await rest();
      if (!isTime()) return 0;
      const came = await ask(address);
      if (came === null) return AFTER_A_FAULT_MS;
      bytes += came;
      if (bytes >= BYTES_MAX) break;
    }
    return EVERY_MS;
  }

  async function look(): Promise<void> {
    if (isAsking || !isTime()) return;
    isAsking = true;
    const pause = await askForAll().catch(() => AFTER_A_FAULT_MS);
    notBefore = clock.now() + pause;
    isAsking = false;
  }

  const stops = [shelf, sync, { subscribe }].map((source) => source.subscribe(() => void look()));
  void look();
  return () => {
    isOver = true;
    for (const stop of stops) stop();
  };
}

interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Of this browser. Safari tells neither of its connection nor when it rests. */
export function favouritesOf(view: Window): Pick<FavouritePorts, 'mayAsk' | 'subscribe' | 'rest' | 'ask'> {
  const { connection, serviceWorker } = view.navigator as Navigator & { readonly connection?: Connection };
  return {
    mayAsk: () => Boolean(serviceWorker?.controller) && !connection?.saveData && connection?.type !== 'cellular',
    subscribe(listener) {
      // The first service worker takes over some seconds after the first start.
      serviceWorker?.addEventListener('controllerchange', listener);
      return () => serviceWorker?.removeEventListener('controllerchange', listener);
    },
    rest: () =>
      new Promise((resolve) => {
        if (view.requestIdleCallback) view.requestIdleCallback(() => resolve());
        else view.setTimeout(resolve, 200);
      }),
    async ask(address) {
      const answer = await view.fetch(address, { priority: 'low' }).catch(() => null);
      if (answer === null || answer.status >= 500) return null;
      return answer.blob().then(
        ({ size }) => size,
        () => null,
      );
    },
  };
}
