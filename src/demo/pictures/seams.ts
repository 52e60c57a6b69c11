/** What sewing leaves on cloth: rows of buttons, vertical seams. */
import type { Pen } from './pen.ts';

export const buttons = (pen: Pen, x: number, from: number, to: number, step: number, colour?: string): string => {
  let row = '';
  for (let y = from; y <= to; y += step) row += pen.dot(x, y, 1.7, colour);
  return row;
};

/** A path of upright lines over the whole height of a garment. */
export function verticals(from: number, to: number, step: number): string {
  let path = '';
  for (let x = from; x <= to; x += step) path += `M${x} 30V175`;
  return path;
}
