/** Puts a tablet together: routes, updates, and the code that may have come with the address. */
import { enrolCodeIn } from '../features/enrol/index.ts';
import { openTablet } from './open-tablet.ts';
import { createTabletRouter } from './routes.tsx';
import type { TabletOpening } from './tablet.ts';
import { TabletApp } from './tablet-app.tsx';
import { createUpdates } from './updates.ts';

const SERVICE_WORKER = '/service-worker.js';

export function tabletApp(view: Window, build: string) {
  const updates = createUpdates(view, import.meta.env.PROD ? SERVICE_WORKER : null);
  const enrolCode = takeEnrolCode(view);
  const router = createTabletRouter();
  const openings = new Map<number, Promise<TabletOpening>>();
  const open = (attempt: number) => {
    const opening = openings.get(attempt) ?? openTablet(view, build);
    openings.set(attempt, opening);
    return opening;
  };
  return <TabletApp open={open} router={router} updates={updates} build={build} enrolCode={enrolCode} />;
}

/** A one-time code does not stay in the address bar or the history. */
function takeEnrolCode(view: Window): string | null {
  const code = enrolCodeIn(view.location.hash);
  if (code) view.history.replaceState(null, '', view.location.pathname);
  return code;
}
