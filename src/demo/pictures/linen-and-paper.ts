/** Bed, bath and paper, and the things a counter does for people. */
import type { Draw, Portfolio } from './drawing.ts';
import { BRASS, CREAM, type Pen, STEEL, WOOD } from './pen.ts';
import { mix } from './tones.ts';

const folded = (pen: Pen, y: number, x: number, width: number, height: number, band: boolean): string =>
  pen.body(
    `M${x + 8} ${y}H${x + width - 14}Q${x + width} ${y} ${x + width} ${y + height / 2}Q${x + width} ${y + height} ${x + width - 14} ${y + height}H${x + 8}Q${x} ${y + height} ${x} ${y + height / 2}Q${x} ${y} ${x + 8} ${y}Z`,
  ) +
  pen.line(`M${x + 6} ${y + height / 2}H${x + width - 12}`, { percent: 55 }) +
  (band ? pen.line(`M${x + 22} ${y}V${y + height}M${x + 28} ${y}V${y + height}`, { percent: 60 }) : '');

const towel: Draw = (pen, look) =>
  look === 'hand'
    ? folded(pen, 118, 48, 104, 36, true) +
      folded(pen, 82, 52, 98, 36, true) +
      pen.line('M52 74Q72 66 96 72', { percent: 0 })
    : folded(pen, 128, 34, 134, 32, true) + folded(pen, 96, 38, 128, 32, true) + folded(pen, 64, 36, 130, 32, true);

const mat: Draw = (pen) =>
  pen.body('M34 66H152L168 140H50Z', {
    on:
      pen.line('M30 82H180M30 96H180M30 110H180M30 124H180', { percent: 45 }) +
      pen.line('M44 74H146L158 132H58Z', { width: 3, of: CREAM, percent: 70 }),
  }) + pen.part('M152 66Q164 64 166 76L174 112L158 96Z', mix(pen.tones.fill, '#24231f', 16));

const duvet: Draw = (pen) =>
  folded(pen, 116, 32, 138, 40, false) +
  pen.body('M34 76Q34 62 48 62H150Q168 62 168 90Q168 118 150 118H48Q34 118 34 102Z', {
    on: pen.line('M34 80Q90 88 168 78M34 98Q90 106 168 98', { percent: 45 }),
  }) +
  pen.both(pen.part('M62 56H70V162H62Z', CREAM)) +
  pen.part('M76 98H124V122H76Z', CREAM) +
  pen.line('M84 107H116M84 113H106', { of: '#8d8573' });

const pillow: Draw = (pen) =>
  pen.body(
    'M30 72Q36 64 50 68Q100 58 150 68Q164 64 170 72Q164 100 170 130Q164 140 150 136Q100 144 50 136Q36 140 30 130Q36 100 30 72Z',
  ) +
  pen.line('M44 76Q40 100 44 128M156 76Q160 100 156 128') +
  pen.line('M64 84Q84 90 92 104M136 84Q120 90 112 102', { percent: 45 });

const soap: Draw = (pen) =>
  pen.body('M40 92Q40 78 54 78H146Q160 78 160 92V128Q160 142 146 142H54Q40 142 40 128Z') +
  pen.body('M72 74H128V146H72Z', { of: CREAM, shadeFrom: 118 }) +
  pen.dot(100, 104, 11, pen.tones.fill) +
  pen.line('M86 126H114M92 132H108', { of: '#8d8573' }) +
  pen.line('M48 90V126', { width: 3, of: pen.tones.light, percent: 70 });

const pump: Draw = (pen) =>
  pen.line('M100 62V44M100 42H76V50', { width: 6, of: '#35332f' }) +
  pen.part('M88 58H112V74H88Z', '#35332f') +
  pen.body('M86 74H114Q142 80 142 100V152Q142 166 128 166H72Q58 166 58 152V100Q58 80 86 74Z', {
    of: mix('#8a5a34', pen.tones.fill, 30),
  }) +
  pen.part('M70 104H130V148H70Z', CREAM) +
  pen.dot(100, 119, 7, pen.tones.fill) +
  pen.line('M84 134H116M90 140H110', { of: '#8d8573' });

