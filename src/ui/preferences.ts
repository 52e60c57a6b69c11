/**
 * How this one device likes to be worked at: language, theme, which side the work panel is on, sounds,
 * idle time. Kept in the browser's local storage, because it must be known before the first paint and
 * is worth nothing on another device. Losing it costs a tap in settings, nothing else.
 */
import { useSyncExternalStore } from 'react';
import { LANGUAGES, type Language } from '../domain/catalog/variant.ts';
import { watched } from './listeners.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Minutes without a touch until the screen asks for a PIN again; 0 never does. */
export const AUTO_LOCK_MINUTES = [0, 1, 2, 5, 10, 30] as const;

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  /** Where the work panel (cart) stands in landscape. */
  readonly panelSide: 'start' | 'end';
  readonly sounds: boolean;
  readonly autoLockMinutes: number;
}

const KEY = 'evertill.preferences';

export function preferredLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    const lower = tag.toLowerCase();
    if (lower.startsWith('zh')) {
      if (/hant|-tw|-hk|-mo/.test(lower)) return 'zh-TW';
      return 'zh-CN';
    }
    if (lower.startsWith('en')) return 'en';
  }
  return 'en';
}

function defaults(): Preferences {
  return {
    language: preferredLanguage(globalThis.navigator?.languages ?? []),
    theme: 'system',
    panelSide: 'end',
    sounds: true,
    autoLockMinutes: 5,
  };
}

/** Reads what was kept, field by field: one damaged field falls back to its default, the others stay. */
export function preferencesFrom(text: string | null, fallback: Preferences): Preferences {
  let kept: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) kept = parsed;
  } catch {
    return fallback;
  }
  return {
    language: LANGUAGES.find((language) => language === kept.language) ?? fallback.language,
    theme: THEMES.find((theme) => theme === kept.theme) ?? fallback.theme,
    panelSide: kept.panelSide === 'start' || kept.panelSide === 'end' ? kept.panelSide : fallback.panelSide,
    sounds: typeof kept.sounds === 'boolean' ? kept.sounds : fallback.sounds,
    autoLockMinutes: AUTO_LOCK_MINUTES.find((minutes) => minutes === kept.autoLockMinutes) ?? fallback.autoLockMinutes,
  };
}

function readKept(): string | null {
  try {
    return globalThis.localStorage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

const store = watched<Preferences>(preferencesFrom(readKept(), defaults()));

export function preferences(): Preferences {
  return store.get();
}

export const subscribePreferences = store.subscribe;

export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  const next = { ...store.get(), [key]: value };
  store.set(next);
  try {
    globalThis.localStorage?.setItem(KEY, JSON.stringify(next));
  } catch {
    // Private mode or a full disk: the choice holds until the app closes.
  }
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
