/** The door of the web shop. */
export { ShopApp } from './shop-app.tsx';
