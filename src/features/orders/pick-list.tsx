/** What to gather, with pictures; each line is ticked off by tap or by the label of its goods. */
import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type Words, wordsIn } from '../../domain/catalog/variant.ts';
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
  const shelf = useOnShelf(order);
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
          const inside = <LineParts line={line} gathered={gathered} shelf={shelf.get(line.id) ?? null} />;
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

function LineParts(props: { readonly line: OrderLine; readonly gathered: number; readonly shelf: OnShelf | null }) {
  const { line, gathered, shelf } = props;
  const here = shelf?.here ?? null;
  const t = useWords(ordersWords);
  const language = useLanguage();
  // The client ordered in a language of their own; who gathers reads the shelf's.
  const title = shelf === null ? line.title : wordsIn(shelf.title, language);
  const pieces = piecesOf(line);
  const isPartly = gathered > 0 && gathered < pieces;
  const asked = line.unit === 'g' ? `${formatCount(line.quantity, language)} g` : formatCount(line.quantity, language);
  return (
    <>
      <Picture image={line.image} title={title} className="size-14" />
      <span className="flex min-w-0 grow flex-col">
        <span className="line-clamp-2 leading-snug font-medium">{title}</span>
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

interface OnShelf {
  readonly title: Words;
  /** How many lie in this shop; null where nobody counts them, or nothing is to be gathered any more. */
  readonly here: number | null;
}

/** What this tablet's shelf says of the goods, by line. */
function useOnShelf(order: ChannelOrderDocument): ReadonlyMap<string, OnShelf> {
  const { shelf } = useCounter();
  const { version } = useShelfState();
  const { lines } = order;
  const isOpen = order.fulfillment.state === 'open' || order.fulfillment.state === 'picking';
  const [found, setFound] = useState<ReadonlyMap<string, OnShelf>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the shelf is a reason to look again
  useEffect(() => {
    let isCurrent = true;
    void Promise.all(lines.map(({ ordinal }) => shelf.row(ordinal))).then((rows) => {
      if (!isCurrent) return;
      const known = lines.flatMap((line, place): [string, OnShelf][] => {
        const row = rows[place];
        if (row?.id !== line.variant) return [];
        const here = isOpen && line.tracked ? (row.level?.onHand ?? null) : null;
        return [[line.id, { title: row.title, here }]];
      });
      setFound(new Map(known));
    });
    return () => {
      isCurrent = false;
    };
  }, [shelf, version, lines, isOpen]);
  return found;
}
