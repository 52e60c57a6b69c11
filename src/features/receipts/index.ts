/** Receipts: find, copy, take back, void. */
export { ReceiptsScreen } from './receipts-screen.tsx';
