/** A shift from its first coin to its count. */
import { type ReactNode, useState } from 'react';
import { planShiftClose, type ShiftSummary } from '../../domain/till/shift.ts';
import type { DenominationCount, ShiftClose } from '../../domain/till/till.ts';
import { Banner, useWords } from '../../ui/index.ts';
import {
  counterWords,
  tillWords,
  useCounter,
  useJournalSnapshot,
  useOneAtATime,
  useOpenCart,
} from '../counter/index.ts';
import { ClosedSummary } from './closed-summary.tsx';
import { CountDrawer } from './count-drawer.tsx';
import { OpenPanel } from './open-panel.tsx';
import { PaySheet } from './pay-sheet.tsx';
import { ShiftOverview } from './shift-overview.tsx';
import { useShiftView } from './use-shift-summary.ts';
import { shiftWords } from './words.ts';

type Step = 'overview' | 'counting';

export function ShiftScreen() {
  const t = useWords(shiftWords);
  const { shift } = useJournalSnapshot();
  const view = useShiftView();
  const cart = useOpenCart();
  const [step, setStep] = useState<Step>('overview');
  const [paying, setPaying] = useState<'in' | 'out' | null>(null);
  const closing = useClose();
  const once = useOneAtATime();
  const { closed } = closing;

  if (closed) {
    const onNext = () => {
      setStep('overview');
      closing.forget();
    };
    return (
      <Frame>
        <ClosedSummary close={closed} onNext={onNext} />
      </Frame>
    );
  }
  if (shift === null) {
    return (
      <Frame>
        <OpenPanel />
      </Frame>
    );
  }
  if (view === null) return <Frame />;
  return (
    <Frame>
      {cart.lines.length > 0 ? <Banner tone="watch" title={t('cartOpen')} className="mx-6 mt-6" /> : null}
      {step === 'overview' ? (
        <ShiftOverview view={view} onPay={setPaying} onClose={() => setStep('counting')} />
      ) : (
        <CountDrawer
          error={closing.error}
          isSaving={closing.isSaving}
          onFinish={(denominations) => once(() => closing.close(view.summary, denominations))}
          onBack={() => setStep('overview')}
        />
      )}
      {paying ? <PaySheet direction={paying} summary={view.summary} onClose={() => setPaying(null)} /> : null}
    </Frame>
  );
}

function Frame({ children }: { readonly children?: ReactNode }) {
  return <main className="flex h-full min-h-0 grow flex-col overflow-y-auto">{children}</main>;
}

function useClose() {
  const shared = useWords(counterWords);
  const { journal, store, associate } = useCounter();
  const [closed, setClosed] = useState<ShiftClose | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const close = async (summary: ShiftSummary, denominations: readonly DenominationCount[]) => {
    const snapshot = journal.snapshot();
    const plan = planShiftClose({
      summary,
      denominations,
      location: store.id,
      businessDay: summary.businessDay ?? '',
      currency: store.currency.code,
      unsent: snapshot.unsent,
    });
    if (!plan.ok) return setError(tillWords(plan.refusal, shared));
    setSaving(true);
    const written = await journal.append({
      kind: 'shift.close',
      associate: associate.id,
      body: () => ({ ...plan.value, denominations: [...plan.value.denominations] }),
    });
    setSaving(false);
    if (!written.ok) return setError(tillWords(written.refusal, shared));
    setError(null);
    return setClosed(plan.value);
  };
  return { closed, error, isSaving, close, forget: () => setClosed(null) };
}
