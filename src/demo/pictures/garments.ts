/** What is worn on the body, laid flat or hung straight. */
import type { Draw, Portfolio } from './drawing.ts';
import { BRASS, CREAM, mirrored, type Stretch } from './pen.ts';
import { buttons, verticals } from './seams.ts';
import { mix } from './tones.ts';

const LONG_SLEEVES: readonly Stretch[] = [
  [66, 51],
  [52, 57, 46, 76],
  [34, 136],
  [50, 141],
  [63, 96],
  [62, 160],
  [78, 164, 100, 164],
];
const SHORT_SLEEVES: readonly Stretch[] = [
  [66, 51],
  [52, 58, 37, 82],
  [54, 94],
  [63, 84],
  [62, 160],
  [78, 163, 100, 163],
];

const shirt: Draw = (pen, look) => {
  const { tones } = pen;
  const outline = mirrored([86, 43], look === 'short' ? SHORT_SLEEVES : LONG_SLEEVES);
  const cloth =
    look === 'stripe' ? pen.line(verticals(44, 156, 7), { width: 2.4, of: mix(tones.fill, CREAM, 62) }) : '';
  const cuffs = look === 'short' ? pen.both(pen.line('M40 77L57 89')) : pen.both(pen.line('M36 128L52.5 132.5'));
  const collar =
    look === 'band'
      ? pen.part('M85 43Q100 53 115 43L114 36Q100 41 86 36Z')
      : pen.both(pen.part('M86 41L100 55L91 68L78 47Z'));
  return (
    pen.body(outline, { on: cloth }) +
    pen.both(pen.line('M66 52Q70 76 63 97')) +
    cuffs +
    pen.tint('M86 42Q100 54 114 42Q100 38 86 42Z', tones.shade) +
    pen.line('M97 56V164M104 56V164') +
    buttons(pen, 100.5, look === 'band' ? 60 : 68, 156, 18) +
    (look === 'band' || look === 'stripe' ? '' : pen.line('M112 84H128V98Q120 104 112 98Z')) +
    collar +
    (look === 'button-down' ? pen.both(pen.dot(91, 64, 1.6)) : '')
  );
};

const tee: Draw = (pen, look) => {
  const outline = mirrored([83, 45], look === 'breton' ? LONG_SLEEVES : SHORT_SLEEVES, 64);
  const cloth =
    look === 'breton' ? pen.tint('M0 0H200V200H0Z', CREAM) + pen.stripes(74, 160, 10, 3.6, pen.tones.fill) : '';
  const seams =
    look === 'breton'
      ? pen.both(pen.line('M66 52Q70 76 63 97'))
      : pen.both(pen.line('M66 52Q71 68 63 84') + pen.line('M40 78L56 90'));
  const neck =
    look === 'polo'
      ? pen.line('M97 60V92M104 60V92') +
        pen.dot(100.5, 72, 1.7) +
        pen.dot(100.5, 84, 1.7) +
        pen.both(pen.part('M84 41L100 57L90 67L76 47Z'))
      : pen.line('M79 47Q100 72 121 47');
  return (
    pen.body(outline, { on: cloth }) +
    seams +
    neck +
    (look === 'breton' ? '' : pen.line('M62 154Q100 159 138 154', { percent: 60 }))
  );
};

const blouse: Draw = (pen) =>
  pen.body(
    mirrored(
      [84, 44],
      [
        [68, 50],
        [50, 60, 42, 92],
        [34, 112, 38, 132],
        [54, 134],
        [60, 120, 65, 98],
        [60, 158],
        [80, 163, 100, 161],
      ],
      60,
    ),
  ) +
  pen.both(
    pen.line('M68 51Q72 76 65 98') + pen.rib('M38 130L54 132', 6) + pen.line('M84 62Q82 84 76 96', { percent: 60 }),
  ) +
  pen.line('M100 58V160') +
  pen.part('M100 58Q84 48 80 60Q84 72 100 58Q116 48 120 60Q116 72 100 58Z') +
  pen.part('M98 60L90 92L99 88ZM102 60L109 96L101 90Z') +
  pen.dot(100, 59, 3, pen.tones.shade);

