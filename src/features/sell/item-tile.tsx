import { memo } from 'react';
import { wordsIn } from '../../domain/catalog/variant.ts';
import { pictureAddress } from '../../protocol/picture-address.ts';
import { formatCount, hueOf, MoneyText, markOf, Tile, useLanguage, useWords } from '../../ui/index.ts';
import { quantitiesByVariant, useOfCart } from '../counter/index.ts';
import type { ItemTileModel } from './item-tiles.ts';
import { StockText } from './stock-text.tsx';
import { sellWords } from './words.ts';

interface ItemTileProps {
  readonly tile: ItemTileModel;
  readonly onChoose: (tile: ItemTileModel) => void;
}

/** Each tile watches the cart for its own goods: a scan draws the tile it concerns, and no other. */
export const ItemTile = memo(function ItemTile({ tile, onChoose }: ItemTileProps) {
  const t = useWords(sellWords);
  const language = useLanguage();
  const inCart = useOfCart((cart) => {
    const quantities = quantitiesByVariant(cart);
    return quantities.size === 0 ? 0 : tile.variants.reduce((sum, { id }) => sum + (quantities.get(id) ?? 0), 0);
  });
  const title = wordsIn(tile.row.title, language);
  const badge = inCart > 0 ? formatCount(inCart, language) : null;
  return (
    <Tile
      title={title}
      mark={markOf(title)}
      hue={hueOf(tile.item)}
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
      onPress={() => onChoose(tile)}
    />
  );
});
