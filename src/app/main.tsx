/** The first file that runs. Head office and the tablet are two apps of one build; neither loads the other. */
import './app.css';
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
import { BrokenScreen, ErrorBoundary, faultOf } from './error-boundary.tsx';
import { trustOwnScripts } from './trusted-addresses.ts';

trustOwnScripts(window);
catchInstallOffer(window);
followPreferences(document, window.matchMedia('(prefers-color-scheme: dark)'));
followLayout(window);

const isOffice = /^\/office(\/|$)/.test(window.location.pathname);
const place = must(document.getElementById('root'), 'the page has a place for the app');

async function appHere() {
  if (isOffice) {
    const { OfficeApp } = await import('../office/index.ts');
    return <OfficeApp />;
  }
  return (await import('./tablet-start.tsx')).tabletApp(window, __BUILD__);
}

function show(app: ReactNode) {
  createRoot(place).render(
    <StrictMode>
      <ControlsSpeak>
        <ErrorBoundary>{app}</ErrorBoundary>
        <ToastRegion />
        <LiveRegion />
      </ControlsSpeak>
    </StrictMode>,
  );
}

// An app that does not arrive (the network fell, or the server has a newer build) is said, not a white page.
void appHere().then(show, (error: unknown) => show(<BrokenScreen fault={faultOf(error)} />));
