/** What should not have been true and waits for a person: both sides, what to do, and that it was settled. */
export { ExceptionsScreen } from './exceptions-screen.tsx';
