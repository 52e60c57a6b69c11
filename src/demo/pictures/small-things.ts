/** Scarves, hats and the small things beside the counter. */
import type { Draw, Portfolio } from './drawing.ts';
import { BRASS, CREAM, mirrored, STEEL, WOOD } from './pen.ts';
import { mix } from './tones.ts';

const scarf: Draw = (pen, look) => {
  const weave =
    look === 'check'
      ? pen.stripes(40, 172, 16, 5, mix(pen.tones.fill, CREAM, 70)) +
        pen.line('M70 20V180M86 20V180M112 20V180M128 20V180', {
          width: 4,
          of: mix(pen.tones.fill, '#24231f', 45),
          percent: 70,
        })
      : pen.stripes(40, 172, 5, 0.7);
  return (
    pen.body('M104 70L132 64L140 150H112Z', { on: weave, shadeFrom: 130 }) +
    pen.line('M114 150V164M120 150V164M126 150V164M132 150V164M138 150V164') +
    pen.body('M62 66L98 72L92 134H60Z', { on: weave, shadeFrom: 84 }) +
    pen.line('M62 134V148M68 134V148M74 134V148M80 134V148M86 134V148M91 134V148') +
    pen.body('M56 52Q58 34 100 34Q142 34 144 52Q146 78 100 80Q54 78 56 52Z', { on: weave, shadeFrom: 122 }) +
    pen.tint('M70 48Q74 42 100 42Q126 42 130 48Q124 58 100 58Q76 58 70 48Z', pen.tones.shade) +
    pen.line('M70 48Q76 58 100 58Q124 58 130 48M60 64Q100 78 140 62', { percent: 70 })
  );
};

const square: Draw = (pen) =>
  pen.body('M44 52L148 44L158 148L52 156Z', {
    on:
      pen.line('M54 61L140 54L148 139L61 146Z', { width: 5, of: CREAM }) +
      pen.line('M66 72L130 67L136 128L72 133Z', { width: 2, of: BRASS }),
  }) +
  [
    [86, 86],
    [116, 84],
    [88, 114],
    [118, 112],
    [102, 99],
  ]
    .map(([x = 0, y = 0], i) => pen.dot(x, y, i === 4 ? 9 : 5.5, i % 2 === 0 ? CREAM : BRASS))
    .join('') +
  pen.part('M158 148L128 150Q140 138 152 118Z', mix(pen.tones.fill, '#24231f', 22));

const beanie: Draw = (pen) =>
  pen.body(
    mirrored(
      [100, 50],
      [
        [58, 52, 52, 122],
        [100, 126],
      ],
    ),
    {
      on: pen.line('M100 50V126M88 52Q76 80 72 126M112 52Q124 80 128 126M78 58Q62 84 60 126M122 58Q138 84 140 126', {
        percent: 50,
      }),
    },
  ) +
  pen.body('M48 116Q100 126 152 116V142Q100 154 48 142Z', {
    on: pen.line(
      'M56 112V150M64 112V152M72 112V152M80 112V154M88 112V154M96 112V154M104 112V154M112 112V154M120 112V154M128 112V152M136 112V152M144 112V150',
      { percent: 55 },
    ),
  });

const hat: Draw = (pen) => {
  const weave = pen.stripes(50, 150, 5, 0.8);
  return (
    pen.body('M22 126Q24 112 64 110H136Q176 112 178 126Q166 146 100 146Q34 146 22 126Z', { on: weave }) +
    pen.body('M60 122Q58 62 82 60Q100 66 118 60Q142 62 140 122Q100 134 60 122Z', { on: weave }) +
    pen.tint('M59 108Q100 120 141 108L140 122Q100 134 60 122Z', '#2a2b2f') +
    pen.line('M84 62Q98 78 116 62', { percent: 60 })
  );
};

const cap: Draw = (pen) =>
  pen.body('M44 118Q42 66 98 64Q146 66 146 118Q96 108 44 118Z') +
  pen.line('M98 64V110M98 64Q68 76 66 113M98 64Q126 76 126 112', { percent: 70 }) +
  pen.body('M44 118Q100 106 146 118Q176 124 180 138Q150 134 118 136Q72 132 44 118Z', { shadeFrom: 150 }) +
  pen.line('M52 122Q110 114 168 134', { dash: '4 3', percent: 60 }) +
  pen.dot(98, 64, 3.4) +
  pen.part('M90 88H106V98H90Z', CREAM);

