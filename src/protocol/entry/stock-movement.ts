/** A stock movement as entries carry it. */
import { z } from 'zod';
import type { StockMovement } from '../../domain/inventory/stock.ts';
import { idOf, whole, wholeNotNegative } from '../scalars.ts';

export const stockMovement = z.strictObject({
  id: idOf('movement'),
  kind: z.enum(['receipt', 'sale', 'return', 'void', 'adjustment', 'reservation', 'release']),
  location: idOf('location'),
  variant: idOf('variant'),
  ordinal: wholeNotNegative,
  bucket: z.enum(['on-hand', 'committed', 'damaged']),
  quantity: whole,
  line: idOf('line').nullable(),
}) satisfies z.ZodType<StockMovement>;
