/** Coats and jackets. */
import type { Draw, Portfolio } from './drawing.ts';
import { BRASS, mirrored } from './pen.ts';

const coat: Draw = (pen, look) => {
  const { tones } = pen;
  const outline = mirrored(
    [85, 32],
    [
      [64, 40],
      [52, 46, 46, 66],
      [36, 126],
      [52, 131],
      [63, 84],
      [look === 'rain' ? 54 : 58, 174],
      [100, 177],
    ],
  );
  const sleeves = pen.both(pen.line('M64 41Q69 64 63 84') + pen.line('M38 116L54 121'));
  if (look === 'rain') {
    return (
      pen.part('M82 40Q72 18 100 16Q128 18 118 40Q100 52 82 40Z') +
      pen.tint('M87 38Q82 25 100 23Q118 25 113 38Q100 46 87 38Z', tones.shade) +
      pen.body(outline) +
      sleeves +
      pen.tint('M86 33Q100 48 114 33Q100 29 86 33Z', tones.shade) +
      pen.line('M86 33Q100 50 114 33') +
      pen.line('M100 44V176M107 46V176') +
      [62, 86, 110, 134].map((y) => pen.dot(103.5, y, 2, BRASS)).join('') +
      pen.both(pen.line('M66 120H86V126H66Z')) +
      pen.line('M96 46L93 66M112 44L115 64', { width: 2 })
    );
  }
  const trench = look === 'trench';
  const fastening = trench
    ? [66, 84, 124, 142].map((y) => pen.dot(91, y, 2.3, tones.line) + pen.dot(111, y, 2.3, tones.line)).join('')
    : [92, 112, 132].map((y) => pen.dot(104, y, 2.4, tones.line)).join('');
  return (
    pen.body(outline) +
    sleeves +
    pen.tint('M85 32L100 70L115 32Q100 27 85 32Z', tones.shade) +
    pen.line(trench ? 'M82 82L84 177' : 'M97 84V177') +
    pen.part('M85 31L77 37L74 58L86 58L98 84L100 72ZM115 31L123 37L126 58L114 58L102 84L100 72Z') +
    fastening +
    pen.both(pen.line(trench ? 'M68 132L80 128M64 52Q74 62 82 62' : 'M66 124H86V130H66Z')) +
    (trench
      ? pen.part('M60 100H140V109H60Z') + pen.part('M93 98H107V111H93Z', '#76523a')
      : pen.line('M112 62L122 62', { width: 2 }))
  );
};

const jacket: Draw = (pen, look) => {
  const { tones } = pen;
  const outline = mirrored(
    [85, 42],
    [
      [65, 50],
      [52, 56, 46, 76],
      [35, 136],
      [51, 141],
      [63, 96],
      [60, 154],
      [look === 'blazer' ? 82 : 80, look === 'blazer' ? 166 : 157, 100, look === 'blazer' ? 158 : 157],
    ],
  );
  const sleeves = pen.both(pen.line('M65 51Q70 76 63 96') + pen.line('M37 127L53 132'));
  if (look === 'blazer') {
    return (
      pen.body(outline) +
      sleeves +
      pen.tint('M85 42L100 104L115 42Q100 37 85 42Z', '#f1eadc') +
      pen.line('M100 104L101 158') +
      pen.part('M85 41L76 47L72 66L82 68L80 74L100 108L101 98ZM115 41L124 47L128 66L118 68L120 74L100 112L99 100Z') +
      pen.dot(101, 118, 2.2, tones.line) +
      pen.dot(102, 134, 2.2, tones.line) +
      pen.both(pen.line('M68 130L88 132')) +
      pen.line('M114 86L128 84', { width: 2.2 })
    );
  }
  const waxed = look === 'waxed';
  return (
    pen.body(outline) +
    sleeves +
    pen.tint('M86 42Q100 54 114 42Q100 38 86 42Z', tones.shade) +
    pen.line('M97 54V157M105 54V157') +
    [64, 82, 100, 118, 136].map((y) => pen.dot(101, y, 2.1, waxed ? BRASS : tones.line)).join('') +
    (waxed
      ? pen.both(pen.part('M66 116H90V142H66ZM65 112H91V122H65Z')) +
        pen.both(pen.part('M86 40L100 54L90 70L76 48Z', '#5b4030'))
      : pen.both(pen.line('M67 112H90V140H67ZM67 117H90')) +
        pen.line('M111 76H129V96H111Z') +
        pen.both(pen.part('M86 40L100 54L90 68L76 47Z')))
  );
};

export const OUTERWEAR = { coat, jacket } satisfies Partial<Portfolio>;
