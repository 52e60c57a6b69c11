/// <reference lib="webworker" />
/**
 * Makes the app start without a network. It holds the app's own files and pictures of goods, nothing
 * else: what is sold and what is owed travels through the journal and the sync engine, never through
 * this worker. A new version waits until the app says that nobody is in the middle of a sale.
 */
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: Array<{ url: string; revision: string | null } | string>;
};

/** What the server answers itself, also as a page. */
const SERVERS_OWN = [/^\/api\//, /^\/metrics$/, /^\/healthz$/, /^\/readyz$/, /^\/pictures\//, /^\/shop(\/|$)/];
const PICTURES = 'evertill-pictures-1';
const PICTURES_MAX = 2_000;

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: SERVERS_OWN }));

registerRoute(
  ({ url, sameOrigin, request }) => sameOrigin && request.method === 'GET' && url.pathname.startsWith('/pictures/'),
  ({ request, event }) => picture(request, event),
);

/** From the cache first: a picture's name changes when the picture does. The oldest give way to new ones. */
async function picture(request: Request, event: ExtendableEvent): Promise<Response> {
  const cache = await caches.open(PICTURES);
  const kept = await cache.match(request);
  if (kept) return kept;
  const fresh = await fetch(request).catch(() => null);
  if (!fresh) return new Response(null, { status: 504 });
  const isPicture = fresh.ok && (fresh.headers.get('content-type') ?? '').startsWith('image/');
  if (isPicture) event.waitUntil(keep(cache, request, fresh.clone()));
  return fresh;
}

async function keep(cache: Cache, request: Request, response: Response): Promise<void> {
  try {
    await cache.put(request, response);
    const names = await cache.keys();
    for (const oldest of names.slice(0, Math.max(0, names.length - PICTURES_MAX))) await cache.delete(oldest);
  } catch {
    // The disk is full: money comes first, pictures can be fetched again.
    await caches.delete(PICTURES);
  }
}

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'SKIP_WAITING') {
    event.waitUntil(self.skipWaiting());
  }
});
clientsClaim();
