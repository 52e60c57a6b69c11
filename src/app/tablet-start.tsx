/** Puts a tablet together: what was opened, updates, and the code that may have come with the address. */
import { preferences, subscribePreferences } from '../ui/index.ts';
import type { openTablet } from './open-tablet.ts';
import { show } from './show.tsx';
import type { RunningTablet, TabletOpening } from './tablet.ts';
import { TabletApp } from './tablet-app.tsx';
import { createUpdates } from './updates.ts';

const SERVICE_WORKER = '/service-worker.js';

const SOUND_VOLUME = 0.6;
/** So long the page stays empty, so that a tablet that opens in a blink is drawn once. */
const BLINK_MS = 500;

export interface Beginning {
  readonly openTablet: typeof openTablet;
  readonly firstOpening: Promise<TabletOpening>;
}

export async function showTablet(view: Window, build: string, beginning: Beginning): Promise<void> {
  const enrolLink = takeEnrolLink(view);
  const updates = createUpdates(view, import.meta.env.PROD ? SERVICE_WORKER : null);
  const openings = new Map([[1, beginning.firstOpening.then(heard)]]);
  const open = (attempt: number) => {
    const opening = openings.get(attempt) ?? beginning.openTablet(view, build).then(heard);
    openings.set(attempt, opening);
    return opening;
  };
  const blink = new Promise<TabletOpening>((resolve) => view.setTimeout(() => resolve({ kind: 'opening' }), BLINK_MS));
  const atOnce = await Promise.race([open(1), blink]).catch((): TabletOpening => ({ kind: 'opening' }));
  show(<TabletApp open={open} atOnce={atOnce} updates={updates} build={build} enrolLink={enrolLink} />);
}

/** A tablet that runs is as loud as it should be here. */
function heard(opening: TabletOpening): TabletOpening {
  if (opening.kind === 'ready') followVolume(opening.tablet.devices.sound);
  return opening;
}

function followVolume(sound: RunningTablet['devices']['sound']): void {
  const apply = () => sound.setVolume(preferences().sounds ? SOUND_VOLUME : 0);
  apply();
  subscribePreferences(apply);
}

/** A one-time code does not stay in the address bar or the history. */
function takeEnrolLink(view: Window): string | null {
  const { hash, pathname } = view.location;
  if (!hash.startsWith('#enrol=')) return null;
  view.history.replaceState(null, '', pathname);
  return hash;
}
