/**
 * Which layout the screen has room for, counted in the size of its text: two panes side by side where
 * there is room for two, one above the other elsewhere. A media query cannot tell, because its rem is the
 * browser's and not the page's: with text at twice its size, a lying tablet has room for one pane.
 *
 * Invariant: `data-layout` on the document (the `landscape:` styles) and `useLandscape` say the same.
 */
import { watched } from './listeners.ts';
import { useWatched } from './use-watched.ts';

export interface Layout {
  readonly isLandscape: boolean;
  /** So low that a pane cannot pin all it would like to pin. */
  readonly isLow: boolean;
}

const LANDSCAPE_WIDTH_MIN_REM = 56;
const LANDSCAPE_HEIGHT_MIN_REM = 24;
const LOW_BELOW_REM = 44;

export function layoutFor(widthPx: number, heightPx: number, remPx: number): Layout {
  const [width, height] = [widthPx / remPx, heightPx / remPx];
  return {
    isLandscape: width >= LANDSCAPE_WIDTH_MIN_REM && height >= LANDSCAPE_HEIGHT_MIN_REM,
    isLow: height < LOW_BELOW_REM,
  };
}

/** What one rem is on the page now. */
export function remPxOf(page: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(page).fontSize) || 16;
}

const current = watched<Layout>({ isLandscape: true, isLow: false });

/** Call once, before the first paint. */
export function followLayout(view: Window & typeof globalThis): () => void {
  const page = view.document.documentElement;
  const apply = () => {
    const next = layoutFor(view.innerWidth, view.innerHeight, remPxOf(page));
    page.dataset.layout = next.isLandscape ? 'landscape' : 'portrait';
    const { isLandscape, isLow } = current.get();
    if (next.isLandscape !== isLandscape || next.isLow !== isLow) current.set(next);
  };
  // One rem wide: the only thing that tells when the size of the text changes.
  const measure = view.document.createElement('span');
  measure.ariaHidden = 'true';
  measure.style.cssText = 'position:fixed;inline-size:1rem;block-size:0;visibility:hidden;pointer-events:none';
  view.document.body.append(measure);
  const watcher = new view.ResizeObserver(apply);
  watcher.observe(measure);
  view.addEventListener('resize', apply);
  apply();
  return () => {
    watcher.disconnect();
    measure.remove();
    view.removeEventListener('resize', apply);
  };
}

export function useLandscape(): boolean {
  return useWatched(current, () => current.get().isLandscape);
}

export function useLowScreen(): boolean {
  return useWatched(current, () => current.get().isLow);
}
