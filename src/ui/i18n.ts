/**
 * Words for people. A room defines its own catalogue once, complete in all three languages (the compiler
 * holds that), in ICU message syntax; screens ask for a message by key. A build compiles the messages into
 * plain lists (`vite/compile-words.ts`); elsewhere they are compiled when they are first shown.
 *
 *   const words = defineWords('shift', { en: { close: 'Close shift' }, 'zh-TW': { … }, 'zh-CN': { … } });
 *   const t = useWords(words);   t('close')
 */
import { type I18n, setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { useCallback } from 'react';
import { LANGUAGES, type Language } from '../domain/catalog/variant.ts';
import { must } from '../kernel/invariant.ts';
import { setPreference, usePreferences } from './preferences.ts';

export type Catalogue<K extends string = string> = Readonly<Record<Language, Readonly<Record<K, string>>>>;

export interface RoomWords<K extends string = string> {
  readonly room: string;
  readonly catalogue: Catalogue<K>;
}

export type WordValues = Readonly<Record<string, string | number>>;
export type Translate<K extends string> = (key: K, values?: WordValues) => string;

type Compiled = ReturnType<typeof compileMessage>;

const compiled = new Map<string, Compiled>();

/** Where nothing was built: the library asks at every use, and reading the syntax costs more than all the rest of a message. */
function compileOnce(message: string): Compiled {
  const known = compiled.get(message);
  if (known !== undefined) return known;
  const made = compileMessage(message);
  compiled.set(message, made);
  return made;
}

const voices = new Map<Language, I18n>(
  LANGUAGES.map((language) => {
    const voice = setupI18n({ locale: language, messages: { [language]: {} } });
    if (!import.meta.env.PROD) voice.setMessagesCompiler(compileOnce);
    return [language, voice];
  }),
);

/** `room` parts the keys of one room from those of another; it is named once in the whole app. */
export function defineWords<const W extends Readonly<Record<string, string>>>(
  room: string,
  catalogue: {
    readonly en: W;
    readonly 'zh-TW': NoInfer<Readonly<Record<keyof W & string, string>>>;
    readonly 'zh-CN': NoInfer<Readonly<Record<keyof W & string, string>>>;
  },
): RoomWords<keyof W & string> {
  for (const language of LANGUAGES) {
    const entries = Object.entries<string>(catalogue[language]).map(([key, message]) => [`${room}.${key}`, message]);
    voices.get(language)?.load(language, Object.fromEntries(entries));
  }
  return { room, catalogue };
}

/** For words outside of React: documents to print, labels computed in models. */
export function wordsOf<K extends string>(words: RoomWords<K>, language: Language): Translate<K> {
  const voice = must(voices.get(language), 'every language has a voice');
  return (key, values) => voice._(`${words.room}.${key}`, values);
}

export function useWords<K extends string>(words: RoomWords<K>): Translate<K> {
  const language = useLanguage();
  return useCallback((key: K, values?: WordValues) => wordsOf(words, language)(key, values), [words, language]);
}

export function useLanguage(): Language {
  return usePreferences().language;
}

export function setLanguage(language: Language): void {
  setPreference('language', language);
}
