/** What has not reached the server yet, newest first, each with where it is on its way. */
import { Inbox } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { JournalRecord } from '../../replica/index.ts';
import type { SyncClient } from '../../sync/index.ts';
import { EmptyState, formatTime, List, ListRow, MoneyText, Pill, useLanguage, useWords } from '../../ui/index.ts';
import { journeyOf } from './health-model.ts';
import { type HealthJournal, useSnapshot, useSyncStatus } from './use-health.ts';
import { healthWords } from './words.ts';

const SHOWN_MAX = 100;

export function OutboxList(props: {
  readonly journal: HealthJournal;
  readonly sync: SyncClient;
  readonly timeZone: string;
}) {
  const t = useWords(healthWords);
  const { phase } = useSyncStatus(props.sync);
  const { acknowledged, sequence, unsent } = useSnapshot(props.journal);
  const records = useOutbox(props.journal, acknowledged, sequence);
  if (unsent === 0) {
    return (
      <div className="rounded-lg border border-line bg-card">
        <EmptyState icon={<Inbox aria-hidden />} title={t('outboxEmpty')} text={t('outboxEmptyText')} />
      </div>
    );
  }
  return (
    <List label={t('outbox')}>
      {records.map((record) => {
        const journey = journeyOf(record, acknowledged, phase);
        return (
          <OutboxRow key={record.sequence} record={record} timeZone={props.timeZone}>
            <Pill tone={journey === 'needs-review' ? 'act' : 'calm'}>{t(`journey.${journey}`)}</Pill>
          </OutboxRow>
        );
      })}
      {unsent > records.length && records.length > 0 ? (
        <ListRow title={t('more', { count: unsent - records.length })} />
      ) : null}
    </List>
  );
}

function OutboxRow(props: {
  readonly record: JournalRecord;
  readonly timeZone: string;
  readonly children: React.ReactNode;
}) {
  const t = useWords(healthWords);
  const language = useLanguage();
  const { entry } = props.record;
  const at = formatTime(entry.at, 'date-time', language, props.timeZone);
  const order = entry.kind === 'order.place' ? entry.body : null;
  return (
    <ListRow
      title={t(`kind.${entry.kind}`)}
      detail={
        <span className="tabular">
          {at}
          {order ? ` · ${order.receiptNumber}` : ''}
        </span>
      }
      trailing={
        <span className="flex flex-wrap items-center justify-end gap-3">
          {order ? <MoneyText minor={order.totals.totalMinor} /> : null}
          {props.children}
        </span>
      }
    />
  );
}

function useOutbox(journal: HealthJournal, acknowledged: number, sequence: number): readonly JournalRecord[] {
  const [records, setRecords] = useState<readonly JournalRecord[]>([]);
  useEffect(() => {
    let isCurrent = true;
    journal.after(Math.max(acknowledged, sequence - SHOWN_MAX), SHOWN_MAX).then(
      (found) => {
        if (isCurrent) setRecords([...found].reverse());
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [journal, acknowledged, sequence]);
  return records;
}
