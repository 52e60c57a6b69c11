/** The shift: open, pay in and out, count and close. */
export { ShiftScreen } from './shift-screen.tsx';
