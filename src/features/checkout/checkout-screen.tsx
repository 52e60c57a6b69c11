/** From "charge" to "done": how it is paid, what is still open, and the sale kept before anybody says so. */
import { ArrowLeft, Banknote, CreditCard, ReceiptText, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { TenderKind } from '../../domain/tender/tender.ts';
import {
  announce,
  Banner,
  Button,
  EmptyState,
  SegmentedControl,
  showToast,
  useLanguage,
  useWords,
} from '../../ui/index.ts';
import {
  counterWords,
  ringCode,
  shortCode,
  useCounter,
  useJournalSnapshot,
  useOpenCart,
  useScan,
  useShortcuts,
} from '../counter/index.ts';
import { CardPanel } from './card-panel.tsx';
import { CashPanel } from './cash-panel.tsx';
import { DoneScreen } from './done-screen.tsx';
import { saleWords } from './refusal-words.ts';
import { SaleSummary } from './sale-summary.tsx';
import { ShiftFirst } from './shift-first.tsx';
import { type Checkout, useCheckout } from './use-checkout.ts';
import { checkoutWords } from './words.ts';

/** Long enough to hand over change, short enough not to be waited for. */
const NEW_SALE_AFTER_SECONDS = 12;

interface CheckoutScreenProps {
  /** Null stays on the finished sale until somebody goes on. */
  readonly newSaleAfterSeconds?: number | null;
}

export function CheckoutScreen({ newSaleAfterSeconds = NEW_SALE_AFTER_SECONDS }: CheckoutScreenProps) {
  const t = useWords(checkoutWords);
  const language = useLanguage();
  const counter = useCounter();
  const cart = useOpenCart();
  const checkout = useCheckout();
  const shared = useWords(counterWords);
  const { finished, isSaving, refusal } = checkout;
  const toSell = () => counter.go({ screen: 'sell' });

  // One more article at the last moment, or the next customer's first: a scan is never lost.
  useScan(async (scan) => {
    const outcome = await ringCode(counter, scan.text, language);
    counter.devices.sound.play(outcome.kind === 'added' ? 'added' : 'not-found');
    if (outcome.kind === 'added') {
      const message = t('addedToSale', { title: outcome.line.title });
      announce(message);
      showToast({ message });
    } else if (outcome.kind === 'unknown') {
      showToast({ message: t('unknownCode', { code: shortCode(outcome.code) }), tone: 'watch' });
    }
    if (finished) toSell();
  });

  if (finished) return <DoneScreen sale={finished} newSaleAfterSeconds={newSaleAfterSeconds} onNewSale={toSell} />;
  if (cart.lines.length === 0 && !isSaving) {
    // A cart that was sold before is gone, and why it went must stay in sight.
    const words = refusal ? saleWords(refusal, t, shared) : null;
    return (
      <main className="flex h-full grow flex-col">
        <EmptyState
          icon={<ReceiptText aria-hidden />}
          title={words?.title ?? t('emptyCart')}
          text={words?.text ?? t('emptyCartText')}
          action={
            <Button variant="primary" size="lg" autoFocus onPress={toSell}>
              {t('backToCart')}
            </Button>
          }
        />
      </main>
    );
  }
  return <Paying checkout={checkout} onBack={() => checkout.isUnderWay() || toSell()} />;
}

function Paying({ checkout, onBack }: { readonly checkout: Checkout; readonly onBack: () => void }) {
  const t = useWords(checkoutWords);
  const shared = useWords(counterWords);
  const { shift } = useJournalSnapshot();
  const { tendering, isSaving, refusal } = checkout;
  const [method, setMethod] = useState<TenderKind>('cash');
  const isEven = tendering.balanceMinor === 0;
  const isRefund = tendering.balanceMinor < 0;
  const payCash = () => setMethod('cash');
  const payByCard = () => setMethod('card');
  useShortcuts({
    Escape: onBack,
    F7: payCash,
    F8: payByCard,
  });
  const words = refusal ? saleWords(refusal, t, shared) : null;
  return (
    <main className="flex h-full min-h-0 grow flex-col overflow-y-auto landscape:flex-row landscape:overflow-hidden">
      <div className="mx-auto flex min-h-0 w-full max-w-2xl flex-col gap-5 px-6 pt-6 landscape:mx-0 landscape:w-[26rem] landscape:pb-6 landscape:shrink-0 landscape:border-e landscape:border-line">
        <div className="flex items-center gap-2">
          <Button
            variant="quiet"
            icon={<ArrowLeft aria-hidden />}
            isDisabled={isSaving}
            onPress={onBack}
            className="-ms-4"
          >
            {t('backToCart')}
          </Button>
        </div>
        <SaleSummary tendering={tendering} onTakeBack={checkout.takeBack} />
      </div>
      <div className="min-h-0 grow pt-6 landscape:overflow-y-auto">
        <div className="mx-auto flex max-w-2xl flex-col gap-5 px-6 landscape:max-w-[39rem]">
          <h1 className="sr-only">{t('checkout')}</h1>
          {words ? (
            <Banner tone="act" icon={<TriangleAlert aria-hidden />} title={words.title} text={words.text} />
          ) : null}
          {shift === null ? null : isEven ? (
            <Button variant="primary" size="xl" isDisabled={isSaving} onPress={checkout.finishEven}>
              {isSaving ? t('saving') : t('finishEven')}
            </Button>
          ) : (
            <>
              <SegmentedControl
                label={t(isRefund ? 'methodRefund' : 'method')}
                items={[
                  { id: 'cash', label: shared('cash'), icon: <Banknote aria-hidden /> },
                  { id: 'card', label: shared('card'), icon: <CreditCard aria-hidden /> },
                ]}
                selected={method}
                onSelect={setMethod}
                isWide
              />
              {method === 'cash' ? (
                <CashPanel
                  tendering={tendering}
                  isSaving={isSaving}
                  onTake={(amountMinor) => checkout.take('cash', amountMinor, null)}
                />
              ) : (
                <CardPanel
                  tendering={tendering}
                  isSaving={isSaving}
                  onTake={(amountMinor, reference) => checkout.take('card', amountMinor, reference)}
                />
              )}
            </>
          )}
        </div>
      </div>
      <ShiftFirst isOpen={shift === null} onLeave={onBack} />
    </main>
  );
}
