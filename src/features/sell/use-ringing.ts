/** Scans and taps on this screen: what is added is heard, seen and said; what is not asks for the next step. */
import { useCallback, useState } from 'react';
import type { CartLine } from '../../domain/cart/cart.ts';
import { wordsIn } from '../../domain/catalog/variant.ts';
import { readClaim } from '../../domain/receipt/claim.ts';
import type { ShelfRow } from '../../replica/index.ts';
import { announce, showToast, useLanguage, useMoney, useWords, type Watched, watched } from '../../ui/index.ts';
import {
  counterWords,
  lookUpCode,
  placeOfClientCode,
  type RingOutcome,
  type RingRefusal,
  ringFound,
  takeRow,
  useCounter,
  wordsForRefusal,
} from '../counter/index.ts';
import { sellWords } from './words.ts';

/** The line that was touched last; `turn` tells two touches of the same line apart. */
export interface Touched {
  readonly line: string;
  readonly turn: number;
}

export type Asked =
  | { readonly kind: 'unknown'; readonly code: string; readonly complete: boolean }
  | { readonly kind: 'choose'; readonly title: string | null; readonly rows: readonly ShelfRow[] };

export function useRinging() {
  const counter = useCounter();
  const language = useLanguage();
  const t = useWords(sellWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  // Watched, as the cart is, so that the line and its glow are drawn in one go, by those who show them.
  const [touched] = useState<Watched<Touched | null>>(() => watched<Touched | null>(null));
  const [asked, setAsked] = useState<Asked | null>(null);

  const touch = useCallback((line: string) => touched.set({ line, turn: (touched.get()?.turn ?? 0) + 1 }), [touched]);

  const added = useCallback(
    (line: CartLine) => {
      touch(line.id);
      counter.devices.sound.play('added');
      announce(t('addedLive', { title: line.title, price: money(line.listPriceMinor), count: line.quantity }));
    },
    [counter, touch, t, money],
  );

  const refuse = useCallback(
    (refusal: RingRefusal) => {
      counter.devices.sound.play('not-found');
      showToast({ message: wordsForRefusal(refusal, shared), tone: 'watch' });
    },
    [counter, shared],
  );

  const take = useCallback(
    (row: ShelfRow, quantity = 1) => {
      setAsked(null);
      const taken = takeRow(counter, row, language, quantity);
      if (taken.ok) added(taken.value);
      else refuse(taken.refusal);
    },
    [counter, language, added, refuse],
  );

  /** A tile stands for an item: with one variant it is taken at once. */
  const choose = useCallback(
    (rows: readonly ShelfRow[]) => {
      const [only] = rows;
      if (!only) return;
      if (rows.length === 1) take(only);
      else setAsked({ kind: 'choose', title: wordsIn(only.title, language), rows });
    },
    [take, language],
  );

  const settleOutcome = useCallback(
    (outcome: RingOutcome) => {
      switch (outcome.kind) {
        case 'added':
          setAsked(null);
          return added(outcome.line);
        case 'choose':
          return setAsked({ kind: 'choose', title: null, rows: outcome.rows });
        case 'refused':
          setAsked(null);
          return refuse(outcome.refusal);
        case 'receipt': {
          const claim = readClaim(outcome.text);
          if (claim.ok) return counter.go({ screen: 'receipt', order: claim.value.claim.order, claim: outcome.text });
          counter.devices.sound.play('not-found');
          return setAsked({ kind: 'unknown', code: outcome.text.slice(0, 24), complete: true });
        }
        case 'unknown':
          counter.devices.sound.play('not-found');
          announce(t('unknownCodeText', { code: outcome.code }), 'assertive');
          return setAsked(outcome);
      }
    },
    [added, refuse, counter, t],
  );

  const ring = useCallback(
    async (code: string) => {
      const found = await lookUpCode(counter, code);
      // No goods: perhaps what a client shows of their cart or order.
      const place = found.kind === 'unknown' ? await placeOfClientCode(counter, code) : null;
      if (place !== null) return counter.go(place);
      settleOutcome(ringFound(counter, found, language));
    },
    [counter, language, settleOutcome],
  );

  return { touched, asked, dismiss: useCallback(() => setAsked(null), []), ring, take, choose };
}
