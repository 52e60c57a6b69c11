/** Puts a tablet together: routes, updates, and the code that may have come with the address. */
import { openTablet } from './open-tablet.ts';
import { createTabletRouter } from './routes.tsx';
import type { TabletOpening } from './tablet.ts';
import { TabletApp } from './tablet-app.tsx';
import { createUpdates } from './updates.ts';

const SERVICE_WORKER = '/service-worker.js';

export function tabletApp(view: Window, build: string) {
  const updates = createUpdates(view, import.meta.env.PROD ? SERVICE_WORKER : null);
  const enrolLink = takeEnrolLink(view);
  const router = createTabletRouter();
  const openings = new Map<number, Promise<TabletOpening>>();
  const open = (attempt: number) => {
    const opening = openings.get(attempt) ?? openTablet(view, build);
    openings.set(attempt, opening);
    return opening;
  };
  return <TabletApp open={open} router={router} updates={updates} build={build} enrolLink={enrolLink} />;
}

/** A one-time code does not stay in the address bar or the history. */
function takeEnrolLink(view: Window): string | null {
  const { hash, pathname } = view.location;
  if (!hash.startsWith('#enrol=')) return null;
  view.history.replaceState(null, '', pathname);
  return hash;
}
