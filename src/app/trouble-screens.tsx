/** When a tablet cannot go on as it is: what happened, what is safe, and the one thing to do next. */
import { Download, RotateCcw, ShieldAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { saveFile } from '../features/health/index.ts';
import { Button, Dialog, useWords } from '../ui/index.ts';
import type { TabletOpening } from './tablet.ts';
import { appWords } from './words.ts';

export function TroubleScreen(props: {
  readonly title: string;
  readonly text: string;
  readonly more?: string;
  readonly code?: string;
  readonly children: ReactNode;
}) {
  return (
    <main className="safe-area mx-auto flex min-h-dvh w-full max-w-2xl flex-col justify-center gap-5 px-6 py-10">
      <ShieldAlert aria-hidden className="size-14 stroke-[1.25] text-ink-faint" />
      <h1 className="text-3xl font-medium text-balance">{props.title}</h1>
      <p className="text-lg text-ink-soft">{props.text}</p>
      {props.more ? <p className="text-lg text-ink-soft">{props.more}</p> : null}
      <div className="mt-2 flex flex-wrap gap-3">{props.children}</div>
      {props.code ? <p className="mt-4 text-ink-faint select-text">{props.code}</p> : null}
    </main>
  );
}

export function UnavailableScreen({ cause }: { readonly cause: string }) {
  const t = useWords(appWords);
  return (
    <TroubleScreen title={t('unavailableTitle')} text={t('unavailableText')} code={t('damagedCode', { code: cause })}>
      <Button variant="primary" size="lg" icon={<RotateCcw aria-hidden />} onPress={() => window.location.reload()}>
        {t('tryAgain')}
      </Button>
    </TroubleScreen>
  );
}

/** Setting aside is offered only after the file left the tablet. */
export function DamagedScreen({ opening }: { readonly opening: Extract<TabletOpening, { kind: 'damaged' }> }) {
  const t = useWords(appWords);
  const [isExported, setExported] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setFault(null);
    try {
      await work();
    } catch (error) {
      setFault(error instanceof Error ? error.name : 'unknown');
    }
  };
  const save = () =>
    attempt(async () => {
      saveFile(await opening.exportRaw(), 'evertill-journal.json');
      setExported(true);
    });
  const setAside = () =>
    attempt(async () => {
      await opening.setAside();
      window.location.reload();
    });
  return (
    <TroubleScreen
      title={t('damagedTitle')}
      text={t('damagedText')}
      more={t('damagedSteps')}
      code={t('damagedCode', { code: fault ?? opening.damage.code })}
    >
      <Button
        variant={isExported ? 'secondary' : 'primary'}
        size="lg"
        icon={<Download aria-hidden />}
        onPress={() => void save()}
      >
        {t('damagedExport')}
      </Button>
      <Button size="lg" isDisabled={!isExported} onPress={() => setAsking(true)}>
        {t('damagedAside')}
      </Button>
      <Dialog
        role="alertdialog"
        title={t('damagedAsideSure')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        footer={
          <Button variant="danger" size="lg" onPress={() => void setAside()}>
            {t('damagedAside')}
          </Button>
        }
      >
        <p>{t('damagedSteps')}</p>
      </Dialog>
    </TroubleScreen>
  );
}
