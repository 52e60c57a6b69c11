/** One picture per item and colour: `linen-shirt-sage.svg`. Sizes share it. */
import type { ItemRow } from '../shop/item-row.ts';

export function pictureName(item: ItemRow, colour: string | null): string {
  const words = colour === null ? item.title[0] : `${item.title[0]} ${colour}`;
  const plain = words.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '');
  return `${plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}.svg`;
}
