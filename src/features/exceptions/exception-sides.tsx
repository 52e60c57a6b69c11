/** Both sides of an exception, by names people know, each a way to look at it. */
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { wordsIn } from '../../domain/catalog/variant.ts';
import { Button, formatCount, formatTime, useLanguage, useMoney, useWords } from '../../ui/index.ts';
import { useChannelOrder, useCounter, useNames } from '../counter/index.ts';
import type { Side } from './exception-case.ts';
import { exceptionWords } from './words.ts';

export function Sides({ sides }: { readonly sides: readonly Side[] }) {
  if (sides.length === 0) return null;
  return (
    <dl className="grid min-w-64 grow basis-0 grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-5 gap-y-2">
      {sides.map((side) => (
        <SideOf key={JSON.stringify(side)} side={side} />
      ))}
    </dl>
  );
}

function SideOf({ side }: { readonly side: Side }) {
  const t = useWords(exceptionWords);
  const who = useWho();
  const language = useLanguage();
  const money = useMoney();
  switch (side.kind) {
    case 'parcel':
      return <ParcelSides order={side.order} />;
    case 'order':
      return <OrderSide order={side.order} />;
    case 'web-order':
      return <OrderSide order={side.order} isWeb />;
    case 'holder':
      return <Fact label={t('holder')}>{who({ associate: null, register: side.register })}</Fact>;
    case 'by':
      return <Fact label={t('by')}>{who(side)}</Fact>;
    case 'goods':
      return <GoodsSide side={side} />;
    case 'returned':
      return (
        <Fact label={t('soldAndBack')}>
          {formatCount(side.sold, language)} / {formatCount(side.returned, language)}
        </Fact>
      );
    case 'till':
      return (
        <Fact label={t('expected')}>
          {money(side.expectedMinor)} / {money(side.saidMinor)}
        </Fact>
      );
  }
}

/** Every hand-over of the parcel and its cancellation, as the order's own timeline tells them. */
function ParcelSides({ order: id }: { readonly order: string }) {
  const t = useWords(exceptionWords);
  const language = useLanguage();
  const { store } = useCounter();
  const who = useWho();
  const order = useChannelOrder(id);
  const moments = order === null || order === 'unknown' ? [] : order.timeline;
  return (
    <>
      <OrderSide order={id} isWeb />
      {moments.map((moment) => {
        if (moment.what !== 'handed-over' && moment.what !== 'cancelled') return null;
        const time = formatTime(moment.at, 'date-time', language, store.timeZone);
        return (
          <Fact key={JSON.stringify(moment)} label={t(moment.what === 'cancelled' ? 'cancelledAt' : 'handOver')}>
            {t('whoAndWhen', { who: who(moment), time })}
          </Fact>
        );
      })}
    </>
  );
}

/** An order by its number: of the web where this tablet has it, of the counter where it was sold here. */
function OrderSide({ order: id, isWeb = false }: { readonly order: string; readonly isWeb?: boolean }) {
  const t = useWords(exceptionWords);
  const { go } = useCounter();
  const order = useChannelOrder(id);
  const receipt = useOwnReceipt(id);
  if (order !== null && order !== 'unknown') {
    return (
      <Fact label={t('webOrder')}>
        <Link onGo={() => go({ screen: 'order', order: id })}>{order.number}</Link>
      </Fact>
    );
  }
  if (receipt !== null) {
    return (
      <Fact label={t('sale')}>
        <Link onGo={() => go({ screen: 'receipt', order: id })}>{receipt}</Link>
      </Fact>
    );
  }
  return <Fact label={t(isWeb ? 'webOrder' : 'sale')}>{t('elsewhere')}</Fact>;
}

function useOwnReceipt(order: string): string | null {
  const { journal } = useCounter();
  const [receipt, setReceipt] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void journal.order(order).then(({ placed }) => {
      const number = placed?.entry.kind === 'order.place' ? placed.entry.body.receiptNumber : null;
      if (isCurrent) setReceipt(number);
    });
    return () => {
      isCurrent = false;
    };
  }, [journal, order]);
  return receipt;
}

function GoodsSide({ side }: { readonly side: Extract<Side, { readonly kind: 'goods' }> }) {
  const t = useWords(exceptionWords);
  const language = useLanguage();
  const { shelf } = useCounter();
  const [title, setTitle] = useState('');
  const { ordinal, variant, onHand, committed } = side;
  useEffect(() => {
    let isCurrent = true;
    void shelf.row(ordinal).then((row) => {
      if (!isCurrent || row?.id !== variant) return;
      setTitle([wordsIn(row.title, language), ...row.options].join(' · '));
    });
    return () => {
      isCurrent = false;
    };
  }, [shelf, ordinal, variant, language]);
  return (
    <>
      {title === '' ? null : <Fact label={t('goods')}>{title}</Fact>}
      <Fact label={t('onHand')}>{formatCount(onHand, language)}</Fact>
      {committed === null ? null : <Fact label={t('promised')}>{formatCount(committed, language)}</Fact>}
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="tabular min-w-0">{children}</dd>
    </>
  );
}

function Link({ children, onGo }: { readonly children: string; readonly onGo: () => void }) {
  return (
    <Button variant="quiet" className="-ms-4 -my-2.5" onPress={onGo}>
      <span className="tabular">{children}</span>
      <ChevronRight aria-hidden />
    </Button>
  );
}

export function useWho() {
  const t = useWords(exceptionWords);
  const names = useNames();
  return (doer: { readonly associate: string | null; readonly register: string | null }): string => {
    if (doer.associate === null && doer.register === null) return t('webShop');
    const name = names.associate(doer.associate);
    const register = names.register(doer.register);
    if (name !== null && register !== null) return t('whoAt', { name, register });
    return name ?? register ?? t('somebody');
  };
}
