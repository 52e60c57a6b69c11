/** Who is signed in, how the page looks to them, and the way out. */
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { SessionResponse } from '../protocol/office.ts';
import {
  Avatar,
  Button,
  LanguageChoice,
  SegmentedControl,
  Sheet,
  setPreference,
  showToast,
  usePreferences,
  useWords,
} from '../ui/index.ts';
import type { OfficeApi } from './office-api.ts';
import { refusalWords } from './refusal-words.ts';
import { officeWords } from './words.ts';

export function AccountMenu(props: {
  readonly api: OfficeApi;
  readonly session: SessionResponse;
  readonly onSignedOut: () => void;
}) {
  const t = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const { theme } = usePreferences();
  const [isOpen, setOpen] = useState(false);
  const { name, email } = props.session.account;

  const signOut = async () => {
    const answer = await props.api.signOut();
    if (answer.ok) props.onSignedOut();
    else showToast({ message: refusal(answer.refusal.code), tone: 'act' });
  };

  return (
    <>
      <AriaButton
        onPress={() => setOpen(true)}
        className="inline-flex min-h-12 cursor-default items-center gap-3 rounded-full border border-line bg-card py-1 ps-1 pe-4 transition-colors select-none hover:border-edge pressed:bg-well"
      >
        <Avatar initials={initialsOf(name)} hue={6} />
        <span className="max-w-48 truncate font-medium">{name}</span>
      </AriaButton>
      <Sheet title={t('account', { name })} isOpen={isOpen} onClose={() => setOpen(false)}>
        <div className="flex flex-col gap-7">
          <p className="text-lg text-ink-soft">{email}</p>
          <LanguageChoice showsLabel />
          <SegmentedControl
            label={t('theme')}
            showsLabel
            items={[
              { id: 'system', label: t('themeSystem') },
              { id: 'light', label: t('themeLight') },
              { id: 'dark', label: t('themeDark') },
            ]}
            selected={theme}
            onSelect={(chosen) => setPreference('theme', chosen)}
          />
          <Button size="lg" icon={<LogOut aria-hidden />} onPress={() => void signOut()}>
            {t('signOut')}
          </Button>
        </div>
      </Sheet>
    </>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
