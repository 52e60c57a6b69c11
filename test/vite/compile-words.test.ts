import { setupI18n } from '@lingui/core';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { compileWords } from '../../vite/compile-words.ts';

const ENTRY = 'virtual-words.ts';

/** What a build makes of a module with these words. */
async function built(source: string): Promise<Record<string, Record<string, unknown>>> {
  const given = {
    name: 'given',
    resolveId: (id: string) => (id.endsWith(ENTRY) ? id : null),
    load: (id: string) => (id.endsWith(ENTRY) ? source : null),
  };
  const output = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [given, compileWords()],
    build: { write: false, minify: false, lib: { entry: ENTRY, formats: ['es'], fileName: 'words' } },
  })) as Rolldown.RolldownOutput[];
  const { code } = (output[0] as Rolldown.RolldownOutput).output[0];
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return module.words;
}

const words = (entries: string) => `
  const defineWords = (room: string, catalogue: object) => catalogue;
  export const words = defineWords('shift', { en: { ${entries} }, 'zh-TW': { kept: '班 {n}' } });
`;

test('every message of every language is ready to be filled in, and nothing else of the module changes', async () => {
  const { en, 'zh-TW': taiwan } = await built(
    words("plain: 'Close shift', 'a.b': 'To ' + `{name}`, many: '{n, plural, one {# line} other {# lines}}'"),
  );
  expect(en).toMatchObject({ plain: ['Close shift'], 'a.b': ['To ', ['name']] });
  const voice = setupI18n({ locale: 'en', messages: { en: { many: en?.many as never, kept: taiwan?.kept as never } } });
  expect(voice._('many', { n: 2 })).toBe('2 lines');
  expect(voice._('kept', { n: 3 })).toBe('班 3');
});

test('a message that cannot be read, or is made elsewhere, stops the build', async () => {
  await expect(built(words("broken: '{n, plural, one {#}'"))).rejects.toThrow();
  await expect(built(words('broken: globalThis.name'))).rejects.toThrow('a message is a plain text');
});
