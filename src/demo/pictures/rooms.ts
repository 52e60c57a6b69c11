/** What makes a room: light, cloth, clay and a little green. */
import type { Draw, Portfolio } from './drawing.ts';
import { BRASS, CREAM, LEAF, mirrored, WOOD } from './pen.ts';
import { mix } from './tones.ts';

const candle: Draw = (pen) =>
  pen.line('M100 62V78', { width: 2.2, of: '#4a4640' }) +
  pen.tint('M100 36Q112 52 107 60Q104 66 100 66Q96 66 93 60Q88 52 100 36Z', '#e7b454') +
  pen.tint('M100 48Q106 56 103 61Q100 64 97 61Q94 56 100 48Z', '#fbe7b0') +
  pen.body('M60 82Q100 90 140 82V150Q138 162 124 162H76Q62 162 60 150Z', {
    on: pen.tint('M50 74H150V98Q100 106 50 98Z', CREAM),
  }) +
  `<ellipse cx="100" cy="82" rx="40" ry="8" fill="${CREAM}"/>` +
  pen.line('M100 80V72', { width: 2.2, of: '#4a4640' }) +
  pen.part('M76 112H124V142H76Z', CREAM) +
  pen.line('M84 122H116M84 128H108', { of: '#8d8573' }) +
  pen.line('M68 100V148', { width: 3, of: pen.tones.light, percent: 60 });

const tapers: Draw = (pen) =>
  [50, 68, 86, 104, 122, 140]
    .map(
      (x) =>
        pen.part(`M${x} 46Q${x + 5} 36 ${x + 10} 46V140H${x}Z`) +
        pen.tint(`M${x + 6} 43L${x + 10} 46V140H${x + 6}Z`, pen.tones.shade),
    )
    .join('') +
  pen.line('M55 34V41M73 34V41M91 34V41M109 34V41M127 34V41M145 34V41', { of: '#6b655b' }) +
  pen.body('M42 104H158V162H42Z', { of: CREAM, shadeFrom: 136 }) +
  pen.line('M42 112H158', { of: '#b5ab97' }) +
  pen.dot(100, 138, 9, pen.tones.fill);

const vase: Draw = (pen, look) => {
  if (look === 'tall') {
    return (
      pen.line('M96 50Q84 30 66 22M100 50Q104 26 122 16M98 50Q98 32 92 14', { width: 2, of: LEAF }) +
      [
        [66, 22],
        [76, 28],
        [122, 16],
        [113, 27],
        [92, 14],
        [96, 30],
      ]
        .map(([x = 0, y = 0]) => pen.oval(x, y, 6, 4, LEAF))
        .join('') +
      pen.body(
        mirrored(
          [88, 50],
          [
            [90, 66, 82, 78],
            [62, 96, 64, 130],
            [66, 158, 80, 168],
            [100, 168],
          ],
        ),
        { on: pen.line('M40 92H160M40 98H160', { percent: 40 }) },
      ) +
      pen.oval(100, 50, 12, 3.4) +
      pen.line('M76 100Q72 124 78 148', { width: 3, of: pen.tones.light, percent: 70 })
    );
  }
  return (
    pen.line('M100 84Q98 50 110 34', { width: 2, of: LEAF }) +
    pen.tint('M104 62Q90 58 88 46Q104 46 105 58ZM103 72Q118 68 122 56Q108 56 103 68Z', LEAF) +
    [0, 72, 144, 216, 288]
      .map((turn) => `<ellipse cx="111" cy="23" rx="5" ry="8" fill="${CREAM}" transform="rotate(${turn} 111 31)"/>`)
      .join('') +
    pen.dot(111, 31, 4.4, '#cc9b3a') +
    pen.body(
      mirrored(
        [92, 80],
        [
          [94, 96, 84, 106],
          [56, 118, 60, 142],
          [64, 164, 84, 166],
          [100, 166],
        ],
      ),
    ) +
    pen.oval(100, 80, 8, 2.6) +
    pen.line('M72 130Q70 146 78 156', { width: 3, of: pen.tones.light, percent: 70 })
  );
};

const cushion: Draw = (pen, look) =>
  pen.body('M44 52Q100 62 156 52Q146 100 156 150Q100 140 44 150Q54 100 44 52Z', {
    on:
      look === 'stripe'
        ? pen.line('M62 40V160M82 40V160M102 40V160M122 40V160M142 40V160', { width: 6, of: CREAM, percent: 80 })
        : '',
  }) +
  pen.line('M52 60Q60 64 66 72M148 60Q140 64 134 72M52 142Q60 138 66 130M148 142Q140 138 134 130', { percent: 70 }) +
  (look === 'stripe'
    ? ''
    : pen.line('M74 144Q100 140 126 144', { dash: '3 3', percent: 70 }) +
      pen.line('M78 84Q96 78 116 82', { percent: 40 }));

const throwOver: Draw = (pen) => {
  const fringe = Array.from({ length: 15 }, (_, i) => `M${50 + i * 7} 140V154`).join('');
  return (
    pen.line(fringe, { width: 1.8, of: pen.tones.line }) +
    pen.body('M46 66Q46 56 56 56H144Q154 56 154 66V140H46Z', {
      on:
        pen.stripes(112, 132, 10, 4, CREAM) +
        pen.line('M60 50V150M74 50V150M88 50V150M102 50V150M116 50V150M130 50V150', { width: 0.8, percent: 35 }),
    }) +
    pen.part('M46 66Q46 56 56 56H144Q154 56 154 66V78Q154 88 144 88H56Q46 88 46 78Z') +
    pen.line('M52 80Q100 86 148 80M50 68Q100 72 150 68', { percent: 45 })
  );
};

