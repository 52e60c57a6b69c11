import { memo } from 'react';
import { wordsIn } from '../../domain/catalog/variant.ts';
import { formatCount, MoneyText, Tile, useLanguage, useWords } from '../../ui/index.ts';
import { markOf, pictureAddress } from '../counter/index.ts';
import type { ItemTileModel } from './item-tiles.ts';
import { StockText } from './stock-text.tsx';
import { sellWords } from './words.ts';

interface ItemTileProps {
  readonly tile: ItemTileModel;
  readonly inCart: number;
  readonly hue: number;
  readonly onChoose: (tile: ItemTileModel) => void;
}

export const ItemTile = memo(function ItemTile({ tile, inCart, hue, onChoose }: ItemTileProps) {
  const t = useWords(sellWords);
  const language = useLanguage();
  const title = wordsIn(tile.row.title, language);
  const badge = inCart > 0 ? formatCount(inCart, language) : null;
  return (
    <Tile
      title={title}
      mark={markOf(title)}
      hue={hue}
      picture={pictureAddress(tile.row.image)}
      detail={<StockText stock={tile.stock} isBrief />}
      amount={
        <span className="ms-auto">
          {tile.priceMinor === null ? t('noPriceTag') : <MoneyText minor={tile.priceMinor} className="font-medium" />}
          {tile.hasSeveralPrices ? '+' : null}
          {inCart > 0 ? <span className="sr-only">, {t('inCart', { count: inCart })}</span> : null}
        </span>
      }
      badge={badge}
      className="min-h-50"
      onPress={() => onChoose(tile)}
    />
  );
});
