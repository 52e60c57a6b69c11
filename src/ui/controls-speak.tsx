/** The control library's own words (what a screen reader says of a menu or a field) follow the language of the app. */
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLanguage } from './i18n.ts';

export function ControlsSpeak({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  return <I18nProvider locale={language === 'en' ? 'en-US' : language}>{children}</I18nProvider>;
}
