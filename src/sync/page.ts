/** The door for the page of a tablet: sync runs in its worker, and enrolment loads what it needs when a code is sent. */
export { startBrowserSync } from './browser-sync-host.ts';
export { enrolHere } from './enrol-host.ts';
