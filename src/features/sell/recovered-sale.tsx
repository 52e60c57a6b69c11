/** A sale that was kept, but whose "done" nobody saw because the tablet stopped: it is told once, never sold again. */
import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { JournalRecord } from '../../replica/index.ts';
import { Banner, Button, useMoney, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { sellWords } from './words.ts';

export function RecoveredSale() {
  const t = useWords(sellWords);
  const money = useMoney();
  const { journal, go } = useCounter();
  const [pending, setPending] = useState<readonly JournalRecord[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void journal.pendingPrints().then((records) => {
      if (isCurrent) setPending(records);
    });
    return () => {
      isCurrent = false;
    };
  }, [journal]);
  const [record] = pending;
  if (record?.entry.kind !== 'order.place') return null;
  const { id, receiptNumber, totals } = record.entry.body;
  const settle = async () => {
    await journal.markPrinted(record.sequence);
    setPending(await journal.pendingPrints());
  };
  const show = async () => {
    await settle();
    go({ screen: 'receipt', order: id });
  };
  return (
    <Banner
      tone="watch"
      icon={<History aria-hidden />}
      className="m-4 mb-0"
      title={t('recovered', { number: receiptNumber, amount: money(totals.totalMinor) })}
      text={t('recoveredText')}
      action={
        <span className="flex gap-3">
          <Button onPress={() => void settle()}>{t('recoveredFine')}</Button>
          <Button onPress={() => void show()}>{t('recoveredShow')}</Button>
        </span>
      }
    />
  );
}
