/// <reference lib="webworker" />
/**
 * Makes the app start without a network. It holds the app's own files and pictures of goods, nothing
 * else: what is sold and what is owed travels through the journal and the sync engine, never through
 * this worker. A new version waits until the app says that nobody is in the middle of a sale.
 */
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { createPictureCache, PICTURE_LIMITS } from './picture-cache.ts';

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: Array<{ url: string; revision: string | null } | string>;
};

/** What the server answers itself, also as a page. */
const SERVERS_OWN = [/^\/api\//, /^\/metrics$/, /^\/healthz$/, /^\/readyz$/, /^\/pictures\//, /^\/shop(\/|$)/];

const pictures = createPictureCache({
  stores: caches,
  ask: (address) => fetch(address),
  estimate: () => navigator.storage.estimate(),
  now: () => Date.now(),
  limits: PICTURE_LIMITS,
});

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: SERVERS_OWN }));

registerRoute(
  ({ url, sameOrigin, request }) => sameOrigin && request.method === 'GET' && url.pathname.startsWith('/pictures/'),
  ({ url, event }) => pictures.answer(url.pathname, (work) => event.waitUntil(work)),
);

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'SKIP_WAITING') {
    event.waitUntil(self.skipWaiting());
  }
});
clientsClaim();
