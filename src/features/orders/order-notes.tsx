/** What may be done here and why not more, before the work begins. */
import {
  BadgeCheck,
  Ban,
  CalendarX,
  CircleDashed,
  CloudOff,
  CreditCard,
  PackageCheck,
  Store,
  Truck,
  UserRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { Banner, type Tone, useLanguage, useWatched, useWords } from '../../ui/index.ts';
import { useCounter, useNow } from '../counter/index.ts';
import { shortTime } from './order-times.ts';
import type { ParcelSteps, WhyNot } from './parcel-steps.ts';
import { useWho } from './use-who.ts';
import { ordersWords } from './words.ts';

interface OrderNotesProps {
  readonly order: ChannelOrderDocument;
  readonly steps: ParcelSteps;
  readonly isProven: boolean;
}

const LOOKS: Readonly<Record<WhyNot, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  announced: { tone: 'calm', icon: <CircleDashed aria-hidden /> },
  cancelled: { tone: 'act', icon: <Ban aria-hidden /> },
  'handed-over': { tone: 'good', icon: <PackageCheck aria-hidden /> },
  unpaid: { tone: 'watch', icon: <CreditCard aria-hidden /> },
  ship: { tone: 'calm', icon: <Truck aria-hidden /> },
  'parcel-elsewhere': { tone: 'watch', icon: <Store aria-hidden /> },
  'lease-ended': { tone: 'watch', icon: <CalendarX aria-hidden /> },
};

export function OrderNotes({ order, steps, isProven }: OrderNotesProps) {
  const t = useWords(ordersWords);
  const { sync } = useCounter();
  const { link } = useWatched(sync, () => sync.status());
  const say = useReasons(order, link !== 'online');
  const time = useTimes();
  const who = useWho();
  const { pickedElsewhere, next, also, whyNot } = steps;
  const handsOverOffline = link !== 'online' && (next === 'hand-over' || also.includes('hand-over'));
  return (
    <>
      {isProven ? <Banner tone="good" icon={<BadgeCheck aria-hidden />} title={t('codeRight')} /> : null}
      {whyNot.map((why) => (
        <Banner key={why} tone={LOOKS[why].tone} icon={LOOKS[why].icon} {...say(why)} />
      ))}
      {pickedElsewhere === null ? null : (
        <Banner
          tone="calm"
          icon={<UserRound aria-hidden />}
          title={t('pickedBy', { who: who(pickedElsewhere) })}
          text={t('pickedByText', { time: time(pickedElsewhere.at) })}
        />
      )}
      {handsOverOffline ? (
        <Banner tone="calm" icon={<CloudOff aria-hidden />} title={t('offline')} text={t('offlineText')} />
      ) : null}
    </>
  );
}

function useTimes(): (instant: string) => string {
  const language = useLanguage();
  const { store } = useCounter();
  const now = useNow();
  return (instant) => shortTime(instant, now, language, store.timeZone);
}

function useReasons(order: ChannelOrderDocument, isOffline: boolean) {
  const t = useWords(ordersWords);
  const who = useWho();
  const time = useTimes();
  const { handedOver, state, lease } = order.fulfillment;
  return (why: WhyNot): { readonly title: string; readonly text: string } => {
    switch (why) {
      case 'announced':
        return { title: t('whyAnnounced'), text: t('whyAnnouncedText') };
      case 'unpaid':
        return { title: t('whyUnpaid'), text: t(isOffline ? 'whyUnpaidOffline' : 'whyUnpaidText') };
      case 'ship':
        return { title: t('whyShip'), text: t('whyShipText') };
      case 'parcel-elsewhere':
        return { title: t('whyElsewhere'), text: t('whyElsewhereText') };
      case 'lease-ended':
        return {
          title: t('whyLeaseEnded'),
          text: t('whyLeaseEndedText', { time: time(lease.until ?? order.placedAt) }),
        };
      case 'cancelled':
        return {
          title: t('whyCancelled'),
          text: t(state === 'handed-over' ? 'whyCancelledLeft' : 'whyCancelledText'),
        };
      case 'handed-over':
        return {
          title: t('whyHandedOver'),
          text: handedOver === null ? '' : t('whyHandedOverText', { who: who(handedOver), time: time(handedOver.at) }),
        };
    }
  };
}