const notebook: Draw = (pen, look) =>
  pen.tint('M152 44H158V168H60V162H152Z', '#e9e1d0') +
  pen.body('M50 36H144Q152 36 152 44V154Q152 162 144 162H50Z') +
  pen.tint('M50 36H62V162H50Z', mix(pen.tones.fill, '#24231f', 22)) +
  pen.line('M62 36V162') +
  (look === 'sketch'
    ? pen.line('M80 120Q92 84 104 108Q112 84 134 74', { width: 2.6 }) +
      pen.line('M138 36V162', { width: 3.4, of: '#35332f' })
    : pen.part('M82 62H130V86H82Z', CREAM) +
      pen.line('M90 72H122M90 78H112', { of: '#8d8573' }) +
      pen.line('M112 162V182L117 176L122 182V162', { width: 2, of: BRASS }));

const pen_: Draw = (pen) =>
  `<g transform="rotate(40 100 100)">${pen.body('M92 34Q92 28 100 28Q108 28 108 34V136H92Z', { shadeFrom: 102 })}${pen.part('M92 136H108L101.5 164H98.5Z', STEEL)}${pen.line('M92 92H108M92 97H108')}${pen.part('M107 38H113V78L110 82L107 78Z')}${pen.line('M96 40V84', { width: 2, of: '#f3e3b5' })}</g>`;

const card: Draw = (pen) =>
  `<g transform="rotate(-7 100 100)">${pen.body('M38 92H132V160H38Z', { of: CREAM })}${pen.line('M38 92L85 130L132 92', { of: '#a59a85' })}</g><g transform="rotate(6 100 100)">${pen.body('M72 34H148V136H72Z')}${pen.line('M110 116V72', { of: CREAM, width: 2 })}${pen.tint('M110 96Q90 92 88 76Q108 76 110 92ZM110 84Q130 80 132 62Q112 64 110 80Z', CREAM)}${pen.dot(110, 60, 6, CREAM)}</g>`;

const roll: Draw = (pen) => {
  const dots = [
    [60, 60],
    [60, 92],
    [60, 124],
    [60, 156],
  ]
    .map(
      ([x = 0, y = 0]) =>
        pen.dot(x, y, 3.4, CREAM) + pen.dot(x + 22, y - 12, 3.4, CREAM) + pen.dot(x + 44, y, 3.4, CREAM),
    )
    .join('');
  return `<g transform="rotate(18 100 100)">${pen.body('M48 30H116V166H48Z', { on: dots, shadeFrom: 96 })}${pen.body('M104 26Q128 24 128 32V168Q128 174 116 174Q104 174 104 168Z', { on: pen.line('', {}), of: mix(pen.tones.fill, CREAM, 12), shadeFrom: 120 })}${pen.oval(116, 30, 12, 4.6, CREAM)}${pen.oval(116, 30, 6, 2)}</g>`;
};

const book: Draw = (pen, look) =>
  pen.tint('M146 46L154 52V170L146 164Z', '#e9e1d0') +
  pen.body('M50 40H146V164H50Z') +
  pen.line('M60 40V164', { percent: 80 }) +
  (look === 'plain'
    ? pen.tint('M76 58H130V118H76Z', '#e8dcc0') +
      pen.tint('M76 118V58L108 58L92 118Z', '#f7efd9') +
      pen.line('M103 58V118M76 88H130', { of: '#b5a988' })
    : pen.tint('M74 96Q74 68 103 68Q132 68 132 96Z', CREAM) +
      pen.tint('M70 96H136V104Q134 118 120 118H86Q72 118 70 104Z', '#98482f') +
      pen.line('M92 60Q88 54 92 48M104 60Q100 54 104 48M116 60Q112 54 116 48', { of: CREAM, width: 2.4 })) +
  pen.line('M78 136H128M86 146H120', { width: 3, of: CREAM });

