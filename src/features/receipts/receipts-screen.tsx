/** Every receipt of this tablet: find it, look at it, copy it, take goods back, or void it. Another's is checked. */
import { ArrowLeft, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { readScan } from '../../domain/catalog/scan-code.ts';
import { readClaim } from '../../domain/receipt/claim.ts';
import { Button, cx, EmptyState, SearchField, showToast, useLandscape, useWords } from '../../ui/index.ts';
import { counterWords, HeaderSlot, useCounter, useScan } from '../counter/index.ts';
import { ForeignReceipt } from './foreign-receipt.tsx';
import { PaperWarning } from './paper-warning.tsx';
import { ReceiptDetail } from './receipt-detail.tsx';
import { ReceiptList } from './receipt-list.tsx';
import { useReceiptCase } from './use-receipts.ts';
import { receiptsWords } from './words.ts';

interface ReceiptsScreenProps {
  readonly order: string | null;
  /** The code on the paper of that order, when it was scanned. */
  readonly claim: string | null;
}

export function ReceiptsScreen({ order, claim }: ReceiptsScreenProps) {
  const t = useWords(receiptsWords);
  const shared = useWords(counterWords);
  const { go, devices } = useCounter();
  const isLandscape = useLandscape();
  const [text, setText] = useState('');
  const found = useReceiptCase(order);

  useScan((scan) => {
    const read = readScan(scan.text);
    const code = read.ok && read.value.kind === 'receipt' ? read.value.code : null;
    const scanned = code === null ? null : readClaim(code);
    if (code !== null && scanned?.ok) return go({ screen: 'receipt', order: scanned.value.claim.order, claim: code });
    if (read.ok && read.value.kind !== 'receipt') return setText(read.value.code);
    devices.sound.play('not-found');
    // What was in sight belongs to an earlier scan, and is not the answer to this one.
    if (claim !== null) go({ screen: 'receipts' });
    showToast({ message: t('notOurs'), tone: 'watch' });
  });

  const showsDetail = order !== null;
  return (
    <main className="flex h-full min-h-0 grow">
      <h1 className="sr-only">{t('receipts')}</h1>
      <HeaderSlot>
        <SearchField
          label={t('find')}
          placeholder={t('find')}
          value={text}
          onChange={(next) => {
            setText(next);
            if (showsDetail && !isLandscape) go({ screen: 'receipts' });
          }}
        />
      </HeaderSlot>
      {isLandscape || !showsDetail ? (
        <div className={cx('flex min-h-0 flex-col border-line bg-card', isLandscape ? 'w-[26rem] border-e' : 'grow')}>
          <ReceiptList text={text.trim()} chosen={order} onChoose={(id) => go({ screen: 'receipt', order: id })} />
        </div>
      ) : null}
      {isLandscape || showsDetail ? (
        <div className="flex min-h-0 min-w-0 grow flex-col overflow-y-auto">
          {showsDetail && !isLandscape ? (
            <div className="p-3">
              <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={() => go({ screen: 'receipts' })}>
                {shared('back')}
              </Button>
            </div>
          ) : null}
          {order === null ? (
            <EmptyState icon={<ReceiptText aria-hidden />} title={t('choose')} text={t('chooseText')} />
          ) : found === null ? (
            <ForeignReceipt key={claim} claim={claim} />
          ) : found ? (
            <>
              {claim === null ? null : <PaperWarning key={claim} order={found.order} claim={claim} />}
              <ReceiptDetail key={found.order.id} found={found} />
            </>
          ) : null}
        </div>
      ) : null}
    </main>
  );
}
