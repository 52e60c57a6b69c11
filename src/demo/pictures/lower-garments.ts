/** Dresses, skirts, trousers and shorts. */
import type { Draw, Portfolio } from './drawing.ts';
import { BRASS, CREAM, mirrored, type Stretch } from './pen.ts';
import { buttons, verticals } from './seams.ts';
import { mix } from './tones.ts';

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

export const LOWER_GARMENTS = { dress, skirt, trousers, shorts } satisfies Partial<Portfolio>;
