/** Of the demo shop, what nearly every browser test needs: somebody who may do everything, and a code to scan. */
import { DEMO_ASSOCIATES } from '../../src/demo/shop/associates.ts';
import { DEMO_VARIANTS } from '../../src/demo/shop/catalogue.ts';
import { must } from '../../src/kernel/invariant.ts';

export const MANAGER = must(DEMO_ASSOCIATES[0], 'the demo shop has a manager');

/** Counted goods with a code. */
export const GOODS = must(
  DEMO_VARIANTS.find(({ draft }) => draft.tracked && draft.barcodes.length > 0)?.draft,
  'the demo shop has goods with a code',
);

export const CODE = must(GOODS.barcodes[0], 'they carry a code');
