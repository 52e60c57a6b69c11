/**
 * Twelve quiet hues for what has no picture: tiles, avatars, categories. Only the angle is named here;
 * lightness and strength come from the theme, so that every hue reads equally well in light and dark.
 */
import type { CSSProperties } from 'react';

/** Degrees on the OKLCH wheel: rose, clay, terracotta, ochre, straw, olive, sage, eucalyptus, mist, slate, iris, plum. */
const ANGLES = [8, 34, 56, 78, 100, 122, 148, 176, 214, 248, 284, 328] as const;

/** One of the twelve that belongs to this id, whatever else is known of it. */
export function hueOf(id: string): number {
  let hash = 7;
  for (let at = 0; at < id.length; at++) hash = (hash * 31 + id.charCodeAt(at)) % 1_000_003;
  return hash % ANGLES.length;
}

/** Goes with the class `hue-field`. Any whole number is taken, round the wheel. */
export function hueStyle(hue: number): CSSProperties {
  const angle = ANGLES[((hue % ANGLES.length) + ANGLES.length) % ANGLES.length];
  return { '--hue': String(angle) } as CSSProperties;
}
