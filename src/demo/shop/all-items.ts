/** The whole catalogue as rows, in the order of the shelves. */

import type { ItemRow } from './item-row.ts';
import { ACCESSORIES } from './items-accessories.ts';
import { CLOTHING } from './items-clothing.ts';
import { HOME, SERVICES } from './items-home.ts';

export const DEMO_ITEMS: readonly ItemRow[] = [...CLOTHING, ...ACCESSORIES, ...HOME, ...SERVICES];
