export { CameraFinder, type CameraFinderProps } from './camera-finder.tsx';
export { type EnrolFacts, EnrolScreen, type EnrolScreenProps } from './enrol-screen.tsx';
