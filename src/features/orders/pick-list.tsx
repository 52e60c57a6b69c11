/** What to gather, with pictures; each line is ticked off by tap or by the label of its goods. */
import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { cx, formatCount, List, PressArea, useLanguage, useWords } from '../../ui/index.ts';
import { Picture, useCounter, useShelfState } from '../counter/index.ts';
import { countOf } from './hand-over-sheet.tsx';
import { type Gathering, piecesOf } from './use-gathering.ts';
import { ordersWords } from './words.ts';

type OrderLine = ChannelOrderDocument['lines'][number];

interface PickListProps {
  readonly order: ChannelOrderDocument;
  readonly gathering: Gathering;
  readonly isGathering: boolean;
}

export function PickList({ order, gathering, isGathering }: PickListProps) {
  const t = useWords(ordersWords);
  const here = useStockHere(order);
  const { state } = order.fulfillment;
  const title = t(state === 'open' || state === 'picking' ? 'lines' : 'goods');
  const done = order.lines.reduce((sum, line) => sum + gathering.countOf(line.id), 0);
  return (
    <section>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h3 className="text-lg font-medium">{title}</h3>
        <span className="tabular text-ink-soft">
          {isGathering ? t('gathered', { done, all: countOf(order) }) : t('units', { count: countOf(order) })}
        </span>
      </div>
      <List label={title}>
        {order.lines.map((line) => {
          const gathered = isGathering ? gathering.countOf(line.id) : 0;
          const inside = <LineParts line={line} gathered={gathered} here={here.get(line.id) ?? null} />;
          return (
            <li key={line.id}>
              {isGathering ? (
                <PressArea
                  isPressed={gathered >= piecesOf(line)}
                  onPress={() => gathering.toggle(line)}
                  className={cx(
                    LINE,
                    'w-full -outline-offset-4! transition-colors hover:bg-well active:bg-accent-wash',
                  )}
                >
                  <Tick isDone={gathered >= piecesOf(line)} />
                  {inside}
                </PressArea>
              ) : (
                <div className={LINE}>{inside}</div>
              )}
            </li>
          );
        })}
      </List>
    </section>
  );
}

const LINE = 'flex min-h-20 items-center gap-4 px-4 py-3 text-start';

function Tick({ isDone }: { readonly isDone: boolean }) {
  return (
    <span
      aria-hidden
      className={cx(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-full border transition-colors',
        isDone ? 'border-accent bg-accent text-on-accent' : 'border-edge bg-card',
      )}
    >
      {isDone ? <Check className="size-5" /> : null}
    </span>
  );
}

function LineParts(props: { readonly line: OrderLine; readonly gathered: number; readonly here: number | null }) {
  const { line, gathered, here } = props;
  const t = useWords(ordersWords);
  const language = useLanguage();
  const pieces = piecesOf(line);
  const isPartly = gathered > 0 && gathered < pieces;
  const asked = line.unit === 'g' ? `${formatCount(line.quantity, language)} g` : formatCount(line.quantity, language);
  return (
    <>
      <Picture image={line.image} title={line.title} className="size-14" />
      <span className="flex min-w-0 grow flex-col">
        <span className="line-clamp-2 leading-snug font-medium">{line.title}</span>
        <span className="text-ink-soft">{[...line.options, line.sku].join(' · ')}</span>
        {here === null ? null : (
          <span className={cx('tabular', here < line.quantity ? 'text-watch' : 'text-ink-faint')}>
            {t('stockHere', { count: formatCount(here, language) })}
          </span>
        )}
      </span>
      <span className="figures shrink-0 text-2xl font-medium">
        {isPartly ? <span className="text-ink-faint">{formatCount(gathered, language)} / </span> : null}
        {asked}
        {line.unit === 'each' ? <span className="text-ink-faint"> ×</span> : null}
      </span>
    </>
  );
}

/** How many lie in this shop, by line; of what nobody counts nothing is said. */
function useStockHere(order: ChannelOrderDocument): ReadonlyMap<string, number> {
  const { shelf } = useCounter();
  const { version } = useShelfState();
  const { lines } = order;
  const isOpen = order.fulfillment.state === 'open' || order.fulfillment.state === 'picking';
  const [here, setHere] = useState<ReadonlyMap<string, number>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the shelf is a reason to look again
  useEffect(() => {
    if (!isOpen) return setHere(new Map());
    let isCurrent = true;
    void Promise.all(lines.map(({ ordinal }) => shelf.row(ordinal))).then((rows) => {
      if (!isCurrent) return;
      const known = lines.flatMap((line, place): [string, number][] => {
        const row = rows[place];
        return line.tracked && row?.id === line.variant && row.level ? [[line.id, row.level.onHand]] : [];
      });
      setHere(new Map(known));
    });
    return () => {
      isCurrent = false;
    };
  }, [shelf, version, lines, isOpen]);
  return here;
}
