/**
 * The demo shop's pictures, drawn by code: one light, one line, one palette, so that a grid of them looks
 * curated. The same name gives the same bytes, always. Each stays below 3 kB.
 */
import { must } from '../../kernel/invariant.ts';
import { DEMO_ITEMS } from '../shop/all-items.ts';
import { COLOURS, type ColourName, isColour, isScent, SCENTS } from '../shop/colours.ts';
import type { ItemRow } from '../shop/item-row.ts';
import type { Portfolio } from './drawing.ts';
import { GARMENTS } from './garments.ts';
import { LEATHER } from './leather.ts';
import { LINEN_AND_PAPER } from './linen-and-paper.ts';
import { LOWER_GARMENTS } from './lower-garments.ts';
import { OUTERWEAR } from './outerwear.ts';
import { createPen } from './pen.ts';
import { pictureName } from './picture-name.ts';
import { ROOMS } from './rooms.ts';
import { SMALL_THINGS } from './small-things.ts';
import { TABLEWARE } from './tableware.ts';
import { paperBehind } from './tones.ts';

const PORTFOLIO: Portfolio = {
  ...GARMENTS,
  ...LOWER_GARMENTS,
  ...OUTERWEAR,
  ...LEATHER,
  ...SMALL_THINGS,
  ...TABLEWARE,
  ...ROOMS,
  ...LINEN_AND_PAPER,
};

interface Sitter {
  readonly item: ItemRow;
  readonly hex: string;
  /** Which of the papers lies behind: the same for all colours of an item. */
  readonly sheet: number;
}

/** Things without a colour of their own are drawn in their materials, on the paper of this one. */
const PLAIN: ColourName = 'Sand';

function sitters(): ReadonlyMap<string, Sitter> {
  const seats = new Map<string, Sitter>();
  for (const [sheet, item] of DEMO_ITEMS.entries()) {
    for (const option of item.colours.length === 0 ? [null] : item.colours) {
      seats.set(pictureName(item, option), { item, sheet, hex: COLOURS[colourOf(option)].hex });
    }
  }
  return seats;
}

function colourOf(option: string | null): ColourName {
  if (option === null) return PLAIN;
  if (isScent(option)) return SCENTS[option].colour;
  return isColour(option) ? option : PLAIN;
}

let seated: ReadonlyMap<string, Sitter> | undefined;

/** The picture of that file name (`linen-shirt-sage.svg`), or null when this shop has no such picture. */
export function demoPicture(name: string): string | null {
  seated ??= sitters();
  const sitter = seated.get(name);
  return sitter === undefined ? null : draw(sitter);
}

export function demoPictureNames(): readonly string[] {
  seated ??= sitters();
  return [...seated.keys()];
}

function draw({ item, hex, sheet }: Sitter): string {
  const pen = createPen(hex);
  const paper = paperBehind(hex, sheet);
  const goods = must(PORTFOLIO[item.drawing], `somebody can draw a ${item.drawing}`)(pen, item.look);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-34 -1 268 201">' +
    `<style>.p{fill:${paper.day}}@media(prefers-color-scheme:dark){.p{fill:${paper.night}}}</style>` +
    '<rect class="p" x="-34" y="-1" width="268" height="201"/>' +
    `<g fill="none" stroke="${pen.tones.line}" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round">${goods}</g></svg>`
  );
}