const knit: Draw = (pen, look) => {
  const { tones } = pen;
  const short = look === 'short';
  const outline = mirrored([82, 46], short ? SHORT_SLEEVES : LONG_SLEEVES, look === 'vee' ? 46 : 60);
  const inlay =
    look === 'stripe'
      ? pen.stripes(84, 140, 14, 6, CREAM)
      : look === 'cable'
        ? pen.both(pen.line(braid(76), { width: 2.2 })) + pen.line(braid(100), { width: 2.2 })
        : pen.line(verticals(50, 150, 6), { width: 0.8, percent: 22 });
  const neck =
    look === 'roll'
      ? pen.part('M80 48Q78 36 82 30Q100 25 118 30Q122 36 120 48Q100 60 80 48Z') + pen.rib('M81 40Q100 48 119 40', 11)
      : look === 'vee'
        ? pen.tint('M83 45L100 78L117 45Q100 40 83 45Z', tones.shade) +
          pen.line('M79 46L100 84L121 46') +
          pen.line('M83 45L100 78L117 45')
        : pen.line('M77 48Q100 76 123 48') + pen.rib('M80 47Q100 69 120 47', 6);
  const cuffs = short ? pen.both(pen.rib('M38 80L55 92', 7)) : pen.both(pen.rib('M35 132L51 137', 10));
  return (
    pen.body(outline, { on: inlay }) +
    pen.both(pen.line(short ? 'M66 52Q71 68 63 84' : 'M66 52Q70 76 63 97')) +
    cuffs +
    pen.rib('M62 157Q100 163 138 157', 10) +
    pen.line('M62 151Q100 157 138 151') +
    neck
  );
};

function braid(x: number): string {
  let path = '';
  for (let y = 66; y < 148; y += 14)
    path += `M${x - 5} ${y}Q${x + 6} ${y + 5} ${x - 5} ${y + 14}M${x + 5} ${y}Q${x - 6} ${y + 5} ${x + 5} ${y + 14}`;
  return path;
}

const cardigan: Draw = (pen) =>
  pen.body(mirrored([84, 44], LONG_SLEEVES), { on: pen.line(verticals(50, 150, 6), { width: 0.8, percent: 22 }) }) +
  pen.tint('M84 43L100 92L116 43Q100 38 84 43Z', pen.tones.shade) +
  pen.both(
    pen.line('M66 52Q70 76 63 97') +
      pen.rib('M35 132L51 137', 10) +
      pen.line('M80 45L97 94V164') +
      pen.line('M70 128H90V146H70Z'),
  ) +
  pen.line('M104 94V164') +
  buttons(pen, 100.5, 100, 150, 16, BRASS) +
  pen.rib('M62 158Q100 164 138 158', 9);

const vest: Draw = (pen, look) => {
  const outline = mirrored(
    [84, 42],
    [
      [70, 47],
      [66, 70, 60, 88],
      [58, 160],
      [78, 164, 100, 164],
    ],
  );
  const quilt =
    look === 'quilt' ? pen.stripes(64, 158, 15, 1.4) : pen.line(verticals(50, 150, 6), { width: 0.8, percent: 22 });
  return (
    pen.body(outline, { on: quilt }) +
    (look === 'quilt'
      ? pen.part('M82 44Q82 34 86 31Q100 27 114 31Q118 34 118 44Q100 52 82 44Z') +
        pen.line('M100 48V164', { width: 2.4 }) +
        pen.dot(100, 56, 2.4, BRASS) +
        pen.both(pen.line('M66 118L82 124'))
      : pen.tint('M85 42L100 90L115 42Q100 37 85 42Z', pen.tones.shade) +
        pen.both(pen.line('M80 43L98 94V163')) +
        buttons(pen, 101, 100, 152, 17))
  );
};

const robe: Draw = (pen) => {
  const waffle = pen.line(verticals(34, 170, 7), { width: 1, percent: 40 }) + pen.stripes(50, 180, 7, 0.7);
  return (
    pen.body(
      mirrored(
        [84, 34],
        [
          [64, 42],
          [50, 50, 44, 74],
          [36, 116],
          [56, 120],
          [63, 92],
          [56, 176],
          [100, 178],
        ],
      ),
      { on: waffle },
    ) +
    pen.tint('M85 34L100 84L115 34Q100 30 85 34Z', pen.tones.shade) +
    pen.both(pen.line('M64 43Q69 70 63 92')) +
    pen.part('M84 33L76 38L92 92L100 84ZM116 33L124 38L104 100L96 92L100 84Z') +
    pen.line('M102 104L112 178') +
    pen.part('M61 98Q100 108 139 98V107Q100 117 61 107Z') +
    pen.line('M96 110L88 142M104 110L108 138', { width: 4, of: pen.tones.line })
  );
};

export const GARMENTS = { shirt, tee, blouse, knit, cardigan, vest, robe } satisfies Partial<Portfolio>;
