/**
 * Which goods of an order are gathered, ticked off by tap or by scanning their labels. It helps the hand that
 * gathers and is no entry: it lives as long as this window.
 */
import { useCallback, useState } from 'react';
import { readScan } from '../../domain/catalog/scan-code.ts';
import { wordsIn } from '../../domain/catalog/variant.ts';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { announce, showToast, useLanguage, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { ordersWords } from './words.ts';

type OrderLine = ChannelOrderDocument['lines'][number];
type Counts = ReadonlyMap<string, number>;

const NONE: Counts = new Map();
const kept = new Map<string, Counts>();

/** A line by weight is one thing to gather. */
export const piecesOf = (line: Pick<OrderLine, 'unit' | 'quantity'>) => (line.unit === 'each' ? line.quantity : 1);

export interface Gathering {
  countOf(line: string): number;
  toggle(line: OrderLine): void;
  /** Whether the text was goods: of this order, or of none. */
  scan(text: string): Promise<boolean>;
}

export function useGathering(order: ChannelOrderDocument): Gathering {
  const t = useWords(ordersWords);
  const language = useLanguage();
  const { shelf, devices } = useCounter();
  const [counts, setCounts] = useState<Counts>(() => kept.get(order.id) ?? NONE);
  const isGathering = order.fulfillment.state === 'picking';
  const set = useCallback(
    (line: OrderLine, count: number) =>
      setCounts((before) => {
        const next = new Map(before).set(line.id, count);
        kept.set(order.id, next);
        return next;
      }),
    [order.id],
  );
  return {
    countOf: (line) => counts.get(line) ?? 0,
    toggle: (line) => set(line, (counts.get(line.id) ?? 0) >= piecesOf(line) ? 0 : piecesOf(line)),
    async scan(text) {
      const read = readScan(text);
      if (!isGathering || !read.ok || read.value.kind === 'receipt') return false;
      const answer = await shelf.scan(read.value.code);
      if (answer.kind === 'unknown') return false;
      const wanted = order.lines.filter(({ variant }) => answer.rows.some(({ id }) => id === variant));
      const line = wanted.find((one) => (counts.get(one.id) ?? 0) < piecesOf(one)) ?? wanted[0];
      if (line === undefined) {
        const [row] = answer.rows;
        devices.sound.play('not-found');
        showToast({ message: t('notOnOrder', { title: row ? wordsIn(row.title, language) : text }), tone: 'watch' });
        return true;
      }
      set(line, Math.min(piecesOf(line), (counts.get(line.id) ?? 0) + 1));
      announce(t('gather', { title: line.title }));
      return true;
    },
  };
}
