/** How this tablet is worked at, and whether its hardware and its version are in order. */
import { Lock, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  AUTO_LOCK_MINUTES,
  Button,
  InstallSteps,
  installFacts,
  LanguageChoice,
  SegmentedControl,
  Select,
  Switch,
  setPreference,
  THEMES,
  usePreferences,
  useWords,
} from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { AppVersion, type AppVersionProps } from './app-version.tsx';
import { ScannerTest } from './scanner-test.tsx';
import { settingsWords } from './words.ts';

export interface SettingsScreenProps extends AppVersionProps {
  readonly onLock: () => void;
}

export function SettingsScreen(props: SettingsScreenProps) {
  const t = useWords(settingsWords);
  const { isInstalled } = installFacts(window);
  return (
    <main className="mx-auto flex w-full max-w-5xl flex-col gap-8 px-6 py-8">
      <header>
        <h1 className="text-3xl font-medium">{t('title')}</h1>
        <p className="text-lg text-ink-soft">{t('onlyHere')}</p>
      </header>
      <div className="grid items-start gap-6 landscape:grid-cols-2">
        <div className="flex flex-col gap-6">
          <LookAndLanguage />
          <AtTheCounter onLock={props.onLock} />
        </div>
        <div className="flex flex-col gap-6">
          <Card title={t('scanner')}>
            <ScannerTest />
          </Card>
          <Card title={t('install')}>
            {isInstalled ? <p className="text-ink-soft">{t('installed')}</p> : <InstallSteps />}
          </Card>
          <Card title={t('app')}>
            <AppVersion {...props} />
          </Card>
        </div>
      </div>
    </main>
  );
}

function Card(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-5 rounded-xl border border-line bg-card p-6">
      <h2 className="text-xl font-medium">{props.title}</h2>
      {props.children}
    </section>
  );
}

function LookAndLanguage() {
  const t = useWords(settingsWords);
  const { theme } = usePreferences();
  return (
    <Card title={t('look')}>
      <LanguageChoice showsLabel isWide />
      <SegmentedControl
        label={t('theme')}
        showsLabel
        isWide
        items={THEMES.map((id) => ({ id, label: t(`theme.${id}`) }))}
        selected={theme}
        onSelect={(chosen) => setPreference('theme', chosen)}
      />
    </Card>
  );
}

function AtTheCounter({ onLock }: { readonly onLock: () => void }) {
  const t = useWords(settingsWords);
  const { devices } = useCounter();
  const { panelSide, sounds, autoLockMinutes } = usePreferences();
  const items = AUTO_LOCK_MINUTES.map((minutes) => ({
    id: String(minutes),
    label: minutes === 0 ? t('lock.never') : t('lock.minutes', { minutes }),
  }));
  return (
    <Card title={t('work')}>
      <SegmentedControl
        label={t('panelSide')}
        showsLabel
        isWide
        items={(['start', 'end'] as const).map((id) => ({ id, label: t(`side.${id}`) }))}
        selected={panelSide}
        onSelect={(side) => setPreference('panelSide', side)}
      />
      <Switch
        label={t('sounds')}
        description={t('soundsText')}
        isSelected={sounds}
        onChange={(isOn) => setPreference('sounds', isOn)}
      />
      <Button
        icon={<Volume2 aria-hidden />}
        className="self-start"
        isDisabled={!sounds}
        onPress={() => devices.sound.play('paid')}
      >
        {t('soundTest')}
      </Button>
      <div className="flex flex-col gap-2 border-t border-line pt-5">
        <Select
          label={t('lock')}
          items={items}
          selected={String(autoLockMinutes)}
          onSelect={(id) => setPreference('autoLockMinutes', Number(id))}
        />
        <p className="text-ink-faint">{t('lockText')}</p>
        <Button icon={<Lock aria-hidden />} className="mt-2 self-start" onPress={onLock}>
          {t('lockNow')}
        </Button>
      </div>
    </Card>
  );
}
