/** Every receipt of this tablet: find it, look at it, copy it, take goods back, or void it. */
import { ArrowLeft, ReceiptText, SearchX } from 'lucide-react';
import { useState } from 'react';
import { readScan } from '../../domain/catalog/scan-code.ts';
import { readClaim } from '../../domain/receipt/claim.ts';
import { Button, cx, EmptyState, SearchField, showToast, useLandscape, useWords } from '../../ui/index.ts';
import { counterWords, HeaderSlot, useCounter, useScan } from '../counter/index.ts';
import { ReceiptDetail } from './receipt-detail.tsx';
import { ReceiptList } from './receipt-list.tsx';
import { useReceiptCase } from './use-receipts.ts';
import { receiptsWords } from './words.ts';

export function ReceiptsScreen({ order }: { readonly order: string | null }) {
  const t = useWords(receiptsWords);
  const shared = useWords(counterWords);
  const { go, devices } = useCounter();
  const isLandscape = useLandscape();
  const [text, setText] = useState('');
  const found = useReceiptCase(order);

  useScan((scan) => {
    const read = readScan(scan.text);
    const claim = read.ok && read.value.kind === 'receipt' ? readClaim(read.value.code) : null;
    if (claim?.ok) return go({ screen: 'receipt', order: claim.value.claim.order });
    if (read.ok && read.value.kind !== 'receipt') return setText(read.value.code);
    devices.sound.play('not-found');
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
            <EmptyState icon={<SearchX aria-hidden />} title={t('notHere')} text={t('notHereText')} />
          ) : found ? (
            <ReceiptDetail key={found.order.id} found={found} />
          ) : null}
        </div>
      ) : null}
    </main>
  );
}
