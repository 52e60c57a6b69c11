import type { Language } from '../domain/catalog/variant.ts';

/** Each language in its own words, so that its readers find it whatever the screen speaks now. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-TW': '繁體中文',
  'zh-CN': '简体中文',
};
