export { CameraFinder, type CameraFinderProps } from './camera-finder.tsx';
export { enrolCodeIn } from './enrol-code.ts';
export { type EnrolFacts, EnrolScreen, type EnrolScreenProps } from './enrol-screen.tsx';
