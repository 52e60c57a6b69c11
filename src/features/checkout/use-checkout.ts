/**
 * The course of one checkout: offers are collected, and when they settle the balance the sale is written
 * to the journal, once. "Done" is a state only a written sale can reach.
 */
import { useRef, useState } from 'react';
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

export interface FinishedSale extends CompletedSale {
  readonly changeMinor: number;
}

export interface Checkout {
  readonly tendering: Tendering;
  readonly isSaving: boolean;
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
    setSaving(true);
    setRefusal(null);
    const sold = await completeSale(counter, { cart, settled, tenders, orderId, language });
    setSaving(false);
    if (!sold.ok) {
      isClosed.current = false;
      return setRefusal(sold.refusal);
    }
    counter.devices.sound.play('paid');
    setFinished({ ...sold.value, changeMinor });
  };

  return {
    tendering,
    isSaving,
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
