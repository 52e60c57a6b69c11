/**
 * What a store sells, page by page. Whoever comes back from an item finds the list where they left it; it
 * is asked for anew all the same, as far as it was shown, because what may be promised changes.
 */
import { useCallback, useEffect, useState } from 'react';
import type { Products, ShopRefusal } from './shop-api.ts';
import type { Shop } from './shop-state.ts';

export interface ProductQuery {
  readonly store: string;
  readonly search: string;
  readonly category: string | null;
}

interface Listed {
  readonly items: Products['items'];
  readonly next: string | null;
}

export type Listing =
  | { readonly kind: 'asking' }
  | { readonly kind: 'refused'; readonly refusal: ShopRefusal }
  | { readonly kind: 'there'; readonly listed: Listed };

const PAGES_KEPT = 4;

/** The last list of this window. */
let kept: { readonly shop: Shop; readonly key: string; readonly pages: readonly Products[] } | null = null;

export function useProducts(shop: Shop, query: ProductQuery) {
  const { store, search, category } = query;
  const key = JSON.stringify([store, search, category]);
  const [pages, setPages] = useState<readonly Products[]>(() =>
    kept?.shop === shop && kept.key === key ? kept.pages : [],
  );
  const [refusal, setRefusal] = useState<ShopRefusal | null>(null);
  const [round, setRound] = useState(0);
  const ask = useCallback(
    (after: string | null) =>
      shop.api.products(store, {
        ...(search === '' ? {} : { search }),
        ...(category === null ? {} : { category }),
        ...(after === null ? {} : { after }),
      }),
    [shop, store, search, category],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `pages` says how far to ask when this list is opened; asked again when somebody says so
  useEffect(() => {
    let isOver = false;
    void (async () => {
      const fresh: Products[] = [];
      const wanted = Math.min(PAGES_KEPT, Math.max(1, pages.length));
      for (let after: string | null = null; fresh.length < wanted; ) {
        const page = await ask(after);
        if (isOver) return;
        if (!page.ok) {
          setRefusal(page.refusal);
          return;
        }
        fresh.push(page.value);
        after = page.value.next;
        if (after === null) break;
      }
      setRefusal(null);
      setPages(fresh);
    })();
    return () => {
      isOver = true;
    };
  }, [ask, round]);
  useEffect(() => {
    if (pages.length > 0) kept = { shop, key, pages };
  }, [shop, key, pages]);

  const next = pages.at(-1)?.next ?? null;
  const more = useCallback(async () => {
    const page = await ask(next);
    if (page.ok) setPages((before) => [...before, page.value]);
    else setRefusal(page.refusal);
  }, [ask, next]);
  const again = useCallback(() => setRound((count) => count + 1), []);
  const listing: Listing =
    refusal !== null
      ? { kind: 'refused', refusal }
      : pages.length === 0
        ? { kind: 'asking' }
        : { kind: 'there', listed: { items: pages.flatMap((page) => page.items), next } };
  return { listing, more, again };
}
