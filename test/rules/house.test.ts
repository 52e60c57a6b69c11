import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, PROJECT, roomOf, withoutComments } from '../support/sources.ts';

const sources = filesUnder('src');
const tests = filesUnder('test');

describe('size', () => {
  test('no file grows past 400 lines', () => {
    const long = [...sources, ...tests, ...filesUnder('src', ['.css'])]
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400)
      .map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
  });
});

describe('form', () => {
  test('files are kebab-case', () => {
    const odd = [...sources, ...tests].map((file) => file.path).filter((path) => !/^[a-z0-9/.-]+$/.test(path));
    expect(odd).toEqual([]);
  });

  test('no `any`, no non-null promise, no silenced compiler', () => {
    const loose = sources.flatMap((file) => {
      const found = /(:|<|\bas) any\b|@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore(?!.*: \S)/.exec(file.text);
      return found ? [`${file.path}: ${found[0]}`] : [];
    });
    expect(loose).toEqual([]);
  });

  test('no promise of later work, no history, no ticket numbers in the code', () => {
    const promises = sources.flatMap((file) => {
      const found =
        /\b(TODO|FIXME|XXX|HACK|for now|placeholder text|not implemented)\b|\bissue \d|#\d{2,}\b(?![0-9a-fA-F'"`;])/.exec(
          file.path.endsWith('.css') ? '' : file.text,
        );
      return found ? [`${file.path}: ${found[0]}`] : [];
    });
    expect(promises).toEqual([]);
  });

  test('no HTML is built from strings', () => {
    const injected = sources
      .filter((file) =>
        /dangerouslySetInnerHTML|\.innerHTML\s*=|\beval\(|new Function\(/.test(withoutComments(file.text)),
      )
      .map((file) => file.path);
    expect(injected).toEqual([]);
  });
});

describe('tests', () => {
  test('no test is skipped, postponed or alone', () => {
    const asleep = tests
      .filter((file) => file.path !== 'test/rules/house.test.ts')
      .flatMap((file) => {
        const found = /\b(it|test|describe)\.(skip|todo|only)\(|\bx(it|describe)\(/.exec(file.text);
        return found ? [`${file.path}: ${found[0]}`] : [];
      });
    expect(asleep).toEqual([]);
  });

  test('property tests name their seed', () => {
    const unseeded = tests
      .filter((file) => /\bfc\.assert\(/.test(file.text) && !/\bseed\b/.test(file.text))
      .map((file) => file.path);
    expect(unseeded).toEqual([]);
  });
});

describe('words', () => {
  const glossary = readFileSync(join(PROJECT, 'src/GLOSSARY.md'), 'utf8');
  const retired = [...glossary.matchAll(/Avoid: (.+)$/gm)]
    .flatMap(([, words]) => (words ?? '').split(','))
    .map((word) =>
      word
        .trim()
        .replace(/\.$/, '')
        .replace(/\s*\(.*\)$/, ''),
    )
    .filter((word) => /^[A-Za-z-]+$/.test(word));

  /** `paymentMethodEntry` → `payment method entry`, so that a retired word is found as a whole word. */
  const spelled = (name: string) =>
    ` ${name
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/[-_]/g, ' ')
      .toLowerCase()} `;

  test('the glossary retires words at all', () => {
    expect(retired.length).toBeGreaterThan(20);
  });

  test('no exported name of the domain and the wire uses a word the glossary retired', () => {
    const uses = sources
      .filter((file) => ['domain', 'protocol'].includes(roomOf(file.path)))
      .flatMap((file) =>
        [...file.text.matchAll(/^export (?:async )?(?:function|const|type|interface|class) (\w+)/gm)].flatMap(
          ([, name]) =>
            retired
              .filter((word) => spelled(name ?? '').includes(spelled(word)))
              .map((word) => `${file.path}: ${name} (${word})`),
        ),
      );
    expect(uses).toEqual([]);
  });

  test('no exported name ends in a word that says nothing', () => {
    const vague = sources.flatMap((file) =>
      [...file.text.matchAll(/^export (?:async )?(?:function|const|type|interface|class) (\w+)/gm)]
        .map(([, name]) => name ?? '')
        .filter((name) => /(Manager|Helper|Helpers|Utils|Util|Service|Info|Handler)$/.test(name))
        .map((name) => `${file.path}: ${name}`),
    );
    expect(vague).toEqual([]);
  });
});
