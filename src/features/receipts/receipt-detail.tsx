/** One receipt as paper, with what may be done about it. What may not be done says why. */
import { Ban, CloudUpload, Printer, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Receipt } from '../../domain/receipt/receipt.ts';
import { returnableLines } from '../../domain/returns/plan-return.ts';
import { Button, Pill, showToast, useWords } from '../../ui/index.ts';
import {
  counterWords,
  printReceipt,
  ReceiptPaper,
  receiptFor,
  useCounter,
  useJournalSnapshot,
  useOneAtATime,
  wordsForRefusal,
} from '../counter/index.ts';
import { PostVoidDialog } from './post-void-dialog.tsx';
import type { ReceiptCase } from './receipt-case.ts';
import { ReturnSheet } from './return-sheet.tsx';
import { receiptsWords } from './words.ts';

export function ReceiptDetail({ found }: { readonly found: ReceiptCase }) {
  const t = useWords(receiptsWords);
  const counter = useCounter();
  const { shift, isWriter } = useJournalSnapshot();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [panel, setPanel] = useState<'return' | 'void' | null>(null);
  const print = usePrintCopy(found);
  const once = useOneAtATime();
  const { order } = found;
  useEffect(() => {
    const { at, associate } = found;
    void receiptFor(counter, { order: found.order, at, associate, copy: 0 }).then(setReceipt);
  }, [counter, found]);

  const returnable = returnableLines(order, found.returns, found.voided !== null);
  const left = returnable.reduce((sum, line) => sum + line.returnable, 0);
  const may = counter.associate.permissions;
  const whyNotVoid = found.voided
    ? t('alreadyVoided')
    : found.returns.length > 0
      ? t('cannotVoidReturned')
      : shift === null
        ? t('needsShift')
        : may.includes('post-void')
          ? ''
          : t('needsPermission');
  const whyNotReturn = left === 0 ? '' : may.includes('return') ? '' : t('needsPermission');
  return (
    <div className="flex flex-col items-center gap-6 p-6">
      <div className="flex w-full max-w-xl flex-wrap items-center justify-center gap-3">
        {found.voided ? (
          <Pill tone="act" icon={<Ban aria-hidden />}>
            {t('isVoided')}
          </Pill>
        ) : null}
        {found.returns.length > 0 ? (
          <Pill tone="watch" icon={<Undo2 aria-hidden />}>
            {t('hasReturns')}
          </Pill>
        ) : null}
        {found.isAcknowledged ? null : (
          <Pill tone="calm" icon={<CloudUpload aria-hidden />}>
            {t('waiting')}
          </Pill>
        )}
      </div>
      <div className="flex flex-wrap justify-center gap-3">
        <Button size="lg" icon={<Printer aria-hidden />} isDisabled={!isWriter} onPress={() => once(print)}>
          {t('print')}
        </Button>
        <Button
          size="lg"
          icon={<Undo2 aria-hidden />}
          isDisabled={left === 0 || whyNotReturn !== '' || !isWriter}
          onPress={() => setPanel('return')}
        >
          {t('takeBack')}
        </Button>
        <Button
          size="lg"
          icon={<Ban aria-hidden />}
          isDisabled={whyNotVoid !== '' || !isWriter}
          onPress={() => setPanel('void')}
        >
          {t('void')}
        </Button>
      </div>
      {[...new Set([whyNotReturn, whyNotVoid])].filter(Boolean).map((why) => (
        <p key={why} className="-mt-3 max-w-md text-center text-ink-soft">
          {why}
        </p>
      ))}
      {receipt ? (
        <ReceiptPaper receipt={receipt} store={counter.store} className="rounded-sm p-5 shadow-float" />
      ) : null}
      {panel === 'return' ? <ReturnSheet order={order} returnable={returnable} onClose={() => setPanel(null)} /> : null}
      {panel === 'void' ? <PostVoidDialog found={found} onClose={() => setPanel(null)} /> : null}
    </div>
  );
}

/** A copy is an entry first, then paper: nobody prints a second receipt without a trace. */
function usePrintCopy(found: ReceiptCase) {
  const t = useWords(receiptsWords);
  const shared = useWords(counterWords);
  const counter = useCounter();
  return async () => {
    const { order, at, associate, copies } = found;
    const copy = copies + 1;
    const written = await counter.journal.append({
      kind: 'receipt.reprint',
      associate: counter.associate.id,
      body: () => ({ location: counter.store.id, order: order.id, copy }),
    });
    if (!written.ok) return showToast({ message: wordsForRefusal(written.refusal, shared), tone: 'act' });
    const printed = await printReceipt(counter, await receiptFor(counter, { order, at, associate, copy }));
    if (printed.ok) return showToast({ message: t('printed', { copy }) });
    const words = printed.refusal.code === 'printer-unavailable' ? 'printerUnavailable' : 'printOutcomeUnknown';
    return showToast({ message: shared(words), tone: 'watch' });
  };
}
