/** Bags, leather and shoes. */
import type { Draw, Portfolio } from './drawing.ts';
import { BRASS, CREAM, mirrored, STEEL } from './pen.ts';
import { mix } from './tones.ts';

const tote: Draw = (pen, look) => {
  const leather = look === 'leather';
  return (
    pen.line('M78 84Q76 34 100 34Q124 34 122 84', {
      width: leather ? 4 : 6,
      of: leather ? pen.tones.line : pen.tones.shade,
    }) +
    pen.body(
      mirrored(
        [54, 78],
        leather
          ? [
              [46, 158],
              [48, 166, 58, 166],
              [100, 166],
            ]
          : [
              [58, 164],
              [60, 168, 66, 168],
              [100, 168],
            ],
      ),
    ) +
    (leather
      ? pen.line('M54 84H146', { dash: '4 2.5' }) +
        pen.both(pen.part('M73 78H83V98Q78 102 73 98Z') + pen.dot(78, 94, 1.8, BRASS)) +
        pen.line('M49 156H151', { dash: '4 2.5', percent: 70 })
      : pen.line('M54 86H146', { percent: 70 }) +
        pen.both(pen.line('M75 79H82V94H75Z')) +
        pen.part('M84 112H116V134H84Z', CREAM) +
        pen.line('M91 120H109M91 126H103', { of: '#8d8573' }))
  );
};

const crossbody: Draw = (pen) =>
  pen.line('M60 96Q62 26 100 26Q138 26 140 96', { width: 3.2, of: pen.tones.line }) +
  pen.body(
    mirrored(
      [52, 92],
      [
        [50, 146],
        [50, 160, 64, 160],
        [100, 160],
      ],
    ),
  ) +
  pen.part('M50 92Q50 86 56 86H144Q150 86 150 92V112Q150 134 124 136H76Q50 134 50 112Z') +
  pen.line('M55 112Q56 130 78 131H122Q144 130 145 112', { dash: '4 2.5', percent: 70 }) +
  pen.part('M94 124H106V144Q100 148 94 144Z') +
  pen.dot(100, 136, 3, BRASS) +
  pen.dot(59, 94, 3, BRASS) +
  pen.dot(141, 94, 3, BRASS);

const duffel: Draw = (pen) =>
  pen.line('M70 96Q70 52 100 52Q130 52 130 96', { width: 5, of: '#76523a' }) +
  pen.body('M30 108Q30 86 52 84H148Q170 86 170 108V138Q170 156 152 156H48Q30 156 30 138Z') +
  pen.line('M42 88Q100 94 158 88', { width: 2.4, of: STEEL }) +
  pen.part('M64 86H76V156H64ZM124 86H136V156H124Z', '#76523a') +
  pen.line('M36 96Q46 120 36 148M164 96Q154 120 164 148', { percent: 60 }) +
  pen.line('M84 116H116V144H84Z') +
  pen.dot(70, 100, 2, BRASS) +
  pen.dot(130, 100, 2, BRASS);

const backpack: Draw = (pen) =>
  pen.line('M90 46Q92 28 100 28Q108 28 110 46', { width: 4, of: pen.tones.line }) +
  pen.both(pen.line('M66 74Q48 92 56 134', { width: 6, of: pen.tones.shade })) +
  pen.body(
    mirrored(
      [66, 42],
      [
        [62, 60, 62, 80],
        [58, 152],
        [58, 168, 72, 168],
        [100, 168],
      ],
    ),
  ) +
  pen.line('M64 58H136M63 72H137', { percent: 70 }) +
  pen.part('M96 40H104V92H96Z', '#76523a') +
  pen.part('M94 82H106V92H94Z', BRASS) +
  pen.part('M68 112H132V152Q132 158 126 158H74Q68 158 68 152Z') +
  pen.line('M68 120H132', { of: BRASS, width: 2 });

const wallet: Draw = (pen) =>
  pen.part('M62 62H132V98H62Z', CREAM) +
  pen.part('M66 70H136V100H66Z', STEEL) +
  pen.body('M52 80H142Q148 80 148 86V136Q148 142 142 142H58Q52 142 52 136Z') +
  pen.line('M52 96H148M52 110H110Q116 110 118 104L120 96') +
  pen.line('M57 85H143V137H57Z', { dash: '4 2.5', percent: 60 });

