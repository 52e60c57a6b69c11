import { expect, test } from 'vitest';
import { filesUnder, withoutComments } from '../support/sources.ts';

/** Time, chance and the outside world arrive as arguments or they do not arrive. */
const OUTSIDE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bcrypto\.(getRandomValues|randomUUID)\b|(?<![.\w])fetch\(|\bwindow\.|(?<![.\w])navigator\.|\blocalStorage\b|\bsessionStorage\b|\bprocess\.(env|argv|exit)\b|(?<![.\w])set(Timeout|Interval)\(|\bperformance\.now\b|\bconsole\./;

const PURE_ROOMS = ['kernel', 'domain', 'protocol', 'replica', 'sync'];

/** The places where the ports meet the machine, named so that they are easy to find. */
const WIRING = [/^src\/kernel\/system-ports\.ts$/, /-(worker|host)\.ts$/];

test('kernel, domain, protocol, replica and sync ask neither time, nor dice, nor the world', () => {
  const impure = PURE_ROOMS.flatMap((room) => filesUnder(`src/${room}`))
    .filter((file) => !WIRING.some((wiring) => wiring.test(file.path)))
    .flatMap((file) => {
      const found = OUTSIDE.exec(withoutComments(file.text));
      return found ? [`${file.path}: ${found[0]}`] : [];
    });
  expect(impure).toEqual([]);
});

test('the server reads clock and dice through its ports', () => {
  const impure = filesUnder('src/server')
    .filter((file) => !/\/(serve|system-[a-z-]+)\.ts$/.test(file.path))
    .flatMap((file) => {
      const found = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/.exec(withoutComments(file.text));
      return found ? [`${file.path}: ${found[0]}`] : [];
    });
  expect(impure).toEqual([]);
});
