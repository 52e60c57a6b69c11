export { saveFile } from './export-unsent.tsx';
export { type HealthFacts, type HealthState, healthOf, type StorageFacts } from './health-model.ts';
export { HealthScreen, type HealthScreenProps } from './health-screen.tsx';
export { healthText } from './health-text.ts';
export { SyncPill, type SyncPillProps } from './sync-pill.tsx';
export { useWaiting } from './use-health.ts';
