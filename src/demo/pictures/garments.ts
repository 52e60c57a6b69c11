/** What is worn on the body, laid flat or hung straight. */
import type { Draw, Portfolio } from './drawing.ts';
import { BRASS, CREAM, mirrored, type Pen, type Stretch } from './pen.ts';
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

const buttons = (pen: Pen, x: number, from: number, to: number, step: number, colour?: string): string => {
  let row = '';
  for (let y = from; y <= to; y += step) row += pen.dot(x, y, 1.7, colour);
  return row;
};

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

function verticals(from: number, to: number, step: number): string {
  let path = '';
  for (let x = from; x <= to; x += step) path += `M${x} 30V175`;
  return path;
}

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
        pen.both(pen.line('M80 43L98 94V163') + pen.rib('M68 50Q64 72 59 88', 6)) +
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

const dress: Draw = (pen, look) => {
  const { tones } = pen;
  if (look === 'slip') {
    return (
      pen.line('M80 56L84 28M120 56L116 28', { width: 1.6, of: tones.line }) +
      pen.body(
        mirrored(
          [79, 56],
          [
            [72, 74, 74, 94],
            [60, 130, 54, 170],
            [76, 176, 100, 176],
          ],
          76,
        ),
      ) +
      pen.both(pen.line('M84 108Q80 140 76 172', { percent: 60 })) +
      pen.line('M79 56Q100 76 121 56') +
      pen.line('M104 104Q108 140 106 174', { percent: 45 })
    );
  }
  if (look === 'tier') {
    return (
      pen.body(
        mirrored(
          [82, 38],
          [
            [72, 42],
            [70, 62, 74, 84],
            [66, 112],
            [60, 116],
            [54, 142],
            [48, 146],
            [42, 174],
            [72, 180, 100, 178],
          ],
          58,
        ),
      ) +
      pen.line('M74 84Q100 90 126 84M64 114Q100 122 136 114M52 144Q100 153 148 144') +
      pen.both(
        pen.line('M84 90L82 110M92 90L92 112M78 122L74 140M90 123L88 142M68 152L62 172M84 154L82 174', { percent: 60 }),
      )
    );
  }
  const sleeves: readonly Stretch[] =
    look === 'knit'
      ? [
          [68, 44],
          [56, 50, 51, 68],
          [42, 122],
          [56, 125],
          [66, 84],
        ]
      : [
          [68, 44],
          [52, 54, 40, 76],
          [56, 86],
          [66, 78],
        ];
  const hem: readonly Stretch[] =
    look === 'knit'
      ? [
          [70, 110, 66, 136],
          [68, 176],
          [100, 178],
        ]
      : [
          [72, 102],
          [60, 136, 48, 172],
          [74, 180, 100, 179],
        ];
  const outline = mirrored([84, 38], [...sleeves, ...hem], look === 'knit' ? 50 : 38);
  const bodice =
    look === 'wrap'
      ? pen.tint('M84 38L100 74L116 38Z', tones.shade) +
        pen.line('M84 38L108 96M116 38L96 82') +
        pen.part('M72 98Q100 108 128 98V106Q100 116 72 106Z') +
        pen.part('M78 106L68 138L76 134L84 108Z') +
        pen.line('M106 110Q122 140 124 176', { percent: 70 })
      : look === 'shirt'
        ? pen.both(pen.part('M85 37L100 50L92 62L78 42Z')) +
          pen.line('M97 52V178M104 52V178') +
          buttons(pen, 100.5, 64, 168, 17) +
          pen.part('M72 99Q100 106 128 99V106Q100 113 72 106Z', mix(tones.fill, '#24231f', 20))
        : pen.part('M82 40Q80 30 84 26Q100 22 116 26Q120 30 118 40Q100 50 82 40Z') +
          pen.rib('M82 34Q100 42 118 34', 9) +
          pen.rib('M68 172H132', 9) +
          pen.both(pen.rib('M43 118L57 121', 8));
  const cloth = look === 'knit' ? pen.line(verticals(50, 150, 6), { width: 0.8, percent: 30 }) : '';
  const folds =
    look === 'knit' ? '' : pen.both(pen.line('M82 116Q76 146 70 174M92 118Q90 150 88 176', { percent: 55 }));
  return (
    pen.body(outline, { on: cloth }) +
    pen.both(pen.line(look === 'knit' ? 'M68 45Q72 66 66 84' : 'M68 45Q72 62 66 78')) +
    folds +
    bodice
  );
};

