/** One item among others: a link, its picture large, its price plain, and a word where it is short. */
import { wordsIn } from '../domain/catalog/variant.ts';
import { pictureAddress } from '../protocol/picture-address.ts';
import { cx, hueOf, hueStyle, MarkedPicture, MoneyText, markOf, useLanguage, useMoney, useWords } from '../ui/index.ts';
import type { Products } from './shop-api.ts';
import { ShopLink } from './shop-links.tsx';
import { shopWords } from './words.ts';

export function ProductCard({ item }: { readonly item: Products['items'][number] }) {
  const t = useWords(shopWords);
  const language = useLanguage();
  const money = useMoney();
  const title = wordsIn(item.title, language);
  const isGone = item.availability === 'none';
  return (
    <ShopLink to={`/items/${item.item}`} className="group flex h-full flex-col rounded-lg">
      <span
        className="hue-field relative flex aspect-4/5 w-full items-center justify-center overflow-hidden rounded-lg border border-line"
        style={hueStyle(hueOf(item.category))}
      >
        <span
          className={cx(
            'absolute inset-0 flex items-center justify-center transition-transform duration-150 group-hover:scale-[1.02]',
            isGone && 'opacity-50',
          )}
        >
          <MarkedPicture
            address={pictureAddress(item.image)}
            mark={markOf(title)}
            markClassName="text-4xl opacity-80"
          />
        </span>
        {item.availability === 'in-stock' ? null : (
          <span className="absolute start-2 bottom-2 rounded-full border border-line bg-card px-3 py-0.5 text-ink-soft">
            {t(isGone ? 'gone' : 'few')}
          </span>
        )}
      </span>
      <span className="mt-2.5 line-clamp-2 leading-snug font-medium text-ink group-hover:underline group-hover:decoration-1 group-hover:underline-offset-4">
        {title}
      </span>
      <span className="mt-0.5 flex flex-wrap items-baseline gap-x-2 text-ink-soft">
        {item.variants > 1 && item.fromMinor > 0 ? (
          <span className="figures">{t('from', { price: money(item.fromMinor) })}</span>
        ) : (
          <MoneyText minor={item.fromMinor} tone="soft" />
        )}
        {item.compareAtMinor === null ? null : <MoneyText minor={item.compareAtMinor} tone="struck" />}
      </span>
    </ShopLink>
  );
}
