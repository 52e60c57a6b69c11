/** What stands on a table: clay, glass, wood and linen. */
import type { Draw, Portfolio } from './drawing.ts';
import { CREAM, mirrored, WOOD } from './pen.ts';
import { mix } from './tones.ts';

const mug: Draw = (pen, look) => {
  const small = look === 'espresso';
  const body = small
    ? pen.line('M128 92Q152 88 150 106Q148 120 124 118', { width: 8, of: pen.tones.line }) +
      pen.line('M128 92Q152 88 150 106Q148 120 124 118', { width: 5, of: pen.tones.fill }) +
      pen.body(
        'M64 140Q64 150 100 150Q136 150 136 140L142 138Q160 140 160 146Q150 156 100 156Q50 156 40 146Q40 140 58 138Z',
        { shadeFrom: 126 },
      ) +
      pen.body('M66 78H132Q134 128 112 140H86Q64 128 66 78Z', {
        on: pen.tint('M60 112H140V150H60Z', mix(pen.tones.fill, WOOD, 26)),
      })
    : pen.line('M132 82Q166 78 164 108Q162 134 128 132', { width: 12, of: pen.tones.line }) +
      pen.line('M132 82Q166 78 164 108Q162 134 128 132', { width: 9, of: pen.tones.fill }) +
      pen.body('M56 62H138V140Q136 156 118 158H76Q58 156 56 140Z', {
        on: pen.tint('M50 130H150V165H50Z', mix(pen.tones.fill, WOOD, 30)) + pen.line('M50 130H150', { percent: 60 }),
      });
  const [cx, cy, rx, ry] = small ? [99, 78, 33, 7] : [97, 62, 41, 9];
  return (
    body +
    `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${pen.tones.light}"/><ellipse cx="${cx}" cy="${cy + 2}" rx="${rx - 5}" ry="${ry - 3}" fill="${pen.tones.shade}" stroke="none"/>` +
    pen.line(small ? 'M76 92Q78 112 86 126' : 'M68 80V126', { width: 3, of: pen.tones.light, percent: 70 })
  );
};

const plate: Draw = (pen) =>
  pen.body('M34 100A66 66 0 1 1 166 100A66 66 0 1 1 34 100Z') +
  `<circle cx="100" cy="100" r="47" fill="${pen.tones.light}"/><circle cx="100" cy="100" r="60" fill="none" stroke="${mix(pen.tones.fill, WOOD, 50)}" stroke-width="2"/>` +
  pen.line('M66 92Q70 70 92 64', { width: 3, of: '#fffdf6', percent: 60 }) +
  pen.dot(122, 118, 1.2) +
  pen.dot(88, 124, 1) +
  pen.dot(112, 78, 1);

const bowl: Draw = (pen, look) => {
  const deep = look === 'large';
  const outline = deep ? 'M30 84H170Q168 150 116 154H84Q32 150 30 84Z' : 'M32 96H168Q162 142 118 146H82Q38 142 32 96Z';
  const y = deep ? 84 : 96;
  return (
    pen.body(outline, { on: pen.tint(`M0 ${deep ? 128 : 128}H200V200H0Z`, mix(pen.tones.fill, WOOD, 30)) }) +
    `<ellipse cx="100" cy="${y}" rx="${deep ? 70 : 68}" ry="${deep ? 15 : 13}" fill="${pen.tones.light}"/><ellipse cx="100" cy="${y + 3}" rx="60" ry="9" fill="${pen.tones.shade}" stroke="none"/>` +
    (deep
      ? pen.line('M132 86L172 40M140 88L178 50', { width: 6, of: WOOD })
      : pen.line('M46 112Q54 128 70 136', { width: 3, of: pen.tones.light, percent: 80 }))
  );
};

const teapot: Draw = (pen) =>
  pen.line('M60 72Q100 18 140 72', { width: 5, of: '#76523a' }) +
  pen.body('M134 112Q150 108 156 84L172 80Q170 126 136 138Z', { shadeFrom: 160 }) +
  pen.body('M48 110Q48 76 100 76Q152 76 152 110Q152 150 118 152H82Q48 150 48 110Z') +
  pen.body('M70 82Q72 68 100 68Q128 68 130 82Q100 90 70 82Z') +
  pen.part('M92 68Q92 56 100 56Q108 56 108 68Z', WOOD) +
  pen.line('M60 106Q62 92 76 88', { width: 3, of: pen.tones.light, percent: 70 });

