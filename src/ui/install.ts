/**
 * Whether the app runs from the home screen, and how a person gets it there. iPads fire no install event
 * and call themselves Macintosh; their fingers give them away.
 */
import { watched } from './listeners.ts';

export type Platform = 'ipad' | 'android' | 'desktop';

export interface InstallFacts {
  readonly isInstalled: boolean;
  readonly platform: Platform;
}

export function platformOf(agent: { readonly userAgent: string; readonly maxTouchPoints: number }): Platform {
  if (/Android/i.test(agent.userAgent)) return 'android';
  if (/iPad|iPhone|iPod/.test(agent.userAgent)) return 'ipad';
  return /Macintosh/.test(agent.userAgent) && agent.maxTouchPoints > 1 ? 'ipad' : 'desktop';
}

export function installFacts(view: Window): InstallFacts {
  const standalone = (view.navigator as Navigator & { standalone?: boolean }).standalone === true;
  return {
    isInstalled: standalone || view.matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches,
    platform: platformOf(view.navigator),
  };
}

interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

const offered = watched<InstallEvent | null>(null);

/** The browser's own install button, kept until a person wants it. Called once at start, before it may come. */
export function catchInstallOffer(view: Window): void {
  view.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offered.set(event as InstallEvent);
  });
  view.addEventListener('appinstalled', () => offered.set(null));
}

export const installOffer = { get: () => offered.get() !== null, subscribe: offered.subscribe };

export async function takeInstallOffer(): Promise<void> {
  const event = offered.get();
  offered.set(null);
  await event?.prompt();
}
