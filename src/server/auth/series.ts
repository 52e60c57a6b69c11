/**
 * Receipt series. A register's code ends in a digit and its incarnations are counted in letters (A … Z,
 * AA, AB …), so every series says which register and which life of it, and no two are ever the same:
 * `AMS1A`, `AMS1B`.
 */
import { invariant } from '../../kernel/invariant.ts';

export function seriesOf(registerCode: string, incarnation: number): string {
  invariant(Number.isSafeInteger(incarnation) && incarnation >= 1, 'incarnations are counted from one');
  let letters = '';
  for (let rest = incarnation; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return registerCode + letters;
}
