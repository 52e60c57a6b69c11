/** The work other channels bring: a list, and beside it the order that is worked on. */
import { ArrowLeft, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import type { OrderQueue } from '../../replica/index.ts';
import { Button, cx, EmptyState, showToast, useLandscape, useWords } from '../../ui/index.ts';
import { counterWords, placeOfWork, useCounter, useScan } from '../counter/index.ts';
import { FindField } from './find-field.tsx';
import { OrderDetail } from './order-detail.tsx';
import { OrderList } from './order-queue.tsx';
import { WithViews } from './views-notice.tsx';
import { ordersWords } from './words.ts';

interface OrdersScreenProps {
  readonly order: string | null;
  /** What its client showed, when that is how it was found. */
  readonly code: string | null;
}

export function OrdersScreen({ order, code }: OrdersScreenProps) {
  const t = useWords(ordersWords);
  const shared = useWords(counterWords);
  const { go } = useCounter();
  const isLandscape = useLandscape();
  const [text, setText] = useState('');
  const [queue, setQueue] = useState<OrderQueue>('to-pick');
  const find = useFindWork();
  const showsDetail = order !== null;

  // While an order is in sight, a scan is about it first.
  useScan((scan) => void find(scan.text), !showsDetail);

  return (
    <main className="flex h-full min-h-0 grow">
      <h1 className="sr-only">{t('orders')}</h1>
      <FindField
        text={text}
        onText={(next) => {
          setText(next);
          if (next !== '' && showsDetail && !isLandscape) go({ screen: 'orders' });
        }}
      />
      <WithViews>
        {isLandscape || !showsDetail ? (
          <div className={cx('flex min-h-0 flex-col border-line bg-card', isLandscape ? 'w-[26rem] border-e' : 'grow')}>
            <OrderList
              text={text.trim()}
              queue={queue}
              onQueue={setQueue}
              chosen={order}
              onChoose={(id) => go({ screen: 'order', order: id })}
            />
          </div>
        ) : null}
        {isLandscape || showsDetail ? (
          <div className="flex min-h-0 min-w-0 grow flex-col">
            {showsDetail && !isLandscape ? (
              <div className="border-b border-line p-2">
                <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={() => go({ screen: 'orders' })}>
                  {shared('back')}
                </Button>
              </div>
            ) : null}
            {order === null ? (
              <EmptyState icon={<PackageOpen aria-hidden />} title={t('choose')} text={t('chooseText')} />
            ) : (
              <OrderDetail key={order} id={order} code={code} onFind={find} />
            )}
          </div>
        ) : null}
      </WithViews>
    </main>
  );
}

/** Goes where a scanned code leads; false, and heard, where it leads nowhere. */
function useFindWork(): (text: string) => Promise<boolean> {
  const t = useWords(ordersWords);
  const counter = useCounter();
  return async (text) => {
    const place = await placeOfWork(counter, text);
    if (place !== null) {
      counter.go(place);
      return true;
    }
    counter.devices.sound.play('not-found');
    showToast({ message: t('notAnOrder'), tone: 'watch' });
    return false;
  };
}
