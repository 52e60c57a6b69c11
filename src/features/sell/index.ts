/** The sell screen. */
export { SellScreen } from './sell-screen.tsx';
