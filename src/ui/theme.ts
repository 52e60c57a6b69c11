/** Puts theme and language on the document, now and whenever the choice or the system's setting changes. */
import { type Preferences, preferences, subscribePreferences } from './preferences.ts';

const PAPER = { light: '#faf8f4', dark: '#151614' } as const;

export function themeToShow(theme: Preferences['theme'], systemIsDark: boolean): 'light' | 'dark' {
  if (theme === 'system') return systemIsDark ? 'dark' : 'light';
  return theme;
}

export function followPreferences(page: Document, darkScheme: MediaQueryList): () => void {
  const apply = () => {
    const theme = themeToShow(preferences().theme, darkScheme.matches);
    page.documentElement.dataset.theme = theme;
    page.documentElement.lang = preferences().language;
    page.querySelector('meta[name="theme-color"]')?.setAttribute('content', PAPER[theme]);
  };
  apply();
  darkScheme.addEventListener('change', apply);
  const stop = subscribePreferences(apply);
  return () => {
    darkScheme.removeEventListener('change', apply);
    stop();
  };
}
