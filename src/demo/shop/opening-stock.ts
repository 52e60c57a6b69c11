/**
 * What lay on the shelves a fortnight ago. Most sizes are there; some are down to one or two, some sold
 * out in one store and wait in another, a few lie in the warehouse only. The web shop sells from the warehouse.
 */
import { chanceOf } from '../chance.ts';
import { DEMO_VARIANTS } from './catalogue.ts';
import { type LocationKey, STORE_KEYS } from './locations.ts';

export interface OpeningStock {
  readonly sku: string;
  readonly at: LocationKey;
  readonly quantity: number;
}

export function openingStock(): readonly OpeningStock[] {
  const rows: OpeningStock[] = [];
  for (const { draft } of DEMO_VARIANTS) {
    if (!draft.tracked) continue;
    const chance = chanceOf(`stock ${draft.sku}`);
    const warehouseOnly = chance.hits(4);
    const usual = 4 + Math.round(draft.popularity / 4);
    for (const at of STORE_KEYS) {
      const mood = chance.between(1, 100);
      const quantity = mood <= 9 ? 0 : mood <= 24 ? chance.between(1, 3) : chance.between(usual - 2, usual + 6);
      rows.push({ sku: draft.sku, at, quantity: warehouseOnly ? 0 : quantity });
    }
    rows.push({ sku: draft.sku, at: 'warehouse', quantity: chance.hits(6) ? 0 : chance.between(usual, usual * 4) });
  }
  return rows;
}