const carafe: Draw = (pen) =>
  pen.body(
    mirrored(
      [84, 34],
      [
        [86, 62, 82, 78],
        [56, 108, 60, 146],
        [62, 164, 80, 164],
        [100, 164],
      ],
    ),
    {
      on:
        pen.tint('M40 112Q100 104 160 112V170H40Z', mix(pen.tones.fill, '#6f9aa5', 40)) +
        pen.line('M60 112Q100 118 140 112', { of: '#ffffff', percent: 70 }),
    },
  ) +
  pen.oval(100, 34, 16, 4, pen.tones.light) +
  pen.line('M72 126Q70 144 76 154M90 44V66', { width: 3.4, of: '#ffffff', percent: 75 });

const tumbler: Draw = (pen) => {
  const glass = (x: number, y: number) =>
    `<g transform="translate(${x} ${y})">${pen.body('M0 0H46L42 62Q41 66 36 66H10Q5 66 4 62Z', { shadeFrom: 32, on: pen.tint('M0 34H50V70H0Z', mix(pen.tones.fill, '#6f9aa5', 26), 70) })}${pen.oval(23, 0, 23, 5, pen.tones.light)}${pen.line('M9 14L12 52', { width: 2.6, of: '#ffffff', percent: 75 })}</g>`;
  return glass(56, 46) + glass(102, 46) + glass(42, 90) + glass(98, 90);
};

const board: Draw = (pen) =>
  pen.body(
    'M52 66Q52 58 60 58H90Q92 42 92 34Q92 24 101 24Q110 24 110 34Q110 42 112 58H140Q148 58 148 66V160Q148 168 140 168H60Q52 168 52 160Z',
    {
      on: pen.line(
        'M66 58Q60 110 70 168M84 60Q92 110 82 168M104 50Q98 120 108 168M122 58Q130 100 120 168M136 60Q132 120 140 168',
        { percent: 55 },
      ),
    },
  ) +
  `<circle cx="101" cy="35" r="4.4" fill="${pen.tones.line}" stroke="none"/>` +
  pen.line('M60 72V150', { width: 3, of: pen.tones.light, percent: 60 });

const napkins: Draw = (pen) => {
  const fold = (y: number, lift: number) =>
    pen.body(`M${40 + lift} ${y}L${152 + lift} ${y - 6}L${160 - lift} ${y + 18}L${46 - lift} ${y + 24}Z`, {
      of: lift % 4 === 0 ? pen.tones.fill : mix(pen.tones.fill, CREAM, 26),
    });
  return (
    fold(126, 0) +
    fold(110, 2) +
    fold(94, 0) +
    fold(78, 2) +
    pen.body('M92 62L112 61L116 152L96 154Z', { of: WOOD, shadeFrom: 108 }) +
    pen.part('M88 96Q104 84 120 94Q112 112 104 108Q94 114 88 96Z', CREAM)
  );
};

const apron: Draw = (pen) =>
  pen.line('M84 52Q84 22 100 22Q116 22 116 52', { width: 4, of: pen.tones.line }) +
  pen.both(pen.line('M60 98Q44 108 42 132', { width: 4, of: pen.tones.line })) +
  pen.body(
    mirrored(
      [80, 50],
      [
        [76, 82, 58, 94],
        [54, 170],
        [100, 172],
      ],
    ),
  ) +
  pen.line('M80 57H120M72 116H128V148H72ZM100 116V148') +
  pen.line('M56 163H144', { dash: '4 3', percent: 70 });

const tray: Draw = (pen) =>
  pen.body('M26 88Q26 76 38 76H162Q174 76 174 88V126Q174 138 162 138H38Q26 138 26 126Z') +
  pen.part(
    'M40 90Q40 86 44 86H156Q160 86 160 90V124Q160 128 156 128H44Q40 128 40 124Z',
    mix(pen.tones.fill, CREAM, 14),
  ) +
  pen.line('M44 96Q100 92 156 97M44 106Q100 110 156 105M44 118Q100 113 156 119', { percent: 45 }) +
  pen.both(pen.line('M33 96V118', { width: 4 }));

export const TABLEWARE = {
  mug,
  plate,
  bowl,
  teapot,
  carafe,
  tumbler,
  board,
  napkins,
  apron,
  tray,
} satisfies Partial<Portfolio>;
