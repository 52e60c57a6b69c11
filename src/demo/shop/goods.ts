/** A demo variant as a store sells it: the row the server made of its draft, with the price of the store's list. */
import type { Goods } from '../fortnight/basket.ts';
import type { DemoVariant } from './catalogue.ts';

/** What only the server knows: where the variant lies in the packed tables, and its id. */
export interface PlacedVariant {
  readonly ordinal: number;
  readonly id: string;
  readonly item: string;
  readonly category: string;
}

export function goodsOf({ draft }: DemoVariant, placed: PlacedVariant, priceList: string): Goods {
  const { sku, title, options, optionNames, barcodes, taxCategory, image, unit, tracked, popularity, active } = draft;
  const price = draft.prices.find((one) => one.priceList === priceList);
  return {
    ...placed,
    ...{ sku, title, options, optionNames, barcodes, taxCategory, image, unit, tracked, popularity, active },
    priceMinor: price?.priceMinor ?? null,
  };
}
