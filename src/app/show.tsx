/** Puts one of the two apps on the page, inside what all screens stand on. */
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '../kernel/invariant.ts';
import {
  ControlsSpeak,
  catchInstallOffer,
  followLayout,
  followPreferences,
  LiveRegion,
  ToastRegion,
} from '../ui/index.ts';
import { ErrorBoundary } from './error-boundary.tsx';

export function show(app: ReactNode): void {
  catchInstallOffer(window);
  followPreferences(document, window.matchMedia('(prefers-color-scheme: dark)'));
  followLayout(window);
  createRoot(must(document.getElementById('root'), 'the page has a place for the app')).render(
    <StrictMode>
      <ControlsSpeak>
        <ErrorBoundary>{app}</ErrorBoundary>
        <ToastRegion />
        <LiveRegion />
      </ControlsSpeak>
    </StrictMode>,
  );
}
