/** How this very kind of tablet gets the app onto its home screen. */
import { Download } from 'lucide-react';
import { Button } from './button.tsx';
import { useWords } from './i18n.ts';
import { installFacts, installOffer, takeInstallOffer } from './install.ts';
import { installWords } from './install-words.ts';
import { useWatched } from './use-watched.ts';

const STEPS = {
  ipad: { title: 'howIpad', steps: ['ipad1', 'ipad2', 'ipad3'] },
  android: { title: 'howAndroid', steps: ['android1', 'android2', 'android3'] },
  desktop: { title: 'howDesktop', steps: ['desktop1', 'desktop2'] },
} as const;

export function InstallSteps() {
  const t = useWords(installWords);
  const canPrompt = useWatched(installOffer, installOffer.get);
  if (canPrompt) {
    return (
      <Button icon={<Download aria-hidden />} onPress={() => void takeInstallOffer()}>
        {t('install')}
      </Button>
    );
  }
  const { title, steps } = STEPS[installFacts(window).platform];
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium">{t(title)}</p>
      <ol className="flex flex-col gap-2">
        {steps.map((step, place) => (
          <li key={step} className="flex gap-3 text-ink-soft">
            <span className="tabular w-4 shrink-0 font-medium text-ink">{place + 1}</span>
            {t(step)}
          </li>
        ))}
      </ol>
    </div>
  );
}
