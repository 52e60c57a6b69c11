/**
 * One order: for whom, what to gather, what may be done now and why not more, and what happened to it.
 * What is shown already contains what this register did, so that nothing is offered twice.
 */
import { Ban, Package, PackageCheck, PackageOpen, SearchX } from 'lucide-react';
import { useState } from 'react';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { announce, EmptyState, Pill, type Tone, useWatched, useWords } from '../../ui/index.ts';
import { useChannelOrder, useCounter, useNow, useScan } from '../counter/index.ts';
import { HandOverSheet } from './hand-over-sheet.tsx';
import { HandedOver } from './handed-over.tsx';
import { LayReadyDialog } from './lay-ready-dialog.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderNotes } from './order-notes.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import { ParcelActions } from './parcel-actions.tsx';
import { type ParcelStep, parcelSteps } from './parcel-steps.ts';
import { isCodeOf, type Proof } from './parcel-work.ts';
import { PickList } from './pick-list.tsx';
import { useGathering } from './use-gathering.ts';
import { useParcelWork } from './use-parcel-work.ts';
import { ordersWords } from './words.ts';

interface OrderDetailProps {
  readonly id: string;
  readonly code: string | null;
  readonly onFind: (text: string) => Promise<boolean>;
}

export function OrderDetail({ id, ...props }: OrderDetailProps) {
  const t = useWords(ordersWords);
  const order = useChannelOrder(id);
  if (order === null) return null;
  if (order === 'unknown') {
    return <EmptyState icon={<SearchX aria-hidden />} title={t('unknown')} text={t('unknownText')} />;
  }
  return <KnownOrder order={order} {...props} />;
}

function KnownOrder({ order, code, onFind }: Omit<OrderDetailProps, 'id'> & { readonly order: ChannelOrderDocument }) {
  const t = useWords(ordersWords);
  const { identity, devices, sync, go } = useCounter();
  const { link } = useWatched(sync, () => sync.status());
  const now = useNow();
  const gathering = useGathering(order);
  const { work, isWorking } = useParcelWork(order);
  const [typed, setTyped] = useState(code ?? '');
  const [panel, setPanel] = useState<'lay-ready' | 'hand-over' | null>(null);
  const [isDone, setDone] = useState(false);
  const { register, location } = identity;
  const steps = parcelSteps(order, { register, location, now, isOnline: link === 'online' });
  const isProven = isCodeOf(order, typed);
  const mayHandOver = steps.next === 'hand-over' || steps.also.includes('hand-over');

  useScan((scan) => void heard(scan.text));

  async function heard(text: string): Promise<void> {
    if (isCodeOf(order, text)) {
      setTyped(text);
      devices.sound.play('added');
      announce(t('codeRight'));
    } else if (panel === 'hand-over') setTyped(text);
    else if (await gathering.scan(text)) devices.sound.play('added');
    else await onFind(text);
  }

  const handOver = async (proof: Proof) => {
    if (!(await work({ kind: 'hand-over', proof }))) return;
    setPanel(null);
    setDone(true);
    devices.sound.play('paid');
  };
  const begin = (step: ParcelStep) => {
    if (step === 'pick') void work({ kind: 'pick' });
    else if (step === 'hand-over' && isProven) void handOver('code');
    else setPanel(step);
  };
  const layReady = async (shelf: string) => {
    if (!(await work({ kind: 'lay-ready', shelf }))) return;
    setPanel(null);
    announce(t('nowReady', { number: order.number }));
  };

  if (isDone) return <HandedOver order={order} onBack={() => go({ screen: 'orders' })} />;
  return (
    <article aria-label={order.number} className="flex min-h-0 grow flex-col">
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long order is scrolled by keyboard, too
        tabIndex={0}
        className="min-h-0 grow overflow-y-auto overscroll-contain -outline-offset-4!"
      >
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 p-6">
          <Heading order={order} />
          <OrderFacts order={order} now={now} />
          <OrderNotes order={order} steps={steps} isProven={isProven && mayHandOver} />
          <PickList order={order} gathering={gathering} isGathering={order.fulfillment.state === 'picking'} />
          <OrderTimeline order={order} now={now} />
        </div>
      </div>
      <ParcelActions
        order={order}
        steps={steps}
        isProven={isProven && mayHandOver}
        isWorking={isWorking}
        onBegin={begin}
      />
      <LayReadyDialog isOpen={panel === 'lay-ready'} onClose={() => setPanel(null)} onLay={layReady} />
      <HandOverSheet
        order={order}
        isOpen={panel === 'hand-over'}
        isWorking={isWorking}
        typed={typed}
        onTyped={setTyped}
        onClose={() => setPanel(null)}
        onHandOver={handOver}
      />
    </article>
  );
}

const TONES: Readonly<Record<ChannelOrderDocument['fulfillment']['state'], Tone>> = {
  open: 'calm',
  picking: 'calm',
  ready: 'good',
  'handed-over': 'calm',
  cancelled: 'act',
};

const ICONS = {
  open: <Package aria-hidden />,
  picking: <PackageOpen aria-hidden />,
  ready: <PackageCheck aria-hidden />,
  'handed-over': <PackageCheck aria-hidden />,
  cancelled: <Ban aria-hidden />,
} as const;

function Heading({ order }: { readonly order: ChannelOrderDocument }) {
  const t = useWords(ordersWords);
  const { state } = order.fulfillment;
  return (
    <header className="flex flex-wrap items-center justify-between gap-3">
      <h2 className="text-2xl font-medium">{order.number}</h2>
      <Pill tone={TONES[state]} icon={ICONS[state]}>
        {t(`parcel.${state}`)}
      </Pill>
    </header>
  );
}
