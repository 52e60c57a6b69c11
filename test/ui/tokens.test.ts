import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../support/sources.ts';

const css = readFileSync(join(PROJECT, 'src/ui/tokens.css'), 'utf8');

function rolesOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map([...block.matchAll(/--([a-z-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

const light = rolesOf(':root');
const dark = new Map([...light, ...rolesOf(':root[data-theme="dark"]')]);

function luminanceOfRgb(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function luminanceOfHex(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  return luminanceOfRgb([(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]);
}

/** OKLCH to linear light, by Björn Ottosson's matrices (https://bottosson.github.io/posts/oklab/). */
function luminanceOfOklch(lightness: number, chroma: number, degrees: number): number {
  const a = chroma * Math.cos((degrees * Math.PI) / 180);
  const b = chroma * Math.sin((degrees * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
  const [low = 0, high = 0] = [one, other].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['paper', 'card', 'raised', 'well', 'accent-wash'];
/** Prices, totals and status are read across a counter, in shop light. */
const STRONG: readonly (readonly [string, readonly string[]])[] = [
  ['ink', GROUNDS],
  ['ink-soft', ['paper', 'card', 'raised', 'well']],
  ['accent-ink', ['paper', 'card', 'raised']],
  ['good', ['good-wash', 'paper', 'card']],
  ['watch', ['watch-wash', 'paper', 'card']],
  ['act', ['act-wash', 'paper', 'card']],
  ['on-accent', ['accent', 'accent-press']],
];
const READABLE: readonly (readonly [string, readonly string[]])[] = [
  ['ink-faint', ['paper', 'card', 'raised', 'well', 'line']],
  ['on-danger', ['danger', 'danger-press']],
  ['accent-ink', ['accent-wash']],
  ['danger', ['paper', 'card']],
];
const EDGES: readonly (readonly [string, readonly string[]])[] = [
  ['edge', ['paper', 'card', 'raised', 'well']],
  ['focus', ['paper', 'card', 'raised', 'well']],
  ['accent', ['paper', 'card', 'raised']],
];

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('the %s theme', (_, roles) => {
  const of = (role: string) => luminanceOfHex(roles.get(role) ?? '');
  const tooWeak = (pairs: typeof STRONG, floor: number) =>
    pairs.flatMap(([ink, grounds]) =>
      grounds
        .map((ground) => ({ pair: `${ink} on ${ground}`, ratio: contrast(of(ink), of(ground)) }))
        .filter(({ ratio }) => !(ratio >= floor))
        .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`),
    );

  test('prices, totals and status stand out by seven or more', () => {
    expect(tooWeak(STRONG, 7)).toEqual([]);
  });

  test('all other text by four and a half or more', () => {
    expect(tooWeak(READABLE, 4.5)).toEqual([]);
  });

  test('edges of controls and the focus ring by three or more', () => {
    expect(tooWeak(EDGES, 3)).toEqual([]);
  });

  test('initials stand out on every hue of a tile', () => {
    const number = (role: string) => Number(roles.get(role));
    for (let hue = 0; hue < 360; hue += 4) {
      const field = luminanceOfOklch(number('hue-field-lightness'), number('hue-field-chroma'), hue);
      const ink = luminanceOfOklch(number('hue-ink-lightness'), number('hue-ink-chroma'), hue);
      expect(contrast(field, ink)).toBeGreaterThan(7);
    }
  });
});

test('no text is smaller than the root size', () => {
  const sizes = [...css.matchAll(/--text-[a-z0-9]+: ([0-9.]+)rem;/g)].map(([, size]) => Number(size));
  expect(sizes.length).toBeGreaterThan(6);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
});