const lamp: Draw = (pen) =>
  pen.tint('M66 100L36 190H164L134 100Z', '#f4dfa8', 10) +
  pen.body('M95 100H105V142H95Z', { shadeFrom: 101 }) +
  pen.body('M66 158Q66 142 100 142Q134 142 134 158Q134 162 128 162H72Q66 162 66 158Z') +
  pen.body('M76 40H124L144 102H56Z', { of: CREAM }) +
  pen.oval(100, 102, 44, 5, '#f6e3b0') +
  pen.line('M80 48L66 94', { width: 3, of: '#ffffff', percent: 60 }) +
  pen.line('M130 103V120', { of: BRASS }) +
  pen.dot(130, 122, 2.4, BRASS);

const basket: Draw = (pen, look) => {
  let weave = '';
  for (let y = 82; y <= 158; y += 11)
    weave += `M30 ${y}Q40 ${y - 5} 50 ${y}T70 ${y}T90 ${y}T110 ${y}T130 ${y}T150 ${y}T170 ${y}`;
  const handles =
    look === 'handles'
      ? pen.line('M66 76Q68 26 100 26Q132 26 134 76', { width: 6, of: '#76523a' })
      : pen.both(pen.line('M52 80Q30 84 38 104', { width: 5, of: pen.tones.line }));
  return (
    handles +
    pen.body(
      mirrored(
        [46, 74],
        [
          [52, 130, 60, 162],
          [100, 165],
        ],
      ),
      {
        on:
          pen.line(weave, { width: 2 }) +
          pen.line('M62 70L72 166M81 70L86 166M100 70V166M119 70L114 166M138 70L128 166', { percent: 45 }),
      },
    ) +
    pen.oval(100, 74, 54, 9, pen.tones.light) +
    pen.oval(100, 76, 46, 6, pen.tones.shade)
  );
};

const pot = 'M64 112H136L128 160Q127 166 120 166H80Q73 166 72 160Z';
const planter: Draw = (pen) =>
  pen.tint(
    'M98 96Q60 92 54 58Q88 60 100 92ZM102 96Q138 90 146 50Q110 56 101 90ZM99 94Q84 60 100 26Q116 60 102 94Z',
    LEAF,
  ) +
  pen.line('M58 62Q84 74 99 94M142 55Q116 70 102 92M100 34V92', { of: '#4f5f3f' }) +
  pen.body(pot) +
  pen.part('M58 92H142V114H58Z') +
  pen.tint('M58 108H142V114H58Z', pen.tones.shade, 60) +
  pen.line('M80 120L84 156', { width: 3, of: pen.tones.light, percent: 60 });

const tree: Draw = (pen) => {
  const leaves = [
    [72, 58, 30],
    [86, 38, 60],
    [104, 28, 90],
    [122, 40, 120],
    [132, 60, 150],
    [118, 66, 20],
    [84, 72, 160],
    [100, 52, 75],
    [66, 78, 10],
    [136, 80, 170],
    [110, 84, 40],
    [92, 90, 140],
    [78, 50, 100],
    [126, 52, 60],
  ];
  return (
    pen.line('M100 128Q96 96 104 60M100 104Q84 90 78 70M101 96Q118 86 126 68', { width: 3.4, of: '#76523a' }) +
    leaves
      .map(
        ([x = 0, y = 0, turn = 0], i) =>
          `<ellipse cx="${x}" cy="${y}" rx="13" ry="5" transform="rotate(${turn} ${x} ${y})" fill="${i % 3 === 0 ? mix(LEAF, CREAM, 30) : LEAF}" stroke="#4f5f3f"/>`,
      )
      .join('') +
    pen.dot(90, 64, 4, '#4b3a4c') +
    pen.dot(116, 78, 4, '#4b3a4c') +
    pen.body('M62 124H138L130 164Q129 170 122 170H78Q71 170 70 164Z', { of: '#c4764f' })
  );
};

const clock: Draw = (pen) =>
  pen.body('M36 100A64 64 0 1 1 164 100A64 64 0 1 1 36 100Z') +
  `<circle cx="100" cy="100" r="53" fill="${CREAM}"/>` +
  pen.line('M100 54V62M100 138V146M54 100H62M138 100H146', { width: 3, of: '#4a4640' }) +
  pen.line('M100 100L76 84', { width: 4.4, of: '#35332f' }) +
  pen.line('M100 100L122 68', { width: 3, of: '#35332f' }) +
  pen.dot(100, 100, 4.4, BRASS);

const frame: Draw = (pen) =>
  pen.body('M48 36H152V166H48Z') +
  pen.part('M58 46H142V156H58Z', '#faf6ec') +
  pen.tint('M74 64H126V138H74Z', '#dfe0d6') +
  pen.tint('M74 118Q92 98 106 114Q116 104 126 112V138H74Z', '#95a58a') +
  pen.dot(110, 84, 9, '#d9a55b') +
  pen.line('M54 42V160', { width: 2, of: pen.tones.light, percent: 60 });

const diffuser: Draw = (pen) =>
  pen.line('M96 90L72 26M98 90L90 20M102 90L112 22M104 90L130 30', { width: 2.6, of: WOOD }) +
  pen.body('M84 84H116V100Q140 106 140 120V152Q140 164 128 164H72Q60 164 60 152V120Q60 106 84 100Z', {
    on: pen.tint('M50 128H150V170H50Z', pen.tones.shade, 60),
  }) +
  pen.part('M82 82H118V92H82Z', WOOD) +
  pen.part('M78 124H122V148H78Z', CREAM) +
  pen.line('M86 133H114M86 139H106', { of: '#8d8573' });

export const ROOMS = {
  candle,
  tapers,
  vase,
  cushion,
  throw: throwOver,
  lamp,
  basket,
  planter,
  tree,
  clock,
  frame,
  diffuser,
} satisfies Partial<Portfolio>;
