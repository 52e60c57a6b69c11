/** Orders of other channels: what to gather, what waits, handing over; and online carts finished at the counter. */
export { OnlineCartScreen } from './online-cart-screen.tsx';
export { OrdersScreen } from './orders-screen.tsx';
