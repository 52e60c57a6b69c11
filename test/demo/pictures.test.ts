// @vitest-environment happy-dom
/** The drawn pictures: well-formed, small, the same every time, and without anything that loads or runs. */
import { describe, expect, test } from 'vitest';
import { demoPicture, demoPictureNames } from '../../src/demo/pictures/index.ts';
import { lightness, paperBehind, tonesOf } from '../../src/demo/pictures/tones.ts';
import { COLOURS } from '../../src/demo/shop/colours.ts';

const names = demoPictureNames();
const pictures = names.map((name) => [name, demoPicture(name) ?? ''] as const);

/** A stack of names, no more: every element that opens is closed in its turn, every attribute is quoted once. */
function faultOfXml(text: string): string | null {
  const open: string[] = [];
  const rest = text.replaceAll(
    /<(\/?)([A-Za-z]+)((?:\s[\w-]+="[^"<&]*")*)\s*(\/?)>/g,
    (_, ends, name, attributes, empty) => {
      const keys = [...attributes.matchAll(/\s([\w-]+)=/g)].map((match) => match[1]);
      if (new Set(keys).size !== keys.length) open.push(`${name} repeats an attribute`);
      else if (ends === '/') {
        if (open.pop() !== name) open.push(`${name} closes out of turn`);
      } else if (empty !== '/') open.push(name);
      return '';
    },
  );
  if (open.length > 0) return `left open: ${open.join(' ')}`;
  return /[<>&]/.test(rest) ? `not understood: ${rest}` : null;
}

describe('the demo pictures', () => {
  test('there are more than two hundred, each under its own file name', () => {
    expect(names.length).toBeGreaterThan(200);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.svg$/);
  });

  test('each is well-formed XML of less than 3 kB that draws numbers only', () => {
    expect(faultOfXml('<svg><g></svg>')).not.toBeNull();
    for (const [name, svg] of pictures) {
      expect(faultOfXml(svg), name).toBeNull();
      expect(new TextEncoder().encode(svg).length, name).toBeLessThan(3_000);
      expect(svg, name).not.toMatch(/NaN|undefined|null/);
      expect(svg, name).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox=/);
    }
  });

  test('none loads, links or runs anything', () => {
    for (const [name, svg] of pictures) {
      expect(svg, name).not.toMatch(/<script|<foreignObject|<image|\son\w+=|javascript:/i);
      for (const [, target] of svg.matchAll(/href="([^"]*)"/g)) expect(target, name).toMatch(/^#/);
      expect(svg.replace('http://www.w3.org/2000/svg', ''), name).not.toContain('://');
    }
  });

  test('the same name gives the same bytes, another name another picture, a strange name none', () => {
    expect(demoPicture('linen-shirt-sage.svg')).toBe(demoPicture('linen-shirt-sage.svg'));
    expect(demoPicture('linen-shirt-sage.svg')).not.toBe(demoPicture('linen-shirt-navy.svg'));
    for (const name of ['', 'linen-shirt-sage', '../package.json', 'linen-shirt-pink.svg', 'constructor']) {
      expect(demoPicture(name), name).toBeNull();
    }
  });

  test('goods stand out from the paper behind them, by day and by night', () => {
    for (const [name, { hex }] of Object.entries(COLOURS)) {
      for (let sheet = 0; sheet < 4; sheet++) {
        const paper = paperBehind(hex, sheet);
        const edge = lightness(tonesOf(hex).line);
        const parted = (ground: string) =>
          Math.max(Math.abs(lightness(ground) - lightness(hex)), Math.abs(lightness(ground) - edge));
        expect(parted(paper.day), `${name} by day`).toBeGreaterThan(24);
        expect(parted(paper.night), `${name} by night`).toBeGreaterThan(24);
      }
    }
  });
});
