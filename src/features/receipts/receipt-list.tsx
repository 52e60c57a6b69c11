import { ReceiptText, SearchX } from 'lucide-react';
import { Button, EmptyState, formatTime, ListRow, MoneyText, useLanguage, useWords } from '../../ui/index.ts';
import { shortCode, useCounter } from '../counter/index.ts';
import { useReceipts } from './use-receipts.ts';
import { receiptsWords } from './words.ts';

interface ReceiptListProps {
  readonly text: string;
  readonly chosen: string | null;
  readonly onChoose: (order: string) => void;
}

export function ReceiptList({ text, chosen, onChoose }: ReceiptListProps) {
  const t = useWords(receiptsWords);
  const language = useLanguage();
  const { store } = useCounter();
  const { rows, hasMore, showOlder } = useReceipts(text);
  if (rows === null) return null;
  if (rows.length === 0) {
    return text === '' ? (
      <EmptyState icon={<ReceiptText aria-hidden />} title={t('none')} text={t('noneText')} />
    ) : (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('noneFound', { query: shortCode(text) })}
        text={t('noneFoundText')}
      />
    );
  }
  return (
    <div className="min-h-0 overflow-y-auto overscroll-contain">
      <ul aria-label={t('receipts')} className="divide-y divide-line border-b border-line">
        {rows.map((row) => (
          <ListRow
            key={row.sequence}
            title={<span className="tabular">{row.receiptNumber}</span>}
            detail={
              <span className="line-clamp-1">
                {formatTime(row.at, 'date-time', language, store.timeZone)} ·{' '}
                {row.kind === 'sale' ? row.titles : [t(row.kind), row.titles].join(' · ')}
              </span>
            }
            trailing={<MoneyText minor={row.totalMinor} size="lg" />}
            isSelected={row.order === chosen}
            onPress={() => onChoose(row.order)}
          />
        ))}
      </ul>
      {hasMore ? (
        <div className="flex justify-center p-4">
          <Button onPress={() => void showOlder()}>{t('older')}</Button>
        </div>
      ) : null}
    </div>
  );
}
