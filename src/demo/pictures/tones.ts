/** From one colour of the palette to the few tones a drawing needs of it: lit, in shade, its lines, and the paper behind. */
import { must } from '../../kernel/invariant.ts';

export interface Tones {
  readonly fill: string;
  readonly light: string;
  readonly shade: string;
  readonly line: string;
}

type Rgb = readonly [number, number, number];

const INK = '#24231f';
const LIGHT = '#fffaf0';

function rgbFrom(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** `part` of `other` in a hundred, the rest of `hex`. */
export function mix(hex: string, other: string, part: number): string {
  const [a, b] = [rgbFrom(hex), rgbFrom(other)];
  const blended = a.map((channel, i) => Math.round(channel + ((must(b[i], 'three channels') - channel) * part) / 100));
  return `#${blended.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Perceived lightness, 0 to 255 (ITU-R BT.601 weights). */
export function lightness(hex: string): number {
  const [r, g, b] = rgbFrom(hex);
  return Math.round((299 * r + 587 * g + 114 * b) / 1000);
}

/** Dark cloth shows its seams as lighter lines, pale cloth as darker ones. */
export function tonesOf(hex: string): Tones {
  const depth = lightness(hex);
  if (depth < 96) {
    return { fill: hex, light: mix(hex, LIGHT, 11), shade: mix(hex, INK, 38), line: mix(hex, LIGHT, 30) };
  }
  return {
    fill: hex,
    light: mix(hex, LIGHT, 34),
    shade: mix(hex, INK, depth > 205 ? 13 : 17),
    line: mix(hex, INK, depth > 205 ? 40 : 46),
  };
}

/**
 * Paper behind the goods: a few quiet tints, by day deeper behind pale goods. In a dark room all are equally
 * light (OKLCH 0.40): dark enough for pale goods, light enough for the lines of dark ones.
 */
const PAPERS = [
  { light: '#efe8dc', deep: '#d8cdbb', night: '#4c473f' },
  { light: '#e9e8e1', deep: '#cbccc1', night: '#474940' },
  { light: '#efe5df', deep: '#d9c6bc', night: '#4f4542' },
  { light: '#e6e9ea', deep: '#c6cdd0', night: '#41494f' },
] as const;

export interface Paper {
  readonly day: string;
  readonly night: string;
}

export function paperBehind(hex: string, sheet: number): Paper {
  const paper = must(PAPERS[sheet % PAPERS.length], 'a sheet of paper');
  return { day: lightness(hex) > 190 ? paper.deep : paper.light, night: paper.night };
}
