/** The languages in their own names, so that whoever cannot read the screen finds theirs. */
import { LANGUAGES } from '../domain/catalog/variant.ts';
import { SegmentedControl } from './choices.tsx';
import { setLanguage, useLanguage, useWords } from './i18n.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import { uiWords } from './ui-words.ts';

export function LanguageChoice(props: { readonly showsLabel?: boolean; readonly isWide?: boolean }) {
  const t = useWords(uiWords);
  const language = useLanguage();
  return (
    <SegmentedControl
      {...props}
      label={t('language')}
      items={LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
      selected={language}
      onSelect={setLanguage}
    />
  );
}
