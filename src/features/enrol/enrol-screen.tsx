/**
 * A tablet that is nobody yet becomes a register. The server decides whether a code may be used in a
 * browser tab; this screen says beforehand what it will find.
 */
import { ArrowLeft, CircleAlert, CircleCheck, QrCode } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Refusal, Verdict } from '../../kernel/verdict.ts';
import {
  announce,
  Button,
  InstallSteps,
  installFacts,
  LanguageChoice,
  Spinner,
  TextField,
  useWords,
} from '../../ui/index.ts';
import { enrolCodeIn, isWholeCode, shownCode } from './enrol-code.ts';
import { ScanCodeSheet } from './scan-code-sheet.tsx';
import { enrolWords, keyOfRefusal } from './words.ts';

export interface EnrolFacts {
  readonly installed: boolean;
  readonly persisted: boolean;
}

export interface EnrolScreenProps {
  /** What came with the address (`#enrol=…`), or null. */
  readonly link: string | null;
  readonly enrol: (code: string, facts: EnrolFacts) => Promise<Verdict<unknown, Refusal>>;
  readonly onEnrolled: () => void;
  /** Asks the browser to keep the storage, and tells what it answered. */
  readonly persist: () => Promise<boolean>;
  /** Given to a tablet that was a register before: it may leave this screen as it came. */
  readonly onBack?: () => void;
}

export function EnrolScreen(props: EnrolScreenProps) {
  const t = useWords(enrolWords);
  const [code, setCode] = useState(() => enrolCodeIn(props.link ?? '') ?? '');
  const [isAsking, setAsking] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isKept, setKept] = useState<boolean | null>(null);
  const { isInstalled } = installFacts(window);
  const { persist, onBack } = props;
  useEffect(() => {
    persist().then(setKept, () => setKept(false));
  }, [persist]);

  const connect = async (whole: string) => {
    if (isAsking) return;
    setAsking(true);
    setRefusal(null);
    let words: string;
    try {
      const verdict = await props.enrol(whole, { installed: isInstalled, persisted: await persist() });
      if (verdict.ok) return props.onEnrolled();
      words = t(keyOfRefusal(verdict.refusal.code), { code: verdict.refusal.code });
    } catch (error) {
      // The same code goes on where this stopped: the key it was asked with is kept.
      words = t('tabletFault', { code: error instanceof Error ? error.name : 'unknown' });
    } finally {
      setAsking(false);
    }
    setRefusal(words);
    announce(words, 'assertive');
  };
  const submit = () => {
    if (isWholeCode(code)) void connect(code);
    else setRefusal(t('not-a-code'));
  };

  return (
    <main className="safe-area mx-auto flex min-h-dvh w-full max-w-6xl flex-col justify-center gap-8 px-6 py-8">
      <header className="flex max-w-2xl flex-col gap-3">
        {onBack ? (
          <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={onBack} className="-ms-4 self-start">
            {t('back')}
          </Button>
        ) : (
          <img src="/icon.svg" alt="" className="size-14" />
        )}
        <h1 className="text-3xl font-medium">{t(onBack ? 'titleAgain' : 'title')}</h1>
        <p className="text-lg text-balance text-ink-soft">{t(onBack ? 'introAgain' : 'intro')}</p>
      </header>
      <div className="grid items-start gap-6 landscape:grid-cols-[1fr_1.1fr]">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
          className="flex flex-col gap-5 rounded-xl border border-line bg-card p-6"
        >
          <TextField
            label={t('code')}
            description={t('codeHelp')}
            value={code}
            size="lg"
            autoComplete="one-time-code"
            placeholder="K7QM-3FXD"
            error={refusal}
            isDisabled={isAsking}
            onChange={(typed) => {
              setRefusal(null);
              setCode(enrolCodeIn(typed) ?? shownCode(typed));
            }}
          />
          <Button type="submit" variant="primary" size="xl" isDisabled={isAsking || !isWholeCode(code)}>
            {isAsking ? t('connecting') : t('connect')}
          </Button>
          <Button size="lg" icon={<QrCode aria-hidden />} isDisabled={isAsking} onPress={() => setScanning(true)}>
            {t('scan')}
          </Button>
          {isAsking ? <Spinner label={t('connecting')} /> : null}
        </form>
        <section className="flex flex-col gap-5 px-1 py-2">
          <h2 className="text-xl font-medium">{t('readyTitle')}</h2>
          <Check isMet={isInstalled} title={t('installed')} text={isInstalled ? t('installedYes') : t('installedNo')} />
          {isInstalled ? null : (
            <div className="flex flex-col gap-4 border-s-2 border-line ps-5">
              <InstallSteps />
              <p className="text-ink-faint">{t('tabCode')}</p>
            </div>
          )}
          <Check isMet={isKept ?? false} title={t('kept')} text={isKept ? t('keptYes') : t('keptNo')} />
        </section>
      </div>
      <LanguageChoice />
      <ScanCodeSheet
        isOpen={isScanning}
        onClose={() => setScanning(false)}
        onCode={(found) => {
          setScanning(false);
          setCode(found);
          void connect(found);
        }}
      />
    </main>
  );
}

function Check(props: { readonly isMet: boolean; readonly title: string; readonly text: string }) {
  return (
    <div className="flex gap-3.5">
      {props.isMet ? (
        <CircleCheck aria-hidden className="mt-0.5 size-6 shrink-0 text-good" />
      ) : (
        <CircleAlert aria-hidden className="mt-0.5 size-6 shrink-0 text-watch" />
      )}
      <div>
        <p className="font-medium">{props.title}</p>
        <p className="text-ink-soft">{props.text}</p>
      </div>
    </div>
  );
}
