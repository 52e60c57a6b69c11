/** Everything this shop can draw. An item's row names one of these, and perhaps a look of it. */
import type { Pen } from './pen.ts';

// biome-ignore format: a list of words reads better in rows
const NAMES = [
  'shirt', 'tee', 'blouse', 'knit', 'cardigan', 'vest', 'robe', 'dress', 'skirt', 'trousers', 'shorts', 'coat', 'jacket',
  'tote', 'crossbody', 'duffel', 'backpack', 'wallet', 'sneaker', 'loafer', 'boot', 'sandal', 'slipper',
  'scarf', 'square', 'beanie', 'hat', 'cap', 'gloves', 'belt', 'socks', 'umbrella', 'sunglasses', 'earrings',
  'mug', 'plate', 'bowl', 'teapot', 'carafe', 'tumbler', 'board', 'napkins', 'apron', 'tray',
  'candle', 'tapers', 'vase', 'cushion', 'throw', 'lamp', 'basket', 'planter', 'tree', 'clock', 'frame', 'diffuser',
  'towel', 'mat', 'duvet', 'pillow', 'soap', 'pump',
  'notebook', 'pen', 'card', 'roll', 'book', 'blocks', 'cards', 'gift', 'needle', 'parcel',
] as const;
export type Drawing = (typeof NAMES)[number];

/** Draws on a sheet of 200 by 200, light from the upper left. */
export type Draw = (pen: Pen, look: string | null) => string;
export type Portfolio<D extends Drawing = Drawing> = { readonly [K in D]: Draw };