const gloves: Draw = (pen) => {
  const hand =
    'M60 156L58 116L42 92Q40 84 47 84L60 98L58 60Q59 54 65 58L69 90L72 50Q75 45 79 50L80 90L86 56Q90 52 93 57L90 94L98 72Q103 69 105 75L98 118L96 156Z';
  return (
    `<g transform="translate(42 4)">${pen.body(hand, { of: mix(pen.tones.fill, '#24231f', 14) })}${pen.rib('M60 146H96', 16)}</g>` +
    `<g transform="translate(-4 -2)">${pen.body(hand)}${pen.rib('M60 146H96', 16)}${pen.line('M66 104V124M78 102V124M88 104V124', { percent: 50 })}</g>`
  );
};

const belt: Draw = (pen) =>
  `<circle cx="103" cy="107" r="46" fill="none" stroke="#24231f" stroke-width="17" opacity=".13"/><circle cx="100" cy="102" r="46" fill="none" stroke="${pen.tones.line}" stroke-width="19"/><circle cx="100" cy="102" r="46" fill="none" stroke="${pen.tones.fill}" stroke-width="16"/>` +
  pen.line('M142 126A48 48 0 0 0 140 74', { width: 15, of: pen.tones.shade, percent: 60 }) +
  `<circle cx="100" cy="102" r="46" fill="none" stroke="${pen.tones.line}" stroke-width="0.9" stroke-dasharray="4 3"/>` +
  pen.body('M92 136H166Q174 136 174 145Q174 155 166 155H92Z', { shadeFrom: 190 }) +
  pen.dot(148, 146, 1.8) +
  pen.dot(158, 146, 1.8) +
  pen.dot(138, 146, 1.8) +
  `<rect x="94" y="131" width="26" height="30" rx="4" fill="none" stroke="${BRASS}" stroke-width="4"/>` +
  pen.line('M97 146H120', { width: 3, of: BRASS });

const socks: Draw = (pen) => {
  const sock = 'M68 36H100V104Q102 112 126 124Q140 134 132 146Q126 154 112 150L78 132Q66 124 68 104Z';
  const toe = mix(pen.tones.fill, '#24231f', 16);
  return `<g transform="translate(24 4)">${pen.body(sock, { of: toe })}</g><g transform="translate(-8 4)">${pen.body(sock, { on: pen.tint('M112 160L126 116H150V160Z', toe) + pen.tint('M60 128L84 108L66 96Z', toe) })}${pen.rib('M68 46H100', 18)}${pen.line('M68 56H100', { percent: 70 })}</g>`;
};

const umbrella: Draw = (pen) =>
  pen.line('M100 34V26', { width: 3, of: WOOD }) +
  pen.line('M100 96V150Q100 166 86 166Q74 166 74 154', { width: 4.5, of: WOOD }) +
  pen.body(
    'M26 104Q30 36 100 34Q170 36 174 104Q162 92 149 104Q138 92 125 104Q112 92 100 104Q88 92 75 104Q62 92 51 104Q38 92 26 104Z',
  ) +
  pen.line('M100 34Q52 56 51 103M100 34Q78 60 75 103M100 34V103M100 34Q122 60 125 103M100 34Q148 56 149 103', {
    percent: 80,
  });

const sunglasses: Draw = (pen) =>
  pen.line('M42 84Q58 56 84 62M158 84Q142 56 116 62', { width: 3.4, of: pen.tones.line }) +
  pen.both(
    pen.body('M38 84Q38 78 46 78H84Q94 78 94 88Q94 124 66 124Q38 122 38 84Z', { shadeFrom: 250 }) +
      pen.part('M45 88Q45 85 50 85H82Q87 85 87 90Q86 117 66 117Q46 116 45 88Z', '#5a5f56') +
      pen.tint('M50 90L64 88L54 106Z', '#ffffff', 22),
  ) +
  pen.line('M93 88Q100 82 107 88', { width: 4.5, of: pen.tones.fill }) +
  pen.line('M93 86Q100 80 107 86');

const earrings: Draw = (pen) => {
  const hoop = (x: number) =>
    `<ellipse cx="${x + 3}" cy="109" rx="25" ry="30" fill="none" stroke="#24231f" stroke-width="6" opacity=".12"/><ellipse cx="${x}" cy="104" rx="25" ry="30" fill="none" stroke="${pen.tones.line}" stroke-width="8"/><ellipse cx="${x}" cy="104" rx="25" ry="30" fill="none" stroke="${pen.tones.fill}" stroke-width="5.4"/>` +
    pen.line(`M${x - 18} 84Q${x - 25} 96 ${x - 24} 108`, { width: 2, of: '#f3e3b5' }) +
    pen.line(`M${x} 74V60Q${x + 8} 56 ${x + 10} 64`, { width: 2.2, of: STEEL });
  return hoop(68) + hoop(132);
};

export const SMALL_THINGS = {
  scarf,
  square,
  beanie,
  hat,
  cap,
  gloves,
  belt,
  socks,
  umbrella,
  sunglasses,
  earrings,
} satisfies Partial<Portfolio>;
