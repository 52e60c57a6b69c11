import { useCallback } from 'react';
import { useWords } from '../ui/index.ts';
import type { ShopRefusal } from './shop-api.ts';
import { shopRefusals } from './words.ts';

const SAID = new Set(Object.keys(shopRefusals.catalogue.en));

/** A refusal in words a client understands; what is not theirs to understand is "something went wrong". */
export function useRefusal(): (refusal: ShopRefusal) => string {
  const t = useWords(shopRefusals);
  return useCallback(
    ({ code, units }) =>
      t((SAID.has(code) ? code : 'not-understood') as keyof typeof shopRefusals.catalogue.en, { units: units ?? 0 }),
    [t],
  );
}
