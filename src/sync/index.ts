/**
 * The door of sync. A page enters by `page.ts`. Tools that ring without a browser use `enrolTablet`, with
 * the store `openJournal` gave, and `createEngine` over a transport of their own, and call `round()`.
 */
export type { Answer, OfflineCause } from './believe.ts';
export { createEngine, type Engine, type EnginePorts } from './engine.ts';
export { type EnrolmentRefusal, enrolmentCodeOf, enrolTablet } from './enrol.ts';
export type { RoundFault } from './fault.ts';
export type { SyncHealth } from './health.ts';
export { createFetchHttp, type Http, type HttpAnswer, type HttpRequest } from './http.ts';
export type { RunningSync, SyncReport } from './report.ts';
export type { SyncPorts } from './start-sync.ts';
export type { LinkState, SyncClient, SyncStatus } from './status.ts';
export type { TabletSync } from './sync-client.ts';
export { createTransport, type Transport } from './transport.ts';
