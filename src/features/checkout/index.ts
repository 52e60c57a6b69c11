/** Checkout: tenders, change, and the finished sale. */
export { CheckoutScreen } from './checkout-screen.tsx';
