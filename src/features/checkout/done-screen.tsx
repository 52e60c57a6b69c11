/** The sale lies in the journal. What is left: hand over the change and the receipt, and greet the next customer. */
import { Check, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Receipt } from '../../domain/receipt/receipt.ts';
import { announce, Button, MoneyText, showToast, useMoney, useWords } from '../../ui/index.ts';
import { counterWords, printReceipt, ReceiptPaper, receiptFor, useCounter, useShortcuts } from '../counter/index.ts';
import type { FinishedSale } from './use-checkout.ts';
import { useCountdown } from './use-countdown.ts';
import { checkoutWords } from './words.ts';

interface DoneScreenProps {
  readonly sale: FinishedSale;
  /** Null stays until somebody goes on. */
  readonly newSaleAfterSeconds: number | null;
  readonly onNewSale: () => void;
}

export function DoneScreen({ sale, newSaleAfterSeconds, onNewSale }: DoneScreenProps) {
  const t = useWords(checkoutWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  const counter = useCounter();
  const { order } = sale;
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const { secondsLeft, stay } = useCountdown(newSaleAfterSeconds, onNewSale);
  const backMinor = order.totals.totalMinor < 0 ? -order.totals.totalMinor : sale.changeMinor;

  useEffect(() => {
    void counter.journal.markPrinted(sale.sequence);
    void receiptFor(counter, { order, at: sale.at, associate: counter.associate.id, copy: 0 }).then(setReceipt);
  }, [counter, order, sale.at, sale.sequence]);
  useEffect(() => {
    announce(`${t('paid')}. ${backMinor > 0 ? t('giveChange', { amount: money(backMinor) }) : t('noChange')}`);
  }, [t, money, backMinor]);
  useShortcuts({ F2: onNewSale, Enter: onNewSale });

  const print = async () => {
    if (!receipt) return;
    stay();
    setPrinting(true);
    const printed = await printReceipt(counter, receipt);
    setPrinting(false);
    if (printed.ok) return;
    const words = printed.refusal.code === 'printer-unavailable' ? 'printerUnavailable' : 'printOutcomeUnknown';
    showToast({ message: shared(words), tone: 'watch' });
  };

  return (
    <main
      className="flex h-full min-h-0 grow flex-col landscape:flex-row"
      onPointerDownCapture={(event) => {
        if (!(event.target instanceof Element) || !event.target.closest('[data-goes-on]')) stay();
      }}
    >
      <section className="flex grow flex-col items-center justify-center gap-6 p-8 text-center">
        <span className="inline-flex size-16 items-center justify-center rounded-full bg-good-wash text-good">
          <Check aria-hidden className="size-9" />
        </span>
        <div>
          <h1 className="text-2xl font-medium">{t(DONE_WORDS[order.kind])}</h1>
          <p className="tabular text-lg text-ink-soft">{t('receiptNumber', { number: order.receiptNumber })}</p>
        </div>
        {backMinor > 0 ? (
          <div>
            <p className="text-xl text-ink-soft">{order.totals.totalMinor < 0 ? t('toRefund') : t('changeDue')}</p>
            <MoneyText minor={backMinor} className="block text-[5.5rem]! leading-none font-medium tracking-tight" />
          </div>
        ) : (
          <p className="text-2xl text-ink-soft">{t('noChange')}</p>
        )}
        <div className="flex w-full max-w-md flex-col gap-3" data-goes-on>
          <Button variant="primary" size="xl" autoFocus onPress={onNewSale}>
            {secondsLeft === null ? t('newSale') : t('newSaleIn', { seconds: secondsLeft })}
          </Button>
          <Button
            size="lg"
            icon={<Printer aria-hidden />}
            isDisabled={receipt === null || isPrinting}
            onPress={() => void print()}
          >
            {isPrinting ? t('printing') : t('print')}
          </Button>
        </div>
        <p className="min-h-6 text-ink-faint">{secondsLeft === null ? '' : t('tapToStay')}</p>
      </section>
      <aside
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long receipt is scrolled by keyboard, too
        tabIndex={0}
        aria-label={t('receipt')}
        className="flex min-h-0 shrink-0 justify-center overflow-y-auto bg-well p-6 landscape:w-[26rem]"
      >
        {receipt ? (
          <ReceiptPaper receipt={receipt} store={counter.store} className="h-fit rounded-sm p-5 shadow-float" />
        ) : null}
      </aside>
    </main>
  );
}

const DONE_WORDS = { sale: 'paid', return: 'refunded', exchange: 'exchanged' } as const;
