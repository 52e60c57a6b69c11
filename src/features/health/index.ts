export { saveFile } from './export-unsent.tsx';
export { HealthScreen, type HealthScreenProps } from './health-screen.tsx';
export { SyncPill, type SyncPillProps } from './sync-pill.tsx';
