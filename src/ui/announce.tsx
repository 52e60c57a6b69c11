/** Says a short sentence to people who do not look at the screen: what was added, what the total is, that the line is down. */
import { useSyncExternalStore } from 'react';
import { watched } from './listeners.ts';

interface Spoken {
  readonly text: string;
  readonly turn: number;
}

const polite = watched<Spoken>({ text: '', turn: 0 });
const assertive = watched<Spoken>({ text: '', turn: 0 });

/** `assertive` interrupts; it is for what stops the work. */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = urgency === 'polite' ? polite : assertive;
  region.set({ text, turn: region.get().turn + 1 });
}

/** Mounted once, by the app, outside of everything that a dialog hides. */
export function LiveRegion() {
  const calm = useSyncExternalStore(polite.subscribe, polite.get, polite.get);
  const loud = useSyncExternalStore(assertive.subscribe, assertive.get, assertive.get);
  // A new key per turn: the same sentence said twice is still news (the same article scanned twice).
  return (
    <div data-live-announcer="true" className="sr-only">
      <div aria-live="polite" aria-atomic="true">
        <span key={calm.turn}>{calm.text}</span>
      </div>
      <div aria-live="assertive" aria-atomic="true">
        <span key={loud.turn}>{loud.text}</span>
      </div>
    </div>
  );
}
