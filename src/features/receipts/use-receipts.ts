import { useCallback, useEffect, useState } from 'react';
import { useCounter, useJournalSnapshot } from '../counter/index.ts';
import { caseOf, type ReceiptCase, type ReceiptRow, rowsOf } from './receipt-case.ts';

const PAGE_RECEIPTS = 40;

/** The journal's receipts, newest first, that match what is typed. */
export function useReceipts(text: string) {
  const { journal } = useCounter();
  const { sequence } = useJournalSnapshot();
  const [rows, setRows] = useState<readonly ReceiptRow[] | null>(null);
  const [hasMore, setMore] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer journal is a reason to read again
  useEffect(() => {
    let isCurrent = true;
    void journal.receipts({ text, before: null, limit: PAGE_RECEIPTS }).then((records) => {
      if (!isCurrent) return;
      setRows(rowsOf(records));
      setMore(records.length === PAGE_RECEIPTS);
    });
    return () => {
      isCurrent = false;
    };
  }, [journal, text, sequence]);

  const showOlder = useCallback(async () => {
    const last = rows?.at(-1);
    if (!last) return;
    const records = await journal.receipts({ text, before: last.sequence, limit: PAGE_RECEIPTS });
    setRows([...(rows ?? []), ...rowsOf(records)]);
    setMore(records.length === PAGE_RECEIPTS);
  }, [journal, text, rows]);

  return { rows, hasMore, showOlder };
}

/** `undefined` while it is read, `null` when this tablet does not hold it. */
export function useReceiptCase(order: string | null): ReceiptCase | null | undefined {
  const { journal } = useCounter();
  const { sequence } = useJournalSnapshot();
  const [found, setFound] = useState<{ readonly order: string; readonly value: ReceiptCase | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer journal is a reason to read again
  useEffect(() => {
    if (order === null) return;
    let isCurrent = true;
    void journal.order(order).then((answer) => {
      if (isCurrent) setFound({ order, value: caseOf(answer) });
    });
    return () => {
      isCurrent = false;
    };
  }, [journal, order, sequence]);
  return found?.order === order ? found?.value : undefined;
}
