/**
 * The pen all goods are drawn with, so that they share one line, one light and one shadow: outlines of
 * 1.6 units with round joins, light from the upper left, shade on the right, a short soft shadow below.
 */
import { type Tones, tonesOf } from './tones.ts';

/** A stretch of an outline: a straight line to a point, or a curve by its control point to a point. */
export type Stretch = readonly [x: number, y: number] | readonly [cx: number, cy: number, x: number, y: number];

/** Materials that are never the colour of the goods. */
export const WOOD = '#c1986a';
export const BRASS = '#bd9548';
export const CREAM = '#f1eadc';
export const LEAF = '#71835c';
export const STEEL = '#a9adac';
export const SHADE_INK = '#24231f';

/** Outline of a thing that is the same left and right: its left half from the top, mirrored at x = 100. */
export function mirrored(start: readonly [number, number], half: readonly Stretch[], neckline?: number): string {
  const to = (stretch: Stretch) => (stretch.length === 2 ? `L${stretch.join(' ')}` : `Q${stretch.join(' ')}`);
  const ends: (readonly [number, number])[] = [
    start,
    ...half.map((s): [number, number] => [s.at(-2) ?? 0, s.at(-1) ?? 0]),
  ];
  let path = `M${start.join(' ')}${half.map(to).join('')}`;
  const [lastX, lastY] = ends.at(-1) ?? start;
  if (lastX !== 100) path += `L${200 - lastX} ${lastY}`;
  for (let i = half.length - 1; i >= 0; i--) {
    const stretch = half[i];
    const end = ends[i];
    if (stretch === undefined || end === undefined) continue;
    const [x, y] = [200 - end[0], end[1]];
    path += stretch.length === 2 ? `L${x} ${y}` : `Q${200 - stretch[0]} ${stretch[1]} ${x} ${y}`;
  }
  return neckline === undefined ? `${path}Z` : `${path}Q100 ${neckline} ${start.join(' ')}Z`;
}

export interface Pen {
  readonly tones: Tones;
  /** A solid thing: shadow, cloth, what is drawn on it (clipped to it), shade on its right, outline. */
  body(outline: string, options?: { of?: string; on?: string; shadeFrom?: number }): string;
  /** A smaller part with its own outline, without a shadow. */
  part(outline: string, colour?: string): string;
  /** A tint without an outline. */
  tint(outline: string, colour: string, percent?: number): string;
  /** A seam, a fold, a handle. */
  line(path: string, options?: { width?: number; of?: string; dash?: string; percent?: number }): string;
  dot(x: number, y: number, radius: number, colour?: string): string;
  oval(x: number, y: number, rx: number, ry: number, colour?: string): string;
  /** The fragment and its mirror image at x = 100. */
  both(fragment: string): string;
  /** Rows of horizontal stripes. */
  stripes(from: number, to: number, step: number, width: number, colour?: string): string;
  /** A band of ribbing as knitwear ends in. */
  rib(path: string, width: number): string;
}

export function createPen(hex: string): Pen {
  const tones = tonesOf(hex);
  let bodies = 0;
  const pen: Pen = {
    tones,
    body: (outline, options = {}) => {
      const n = bodies++;
      const own = options.of === undefined ? tones : tonesOf(options.of);
      const edge = options.shadeFrom ?? 124;
      return (
        `<defs><path id="b${n}" d="${outline}"/></defs><clipPath id="c${n}"><use href="#b${n}"/></clipPath>` +
        `<use href="#b${n}" transform="translate(3 5)" fill="${SHADE_INK}" stroke="none" opacity=".13"/>` +
        `<g clip-path="url(#c${n})"><path d="M0 0H200V200H0Z" fill="${own.fill}" stroke="none"/>${options.on ?? ''}` +
        `<path d="M${edge} 0H250V200H${edge}Q${edge + 12} 100 ${edge} 0Z" fill="${own.shade}" stroke="none" opacity=".55"/></g>` +
        `<use href="#b${n}" stroke="${own.line}"/>`
      );
    },
    part: (outline, colour) => {
      const own = colour === undefined ? tones : tonesOf(colour);
      return `<path d="${outline}" fill="${own.fill}" stroke="${own.line}"/>`;
    },
    tint: (outline, colour, percent = 100) =>
      `<path d="${outline}" fill="${colour}" stroke="none"${percent === 100 ? '' : ` opacity="${percent / 100}"`}/>`,
    line: (path, { width, of, dash, percent } = {}) =>
      `<path d="${path}" fill="none"${width === undefined ? '' : ` stroke-width="${width}"`}` +
      `${of === undefined ? '' : ` stroke="${of}"`}${dash === undefined ? '' : ` stroke-dasharray="${dash}" stroke-linecap="butt"`}` +
      `${percent === undefined ? '' : ` opacity="${percent / 100}"`}/>`,
    dot: (x, y, radius, colour = tones.line) =>
      `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}" stroke="none"/>`,
    oval: (x, y, rx, ry, colour = tones.shade) =>
      `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${colour}"/>`,
    both: (fragment) => `${fragment}<g transform="matrix(-1 0 0 1 200 0)">${fragment}</g>`,
    stripes: (from, to, step, width, colour = tones.line) => {
      let path = '';
      for (let y = from; y <= to; y += step) path += `M20 ${y}H180`;
      return `<path d="${path}" stroke="${colour}" stroke-width="${width}" fill="none"/>`;
    },
    rib: (path, width) =>
      `<path d="${path}" fill="none" stroke="${tones.line}" stroke-width="${width}" stroke-dasharray="1.5 3" stroke-linecap="butt" opacity=".55"/>`,
  };
  return pen;
}
