/**
 * What stands between a new retailer and its first sale, one step after the other: done ones are ticked,
 * the next one carries the button. Gone once all are done.
 */
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OverviewResponse } from '../protocol/office.ts';
import { Button, cx, showToast, useWords } from '../ui/index.ts';
import { AddRegister } from './add-register.tsx';
import { AddStore } from './add-store.tsx';
import { AssociateSheet } from './associate-sheet.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import type { OfficeApi } from './office-api.ts';
import { type FirstStep, firstStepsOf, storesOf } from './office-model.ts';
import { Section } from './section.tsx';
import { firstStepsWords } from './store-words.ts';
import type { OverviewState } from './use-overview.ts';

const IMPORT_COMMAND = 'npm run import -- products.csv --apply';
const HELP_COMMAND = 'npm run import -- --help';

type Work =
  | { readonly step: 'store' }
  | { readonly step: 'register'; readonly store: string }
  | { readonly step: 'person'; readonly associate: string | null }
  | { readonly step: 'tablet'; readonly register: string };

export function FirstSteps(props: {
  readonly api: OfficeApi;
  readonly state: OverviewState & { readonly overview: OverviewResponse };
}) {
  const { api, state } = props;
  const { overview } = state;
  const t = useWords(firstStepsWords);
  const [work, setWork] = useState<Work | null>(null);
  const steps = firstStepsOf(overview);
  const left = steps.filter(({ isDone }) => !isDone);
  const next = left[0]?.step ?? null;
  const begin = (step: FirstStep) => setWork(workOf(step, overview));
  return (
    <>
      {left.length === 0 ? null : (
        <Section title={t('title')} detail={t('left', { count: left.length })}>
          <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-card">
            {steps.map(({ step, isDone }, at) => (
              <Step
                key={step}
                place={at + 1}
                title={t(step)}
                isDone={isDone}
                isNext={step === next}
                text={step === 'goods' ? <ImportText /> : t(`${step}Text`)}
                action={
                  step === 'goods' ? null : (
                    <Button variant="primary" size="lg" onPress={() => begin(step)}>
                      {t(step)}
                    </Button>
                  )
                }
              />
            ))}
          </ol>
        </Section>
      )}
      <WorkOfStep api={api} state={state} work={work} show={setWork} />
    </>
  );
}

function Step(props: {
  readonly place: number;
  readonly title: string;
  readonly text: ReactNode;
  readonly action: ReactNode;
  readonly isDone: boolean;
  readonly isNext: boolean;
}) {
  const t = useWords(firstStepsWords);
  return (
    <li
      aria-label={props.isDone ? `${props.title} · ${t('done')}` : props.title}
      {...(props.isNext ? { 'aria-current': 'step' as const } : {})}
      className="flex flex-wrap items-start gap-x-5 gap-y-4 px-6 py-5"
    >
      <span
        aria-hidden
        className={cx(
          'tabular inline-flex size-10 shrink-0 items-center justify-center rounded-full border font-medium [&_svg]:size-5',
          props.isDone && 'border-transparent bg-good-wash text-good',
          props.isNext && 'border-accent bg-accent text-on-accent',
          !props.isDone && !props.isNext && 'border-edge text-ink-faint',
        )}
      >
        {props.isDone ? <Check /> : props.place}
      </span>
      <div className="flex min-w-0 grow basis-80 flex-col gap-1">
        <h3 className={cx('text-lg font-medium', !props.isNext && 'text-ink-soft')}>{props.title}</h3>
        {props.isDone ? null : <div className="text-ink-faint">{props.text}</div>}
      </div>
      {props.isNext ? props.action : null}
    </li>
  );
}

function ImportText() {
  const t = useWords(firstStepsWords);
  const copy = async () => {
    await navigator.clipboard.writeText(IMPORT_COMMAND);
    showToast({ message: t('copied') });
  };
  return (
    <div className="flex flex-col gap-3">
      <p>{t('goodsText')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <code className="rounded-md bg-well px-4 py-3 text-ink select-all">{IMPORT_COMMAND}</code>
        <Button variant="quiet" icon={<Copy aria-hidden />} onPress={() => void copy().catch(() => undefined)}>
          {t('copy')}
        </Button>
      </div>
      <p>{t('goodsHelp', { command: HELP_COMMAND })}</p>
    </div>
  );
}

function WorkOfStep(props: {
  readonly api: OfficeApi;
  readonly state: OverviewState & { readonly overview: OverviewResponse };
  readonly work: Work | null;
  readonly show: (work: Work | null) => void;
}) {
  const { api, state, work } = props;
  const { overview, refresh } = state;
  const close = () => props.show(null);
  switch (work?.step) {
    case 'store':
      return <AddStore api={api} overview={overview} onAdded={refresh} onClose={close} />;
    case 'register': {
      const store = storesOf(overview).find(({ location }) => location.id === work.store);
      return store ? <AddRegister api={api} store={store} onAdded={refresh} onClose={close} /> : null;
    }
    case 'person': {
      const associate = overview.associates.find(({ id }) => id === work.associate) ?? null;
      return (
        <AssociateSheet
          key={associate?.id ?? 'new'}
          api={api}
          overview={overview}
          associate={associate}
          onChanged={refresh}
          onAdded={(id) => props.show({ step: 'person', associate: id })}
          onClose={close}
        />
      );
    }
    case 'tablet': {
      const register = overview.registers.find(({ id }) => id === work.register);
      return register ? <EnrolDialog api={api} register={register} state={state} onClose={close} /> : null;
    }
    default:
      return null;
  }
}

/** What the button of a step opens. Null: what it needs is not there any more. */
function workOf(step: FirstStep, overview: OverviewResponse): Work | null {
  switch (step) {
    case 'store':
      return { step };
    case 'register': {
      const store = storesOf(overview).find(({ registers }) => registers.length === 0);
      return store ? { step, store: store.location.id } : null;
    }
    case 'person':
      return { step, associate: overview.associates.find(({ active }) => active)?.id ?? null };
    case 'tablet': {
      const register = overview.registers.find(({ incarnations }) => incarnations.length === 0);
      return register ? { step, register: register.id } : null;
    }
    case 'goods':
      return null;
  }
}