const sneaker: Draw = (pen) =>
  pen.body('M34 94Q44 98 58 90L78 80Q92 104 118 110Q158 114 166 128Q170 140 166 144H36Q30 118 34 94Z') +
  pen.tint('M32 140H168V150Q168 156 160 156H40Q32 156 32 150Z', CREAM) +
  pen.line('M32 140H168V150Q168 156 160 156H40Q32 156 32 150ZM34 149H166', { of: '#9d9482' }) +
  pen.part('M140 140Q140 122 152 117Q168 122 168 140Z', CREAM) +
  pen.line('M84 90L96 84M92 98L104 91M102 104L113 97M112 108L122 102', { width: 3, of: CREAM }) +
  pen.line('M60 90Q66 118 92 139M36 112Q48 116 54 138', { percent: 70 }) +
  pen.tint('M58 90L78 80L82 87L62 97Z', pen.tones.shade);

const loafer: Draw = (pen) =>
  pen.body('M34 98Q50 104 66 98Q88 118 128 112Q166 116 168 140L166 146H36Q30 120 34 98Z') +
  pen.tint('M38 98Q52 108 66 100Q74 112 88 114Q60 122 40 106Z', mix(pen.tones.fill, '#24231f', 45)) +
  pen.line('M88 116Q96 132 122 130Q142 126 140 113') +
  pen.part('M92 118Q108 108 126 112L130 124Q112 120 98 130Z') +
  pen.line('M106 117L116 119', { width: 3 }) +
  pen.tint('M33 145H168V151H76L74 156H34Z', '#4d3a2c') +
  pen.line('M40 124Q52 128 58 145', { percent: 60 });

const boot: Draw = (pen) =>
  pen.body('M56 40H104L106 92Q124 106 148 112Q166 118 166 142L164 146H54Q52 96 56 40Z') +
  pen.tint('M78 62H96L98 98Q88 106 80 98Z', pen.tones.shade) +
  pen.line('M78 62H96L98 98Q88 106 80 98ZM84 62V100M90 62V102') +
  pen.part('M56 40H104V46H56Z') +
  pen.line('M54 34H62V48H54Z', { width: 2 }) +
  pen.tint('M52 145H166Q168 152 160 153H88L86 158H52Z', '#3a2d24') +
  pen.line('M130 146Q132 124 148 114', { percent: 50 });

const sandal: Draw = (pen) =>
  pen.body('M30 138Q32 126 56 128Q100 134 132 130Q166 128 172 142Q172 152 160 152H44Q28 152 30 138Z', {
    of: '#c1986a',
  }) +
  pen.tint('M30 146H172Q170 156 160 156H44Q30 156 30 146Z', '#4d3a2c') +
  pen.part('M112 131Q108 100 128 92Q150 96 156 131L144 132Q142 108 130 104Q122 110 126 132Z') +
  pen.part('M54 128Q50 96 84 92L90 130L78 131L76 106Q64 108 66 129Z') +
  pen.part('M50 98Q72 84 92 98L90 106Q72 94 52 106Z') +
  pen.dot(86, 99, 2.8, BRASS);

const slipper: Draw = (pen) =>
  pen.body('M32 132Q34 112 60 118Q76 86 112 90Q160 96 170 134Q172 148 158 150H44Q30 148 32 132Z') +
  pen.tint('M34 132Q38 116 60 120Q70 124 78 136Q50 140 34 132Z', CREAM) +
  pen.line('M60 118Q72 124 80 138Q52 142 33 131') +
  pen.tint('M31 144H170Q168 155 158 155H44Q32 154 31 144Z', mix(pen.tones.fill, '#24231f', 30)) +
  pen.line('M84 138Q86 104 112 98', { dash: '4 3', percent: 80 });

export const LEATHER = {
  tote,
  crossbody,
  duffel,
  backpack,
  wallet,
  sneaker,
  loafer,
  boot,
  sandal,
  slipper,
} satisfies Partial<Portfolio>;
