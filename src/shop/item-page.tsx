/** One item: its picture, its forms, its price, and into the cart. */
import { useParams } from '@tanstack/react-router';
import { ArrowLeft, Check } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { wordsIn } from '../domain/catalog/variant.ts';
import { pictureAddress } from '../protocol/picture-address.ts';
import {
  announce,
  Button,
  cx,
  hueOf,
  hueStyle,
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
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (variant === undefined) return null;
  const held = cart?.lines.find((line) => line.variant === chosen)?.quantity ?? 0;

  // Not disabled meanwhile: a button that goes dead loses the keyboard.
  async function add() {
    if (isAdding) return;
    setAdding(true);
    const answer = await shop.setQuantity(chosen, held + 1, language);
    setAdding(false);
    if (answer.ok) announce(t('added'));
    else showToast({ message: say(answer.refusal), tone: 'act' });
  }

  return (
    <div className="grid items-start gap-8 md:grid-cols-2 lg:gap-12">
      <span
        className="hue-field relative flex aspect-square w-full items-center justify-center overflow-hidden rounded-xl border border-line"
        style={hueStyle(hueOf(item.category))}
      >
        <MarkedPicture
          address={pictureAddress(variant.image)}
          mark={markOf(title)}
          markClassName="text-5xl opacity-80"
        />
      </span>
      <div className="flex flex-col gap-6 md:py-4">
        <h1 className="text-3xl font-medium">{title}</h1>
        <p className="flex items-baseline gap-3">
          <MoneyText minor={variant.priceMinor} size="2xl" />
          {variant.compareAtMinor === null ? null : (
            <MoneyText minor={variant.compareAtMinor} size="lg" tone="struck" />
          )}
        </p>
        <Forms item={item} variant={variant} onChoose={setChosen} />
        <p className={cx('font-medium', variant.availability === 'none' ? 'text-ink-faint' : 'text-good')}>
          {variant.availability === 'in-stock' ? t('inStock') : t(variant.availability)}
        </p>
        <div className="flex flex-wrap items-center gap-4">
          <Button variant="primary" size="xl" isDisabled={variant.availability === 'none'} onPress={() => void add()}>
            {t('addToCart')}
          </Button>
          {held > 0 ? (
            <>
              <Button size="xl" onPress={() => go('/cart')}>
                {t('seeCart')}
              </Button>
              <span className="inline-flex w-full items-center gap-2 text-good">
                <Check aria-hidden className="size-5" />
                <span>
                  {t('added')} · <span className="tabular">{held}</span>
                </span>
              </span>
            </>
          ) : null}
        </div>
        <p className="tabular text-ink-faint">{variant.sku}</p>
      </div>
    </div>
  );
}

type Form = Item['variants'][number];

/** One row of choices for each name an item's forms differ by; a form that is not there is struck out, and can be looked at. */
function Forms(props: { readonly item: Item; readonly variant: Form; readonly onChoose: (variant: string) => void }) {
  const { item, variant } = props;
  const words = [...new Set(item.variants.map(({ options }) => options.length))];
  const isEven = words.length === 1 && words[0] === item.optionNames.length;
  if (item.variants.length < 2) return null;
  if (!isEven) {
    const choices = item.variants.map((one) => ({ text: one.options.join(' · ') || one.sku, form: one }));
    return (
      <Choices name={item.optionNames.join(' · ')} choices={choices} variant={variant} onChoose={props.onChoose} />
    );
  }
  return item.optionNames.map((name, axis) => {
    const values = [...new Set(item.variants.map(({ options }) => options[axis] ?? ''))];
    if (values.length < 2) return null;
    const choices = values.map((text) => ({ text, form: nearest(item.variants, variant, axis, text) }));
    return <Choices key={name} name={name} choices={choices} variant={variant} onChoose={props.onChoose} />;
  });
}

/** Of the forms with this value, the one that keeps most of what was chosen. */
function nearest(forms: readonly Form[], chosen: Form, axis: number, value: string): Form {
  const kept = (form: Form) => form.options.filter((option, at) => option === chosen.options[at]).length;
  const fitting = forms.filter(({ options }) => options[axis] === value);
  return fitting.reduce((best, form) => (kept(form) > kept(best) ? form : best), fitting[0] ?? chosen);
}

function Choices(props: {
  readonly name: string;
  readonly choices: readonly { readonly text: string; readonly form: Form }[];
  readonly variant: Form;
  readonly onChoose: (variant: string) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{props.name}</legend>
      <div className="flex flex-wrap gap-2">
        {props.choices.map(({ text, form }) => {
          const isChosen = form.variant === props.variant.variant;
          return (
            <button
              key={text}
              type="button"
              aria-pressed={isChosen}
              onClick={() => props.onChoose(form.variant)}
              className={cx(
                'min-h-12 min-w-12 rounded-md border px-4 transition-colors',
                isChosen
                  ? 'border-accent-ink bg-accent-wash font-medium text-accent-ink'
                  : 'border-line bg-card hover:border-edge',
                form.availability === 'none' && 'text-ink-faint line-through',
              )}
            >
              {text}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
