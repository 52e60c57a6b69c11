/** How many are left, in few words: quiet where there is plenty, a status where somebody should know. */
import type { Language } from '../../domain/catalog/variant.ts';
import { formatCount, useLanguage, useWords } from '../../ui/index.ts';
import type { StockWord } from './item-tiles.ts';
import { sellWords } from './words.ts';

interface StockTextProps {
  readonly stock: StockWord;
  /** On a tile: a sign and the figure; whoever hears the screen hears the words. */
  readonly isBrief?: boolean;
}

export function StockText({ stock, isBrief = false }: StockTextProps) {
  const t = useWords(sellWords);
  const language = useLanguage();
  if (stock.kind === 'silent') return null;
  if (stock.kind === 'none') return <span className="text-act">{t('stockNone')}</span>;
  const count = stock.unit === 'g' ? kilos(stock.count, language) : formatCount(stock.count, language);
  if (stock.kind === 'low') return <span className="tabular text-watch">{t('stockLow', { count })}</span>;
  const words = t('stockPlenty', { count });
  if (!isBrief) return <span className="tabular text-ink-faint">{words}</span>;
  return (
    <span className="tabular in-stock text-ink-faint">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

function kilos(grams: number, language: Language): string {
  return `${formatCount(Math.round(grams / 100) / 10, language)} kg`;
}
