/**
 * The course of one checkout: offers are collected, and when they settle the balance the sale is written
 * to the journal, once. "Done" is a state only a written sale can reach.
 */
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { OfferedTender, TenderRefusal } from '../../domain/tender/plan-tenders.ts';
import type { Tender, TenderKind } from '../../domain/tender/tender.ts';
import { useLanguage } from '../../ui/index.ts';
import {
  type CompletedSale,
  completeSale,
  type SaleRefusal,
  useCounter,
  useOpenCart,
  useSettled,
} from '../counter/index.ts';
import { offer, planOf, type Tendering } from './tendering.ts';

/** A disk that answers sooner is not spoken of: drawing "saving" would only hold its answer up. */
const SAVING_SHOWN_AFTER_MS = 120;

export interface FinishedSale extends CompletedSale {
  readonly changeMinor: number;
}

export interface Checkout {
  readonly tendering: Tendering;
  /** Shown only when the disk takes its time. */
  readonly isSaving: boolean;
  /** Whether the sale is being written at this moment. */
  isUnderWay(): boolean;
  readonly refusal: SaleRefusal | null;
  readonly finished: FinishedSale | null;
  /** Takes an amount; completes the sale when that settles it. */
  take(kind: TenderKind, amountMinor: number, reference: string | null): TenderRefusal | null;
  /** A balance of nothing needs no tender. */
  finishEven(): void;
  takeBack(tender: string): void;
}

export function useCheckout(): Checkout {
  const counter = useCounter();
  const cart = useOpenCart();
  const settled = useSettled();
  const language = useLanguage();
  const [offered, setOffered] = useState<readonly OfferedTender[]>([]);
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<SaleRefusal | null>(null);
  const [finished, setFinished] = useState<FinishedSale | null>(null);
  // State arrives with the next render; a second tap may come before it.
  const isClosed = useRef(false);
  const [orderId] = useState(() => counter.ids('order'));
  const tendering: Tendering = { balanceMinor: settled.totals.totalMinor, offered };

  const commit = async (tenders: readonly Tender[], changeMinor: number) => {
    isClosed.current = true;
    if (refusal !== null) setRefusal(null);
    const late = setTimeout(() => setSaving(true), SAVING_SHOWN_AFTER_MS);
    // At once: "done" comes before the cart is empty, so that no screen shows a cart of nothing being paid.
    const onWritten = (sale: CompletedSale) => flushSync(() => setFinished({ ...sale, changeMinor }));
    const sold = await completeSale(counter, { cart, settled, tenders, orderId, language, onWritten });
    clearTimeout(late);
    setSaving(false);
    if (sold.ok) counter.devices.sound.play('paid');
    else {
      isClosed.current = false;
      setRefusal(sold.refusal);
    }
  };

  return {
    tendering,
    isSaving,
    isUnderWay: () => isClosed.current && finished === null,
    refusal,
    finished,
    take(kind, amountMinor, reference) {
      if (isClosed.current) return null;
      const next = { id: counter.ids('tender'), kind, amountMinor, reference: reference?.trim() || null };
      const kept = { ...tendering, offered: offered.slice(0, planOf(tendering).tenders.length) };
      const taken = offer(kept, next);
      if (!taken.ok) return taken.refusal;
      if (taken.value.completes) void commit(taken.value.plan.tenders, taken.value.plan.changeMinor);
      else setOffered([...kept.offered, next]);
      return null;
    },
    finishEven() {
      if (!isClosed.current) void commit(planOf(tendering).tenders, 0);
    },
    takeBack(tender) {
      if (!isClosed.current) setOffered(offered.filter(({ id }) => id !== tender));
    },
  };
}