const blocks: Draw = (pen) =>
  pen.body('M42 116H92V164H42Z', { shadeFrom: 76 }) +
  pen.body('M96 116H146V164H96Z', { of: '#9aa98d', shadeFrom: 130 }) +
  pen.body('M66 68H116V116H66Z', { of: '#c4764f', shadeFrom: 100 }) +
  pen.body('M91 24L120 66H62Z', { of: '#2b3a55', shadeFrom: 100 }) +
  pen.body('M124 98A18 18 0 1 1 160 98A18 18 0 1 1 124 98Z', { of: '#cc9b3a', shadeFrom: 150 }) +
  pen.line('M50 128Q66 124 84 130M50 146Q66 142 84 150', { percent: 50 });

const cards: Draw = (pen) =>
  `<g transform="rotate(-13 100 140)">${pen.body('M60 44H126V148H60Z', { of: '#f6f1e4', shadeFrom: 140 })}${pen.line('M68 56H76', { width: 3 })}</g><g transform="rotate(9 100 140)">${pen.body('M70 44H136Q140 44 140 48V144Q140 148 136 148H70Q66 148 66 144V48Q66 44 70 44Z')}${pen.line('M73 51H133V141H73Z', { of: CREAM })}${pen.line('M103 66L124 96L103 126L82 96Z', { of: CREAM, width: 2.4 })}${pen.dot(103, 96, 6, CREAM)}</g>`;

const gift: Draw = (pen) =>
  pen.body('M48 88H152V160H48Z', { of: '#2f5745' }) +
  pen.body('M42 70H158V92H42Z', { of: '#2f5745' }) +
  pen.part('M92 70H108V160H92Z', '#d9b26a') +
  pen.part(
    'M100 70Q72 66 70 50Q74 36 88 44Q98 52 100 70ZM100 70Q128 66 130 50Q126 36 112 44Q102 52 100 70Z',
    '#d9b26a',
  ) +
  pen.dot(100, 69, 5, '#bd9548');

const needle: Draw = (pen, look) =>
  pen.body('M56 44H96V54H92V116H96V126H56V116H60V54H56Z', { of: WOOD, shadeFrom: 84 }) +
  pen.body('M62 56H90V114H62Z', {
    of: look === 'monogram' ? '#98482f' : look === 'take-in' ? '#2b3a55' : '#9aa98d',
    shadeFrom: 82,
    on: pen.stripes(60, 112, 5, 1.2),
  }) +
  pen.line(
    look === 'monogram'
      ? 'M90 108Q116 130 112 100Q108 80 124 84Q140 90 128 112Q118 130 144 122'
      : 'M90 108Q120 136 116 100Q114 72 142 62',
    { width: 2.4, of: look === 'monogram' ? '#98482f' : look === 'take-in' ? '#2b3a55' : '#7b8a6d' },
  ) +
  pen.line('M150 48L88 164', { width: 3.6, of: STEEL }) +
  pen.line('M147 54L143 61', { width: 1.4, of: '#efe8dc' }) +
  pen.line('M106 152H150M106 160H138', { dash: '6 5', width: 2, of: '#8d8573' });

const parcel: Draw = (pen) =>
  pen.body('M42 74L100 54L158 74V146L100 166L42 146Z', { of: '#c3a57e', shadeFrom: 100 }) +
  pen.line('M42 74L100 94L158 74M100 94V166', { of: '#7a6448' }) +
  pen.part('M66 66L124 86V104L114 100V89L57 69Z', CREAM) +
  pen.part('M54 112L82 121V138L54 129Z', CREAM) +
  pen.line('M59 120L76 125M59 126L70 129', { of: '#8d8573' });

export const LINEN_AND_PAPER = {
  towel,
  mat,
  duvet,
  pillow,
  soap,
  pump,
  notebook,
  pen: pen_,
  card,
  roll,
  book,
  blocks,
  cards,
  gift,
  needle,
  parcel,
} satisfies Partial<Portfolio>;
