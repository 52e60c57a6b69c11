/**
 * The first file that runs. Tablet, head office and web shop are three apps of one build; none loads another.
 * Nothing is imported here that could keep the tablet's databases from being opened at once.
 */
import './app.css';
import { trustOwnScripts } from './trusted-addresses.ts';

trustOwnScripts(window);

const { pathname } = window.location;
const isOffice = /^\/office(\/|$)/.test(pathname);
const isShop = /^\/shop(\/|$)/.test(pathname);

async function start(): Promise<void> {
  if (isOffice) {
    const { showOffice } = await import('./office-start.tsx');
    return showOffice();
  }
  if (isShop) {
    const { showShop } = await import('./shop-start.tsx');
    return showShop();
  }
  const beginning = import('./begin.ts');
  const { showTablet } = await import('./tablet-start.tsx');
  await showTablet(window, __BUILD__, await beginning);
}

// An app that does not arrive (the network fell, or the server has a newer build) is said, not a white page.
start().catch(async (error: unknown) => {
  const { showFault } = await import('./fault-start.tsx');
  showFault(error);
});