const skirt: Draw = (pen, look) => {
  const band = pen.part('M70 46H130L132 58H68Z');
  if (look === 'pleat') {
    const pleats = pen.line(
      'M74 58L58 158M81 58L70 160M88 58L82 161M95 58L94 162M102 58L106 162M109 58L118 161M116 58L130 160M123 58L142 158',
    );
    return (
      pen.body(
        mirrored(
          [70, 50],
          [
            [46, 156],
            [74, 164, 100, 164],
          ],
        ),
        { on: pleats },
      ) + band
    );
  }
  if (look === 'denim') {
    return (
      pen.body(
        mirrored(
          [70, 50],
          [
            [58, 100, 54, 152],
            [76, 157, 100, 157],
          ],
        ),
      ) +
      band +
      pen.line('M100 58V157M96 58V96', { dash: '3 2', of: BRASS }) +
      pen.line('M55 147Q100 153 145 147', { dash: '3 2', of: BRASS }) +
      pen.both(pen.line('M69 74Q82 74 86 58')) +
      pen.dot(100, 52, 2.6, BRASS)
    );
  }
  return (
    pen.body(
      mirrored(
        [70, 50],
        [
          [60, 100, 50, 156],
          [74, 163, 100, 163],
        ],
      ),
    ) +
    band +
    pen.both(pen.line('M80 70Q76 116 70 158M91 66Q90 116 88 160', { percent: 55 })) +
    buttons(pen, 100, 70, 150, 16)
  );
};

const trousers: Draw = (pen, look) => {
  const wide = look === 'wide';
  const half: readonly Stretch[] = wide
    ? [
        [64, 62],
        [56, 120, 50, 174],
        [94, 176],
        [98, 92],
        [100, 90],
      ]
    : [
        [65, 62],
        [64, 110, 68, 174],
        [93, 175],
        [98, 92],
        [100, 90],
      ];
  const cloth = look === 'cord' ? pen.line(verticals(56, 146, 4), { width: 1, percent: 45 }) : '';
  const thread = look === 'denim' ? { dash: '3 2', of: BRASS } : {};
  const waist =
    look === 'drawstring'
      ? pen.rib('M68 38H132', 12) + pen.line('M98 44L94 70M102 44L107 68', { width: 2.2, of: CREAM })
      : pen.line('M67 46H133') +
        pen.dot(100, 40, look === 'denim' ? 2.6 : 1.9, look === 'denim' ? BRASS : pen.tones.line) +
        pen.line('M100 46V90') +
        pen.line('M105 46V76Q104 84 100 86', thread) +
        pen.line('M78 34V46M122 34V46', { width: 2.6 });
  const pockets =
    look === 'denim' ? pen.both(pen.line('M66 60Q82 62 85 47', thread)) : pen.both(pen.line('M66 66L76 46'));
  const crease =
    look === 'denim' || look === 'cord' || look === 'drawstring'
      ? pen.both(pen.line('M69 168L93 169', thread))
      : pen.both(pen.line(wide ? 'M84 60Q76 120 73 174' : 'M83 62Q80 120 81 174', { percent: 60 }));
  return pen.body(mirrored([68, 34], half), { on: cloth }) + waist + pockets + crease;
};

const shorts: Draw = (pen) =>
  pen.body(
    mirrored(
      [66, 48],
      [
        [60, 80],
        [50, 138],
        [96, 146],
        [99, 108],
        [100, 106],
      ],
    ),
  ) +
  pen.rib('M66 54H134', 10) +
  pen.line('M100 60V106') +
  pen.line('M98 58L93 82M102 58L108 80', { width: 2.2, of: CREAM }) +
  pen.both(pen.line('M62 84L73 61') + pen.line('M52 130L96 138'));

export const GARMENTS = {
  shirt,
  tee,
  blouse,
  knit,
  cardigan,
  vest,
  robe,
  dress,
  skirt,
  trousers,
  shorts,
} satisfies Partial<Portfolio>;
