/** Enrolment over what a browser offers. Its parsers are loaded when a code is sent: once in the life of a tablet. */
import { systemRandom, systemTimers } from '../kernel/system-ports.ts';
import type { JournalStore, KeyVault } from '../replica/index.ts';
import type { enrolTablet } from './enrol.ts';

export async function enrolHere(
  keeper: { readonly vault: KeyVault; readonly store: JournalStore },
  wish: Parameters<typeof enrolTablet>[1],
): ReturnType<typeof enrolTablet> {
  const [enrol, { createFetchHttp }] = await Promise.all([import('./enrol.ts'), import('./http.ts')]);
  const http = createFetchHttp((...request) => fetch(...request));
  return enrol.enrolTablet({ http, timers: systemTimers, random: systemRandom, ...keeper }, wish);
}
