/** Which goods come back, in what state and why. They go into the cart, so that a return can become an exchange. */
import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Order } from '../../domain/order/order.ts';
import type { ReturnableLine } from '../../domain/returns/plan-return.ts';
import {
  Button,
  cx,
  IconButton,
  SegmentedControl,
  Sheet,
  showToast,
  useLandscape,
  useMoney,
  useWords,
} from '../../ui/index.ts';
import { changeCart, counterWords, ReasonChips, useCounter, useOpenCart, wordsForRefusal } from '../counter/index.ts';
import { piecesOf, type ReturnDraft, refundMinor, returnLines } from './return-draft.ts';
import { receiptsWords } from './words.ts';

interface ReturnSheetProps {
  readonly order: Order;
  readonly returnable: readonly ReturnableLine[];
  readonly onClose: () => void;
}

export function ReturnSheet({ order, returnable, onClose }: ReturnSheetProps) {
  const t = useWords(receiptsWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  const counter = useCounter();
  const cart = useOpenCart();
  const isLandscape = useLandscape();
  const [draft, setDraft] = useState<ReturnDraft>({ quantities: new Map(), reason: null, disposition: 'restock' });
  const [error, setError] = useState<string | null>(null);
  const pieces = piecesOf(returnable, draft);

  const takeBack = () => {
    const lines = returnLines(order, returnable, draft, counter.ids);
    if (!lines.ok) return setError(lines.refusal.code === 'reason-missing' ? shared('chooseReason') : t('chooseLines'));
    const wasEmpty = cart.lines.length === 0;
    for (const line of lines.value) {
      const added = changeCart(counter, { kind: 'add', line });
      if (!added.ok) return showToast({ message: wordsForRefusal(added.refusal, shared), tone: 'watch' });
    }
    onClose();
    counter.go({ screen: wasEmpty ? 'checkout' : 'sell' });
  };
  const set = (line: string, quantity: number) => {
    setError(null);
    setDraft({ ...draft, quantities: new Map(draft.quantities).set(line, quantity) });
  };

  return (
    <Sheet
      title={t('returnTitle')}
      isOpen
      onClose={onClose}
      side={isLandscape ? 'end' : 'bottom'}
      footer={
        <Button variant="primary" size="lg" isDisabled={pieces === 0} onPress={takeBack} className="tabular grow">
          {pieces === 0
            ? t('chooseLines')
            : t('addToCart', { count: pieces, amount: money(refundMinor(returnable, draft)) })}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        <ul className="divide-y divide-line rounded-lg border border-line">
          {returnable.map((each) => (
            <ReturnLine
              key={each.line.id}
              returnable={each}
              quantity={draft.quantities.get(each.line.id) ?? 0}
              onQuantity={(quantity) => set(each.line.id, quantity)}
            />
          ))}
        </ul>
        <ReasonChips
          use="return"
          chosen={draft.reason}
          onChoose={(reason) => {
            setError(null);
            setDraft({ ...draft, reason });
          }}
          error={error}
        />
        <SegmentedControl
          label={t('whatHappens')}
          showsLabel
          items={[
            { id: 'restock', label: t('restock') },
            { id: 'damaged', label: t('damaged') },
          ]}
          selected={draft.disposition}
          onSelect={(disposition) => setDraft({ ...draft, disposition })}
        />
        {cart.lines.length > 0 ? <p className="text-ink-soft">{t('cartInUse')}</p> : null}
      </div>
    </Sheet>
  );
}

function ReturnLine(props: {
  readonly returnable: ReturnableLine;
  readonly quantity: number;
  readonly onQuantity: (quantity: number) => void;
}) {
  const t = useWords(receiptsWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  const { line, returnable } = props.returnable;
  // Weighed goods come back whole: nobody cuts a cheese at the counter to return half of it.
  const step = line.unit === 'g' ? Math.max(1, returnable) : 1;
  return (
    <li className={cx('flex items-center gap-3 px-4 py-3', returnable === 0 && 'text-ink-faint')}>
      <span className="flex min-w-0 grow flex-col">
        <span className="line-clamp-2 font-medium">{line.title}</span>
        <span className="tabular text-ink-soft">{[...line.options, money(line.totalMinor)].join(' · ')}</span>
        <span className="text-ink-faint">
          {returnable === 0 ? t('allBack') : t('returnable', { count: returnable })}
        </span>
      </span>
      {returnable === 0 ? null : (
        <fieldset className="flex shrink-0 items-center rounded-lg border border-edge">
          <legend className="sr-only">{t('count', { title: line.title })}</legend>
          <IconButton
            label={`${shared('oneLess')}: ${line.title}`}
            icon={<Minus aria-hidden />}
            isDisabled={props.quantity === 0}
            onPress={() => props.onQuantity(props.quantity - step)}
          />
          <output className="tabular min-w-10 text-center text-lg font-medium">{props.quantity}</output>
          <IconButton
            label={`${shared('oneMore')}: ${line.title}`}
            icon={<Plus aria-hidden />}
            isDisabled={props.quantity >= returnable}
            onPress={() => props.onQuantity(props.quantity + step)}
          />
        </fieldset>
      )}
    </li>
  );
}
