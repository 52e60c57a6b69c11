import { describe, expect, test } from 'vitest';
import { platformOf } from '../../src/ui/install.ts';
import { type Preferences, preferencesFrom, preferredLanguage } from '../../src/ui/preferences.ts';
import { themeToShow } from '../../src/ui/theme.ts';

const fallback: Preferences = {
  language: 'en',
  theme: 'system',
  panelSide: 'end',
  sounds: true,
  autoLockMinutes: 5,
};

describe('what a device remembers', () => {
  test('comes back as it was kept', () => {
    const kept: Preferences = {
      language: 'zh-TW',
      theme: 'dark',
      panelSide: 'start',
      sounds: false,
      autoLockMinutes: 0,
    };
    expect(preferencesFrom(JSON.stringify(kept), fallback)).toEqual(kept);
  });

  test('a damaged field falls back alone, a damaged text as a whole', () => {
    expect(preferencesFrom('{"language":"tlh","theme":"dark","autoLockMinutes":7}', fallback)).toEqual({
      ...fallback,
      theme: 'dark',
    });
    expect(preferencesFrom('{"langu', fallback)).toEqual(fallback);
    expect(preferencesFrom('null', fallback)).toEqual(fallback);
    expect(preferencesFrom(null, fallback)).toEqual(fallback);
  });
});

test('a new tablet speaks the first of its languages that we speak', () => {
  expect(preferredLanguage(['nl-NL', 'en-GB'])).toBe('en');
  expect(preferredLanguage(['zh-Hant-HK'])).toBe('zh-TW');
  expect(preferredLanguage(['zh-TW', 'en'])).toBe('zh-TW');
  expect(preferredLanguage(['zh'])).toBe('zh-CN');
  expect(preferredLanguage(['nl'])).toBe('en');
});

test('the theme follows the tablet until somebody fixes it', () => {
  expect(themeToShow('system', true)).toBe('dark');
  expect(themeToShow('light', true)).toBe('light');
  expect(themeToShow('dark', false)).toBe('dark');
});

test('an iPad calls itself a Macintosh; its fingers give it away', () => {
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15';
  expect(platformOf({ userAgent: mac, maxTouchPoints: 5 })).toBe('ipad');
  expect(platformOf({ userAgent: mac, maxTouchPoints: 0 })).toBe('desktop');
  expect(platformOf({ userAgent: 'Mozilla/5.0 (Linux; Android 16; SM-X710)', maxTouchPoints: 5 })).toBe('android');
});
