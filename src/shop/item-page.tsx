/** One item: its picture, its forms, its price, and into the cart. */
import { useParams } from '@tanstack/react-router';
import { ArrowLeft, Check } from 'lucide-react';
import { useCallback, useState } from 'react';
import { wordsIn } from '../domain/catalog/variant.ts';
import { pictureAddress } from '../protocol/picture-address.ts';
import {
  announce,
  Button,
  cx,
  MarkedPicture,
  MoneyText,
  markOf,
  Spinner,
  showToast,
  useLanguage,
  useWatched,
  useWords,
} from '../ui/index.ts';
import { Refused } from './refused.tsx';
import type { Item } from './shop-api.ts';
import { ShopLink, useGo } from './shop-links.tsx';
import { useShop } from './shop-state.ts';
import { useAnswer } from './use-answer.ts';
import { useRefusal } from './use-refusal.ts';
import { shopWords } from './words.ts';

export function ItemPage() {
  const { item } = useParams({ strict: false }) as { readonly item?: string };
  const shop = useShop();
  const t = useWords(shopWords);
  const { memory } = useWatched(shop, shop.get);
  const store = memory.store ?? '';
  const [found, again] = useAnswer(useCallback(() => shop.api.item(store, item ?? ''), [shop, store, item]));
  return (
    <>
      <ShopLink
        to="/"
        className="mb-4 inline-flex min-h-12 items-center gap-2 rounded-md pe-3 font-medium text-accent-ink"
      >
        <ArrowLeft aria-hidden className="size-5" />
        {t('back')}
      </ShopLink>
      {found.kind === 'asking' ? <Spinner label={t('opening')} className="mx-auto my-16" /> : null}
      {found.kind === 'refused' ? <Refused refusal={found.refusal} onAgain={again} /> : null}
      {found.kind === 'there' ? <ItemDetails key={found.value.item} item={found.value} /> : null}
    </>
  );
}

function ItemDetails({ item }: { readonly item: Item }) {
  const shop = useShop();
  const t = useWords(shopWords);
  const say = useRefusal();
  const go = useGo();
  const language = useLanguage();
  const { cart } = useWatched(shop, shop.get);
  const [chosen, setChosen] = useState(
    () => (item.variants.find(({ availability }) => availability !== 'none') ?? item.variants[0])?.variant ?? '',
  );
  const [isAdding, setAdding] = useState(false);
  const title = wordsIn(item.title, language);
  const variant = item.variants.find((one) => one.variant === chosen);
  if (variant === undefined) return null;
  const held = cart?.lines.find((line) => line.variant === chosen)?.quantity ?? 0;

  async function add() {
    setAdding(true);
    const answer = await shop.setQuantity(chosen, held + 1, language);
    setAdding(false);
    if (answer.ok) {
      showToast({ message: t('added'), action: { label: t('seeCart'), onAction: () => go('/cart') } });
    } else {
      showToast({ message: say(answer.refusal), tone: 'act' });
      announce(say(answer.refusal));
    }
  }

  return (
    <div className="grid gap-8 md:grid-cols-2">
      <span className="hue-field relative flex aspect-square w-full items-center justify-center overflow-hidden rounded-xl border border-line bg-well text-5xl text-ink-faint">
        <MarkedPicture address={pictureAddress(variant.image)} mark={markOf(title)} />
      </span>
      <div className="flex flex-col gap-5">
        <h1 className="text-3xl font-medium">{title}</h1>
        <p className="flex items-baseline gap-3">
          <MoneyText minor={variant.priceMinor} size="2xl" />
          {variant.compareAtMinor === null ? null : (
            <MoneyText minor={variant.compareAtMinor} size="lg" tone="struck" />
          )}
        </p>
        {item.variants.length > 1 ? (
          <fieldset>
            <legend className="mb-2 font-medium">{item.optionNames.join(' · ')}</legend>
            <div className="flex flex-wrap gap-2">
              {item.variants.map((one) => (
                <button
                  key={one.variant}
                  type="button"
                  aria-pressed={one.variant === chosen}
                  onClick={() => setChosen(one.variant)}
                  className={cx(
                    'min-h-12 rounded-md border px-4',
                    one.variant === chosen
                      ? 'border-accent bg-accent-wash font-medium text-accent-ink'
                      : 'border-edge bg-card hover:bg-well',
                    one.availability === 'none' && 'text-ink-faint line-through',
                  )}
                >
                  {one.options.join(' · ') || one.sku}
                </button>
              ))}
            </div>
          </fieldset>
        ) : null}
        <p className={cx('font-medium', variant.availability === 'none' ? 'text-ink-faint' : 'text-good')}>
          {variant.availability === 'in-stock' ? t('inStock') : t(variant.availability)}
        </p>
        <div className="flex flex-wrap items-center gap-4">
          <Button
            variant="primary"
            size="xl"
            isDisabled={variant.availability === 'none' || isAdding}
            onPress={() => void add()}
          >
            {t('addToCart')}
          </Button>
          {held > 0 ? (
            <span className="inline-flex items-center gap-2 text-good">
              <Check aria-hidden className="size-5" />
              {t('added')} · <span className="tabular">{held}</span>
            </span>
          ) : null}
        </div>
        <p className="tabular text-ink-faint">{variant.sku}</p>
      </div>
    </div>
  );
}
