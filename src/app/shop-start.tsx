/** The web shop, in a client's browser. */
import { ShopApp } from '../shop/index.ts';
import { show } from './show.tsx';

export function showShop(): void {
  show(<ShopApp />);
}
