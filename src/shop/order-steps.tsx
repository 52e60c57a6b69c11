/** What happened to an order, on every channel, and what is still to come. */
import { cx, formatTime, useLanguage, useWords } from '../ui/index.ts';
import type { WebOrder } from './shop-api.ts';
import { shopWords } from './words.ts';

/** What every order that is not cancelled comes by; the gathering is told when it happened. */
const TO_COME = ['paid', 'laid-ready', 'handed-over'] as const;
const WORDS = ['placed', 'paid', 'changed', 'cancelled', 'picked', 'laid-ready', 'handed-over'] as const;
type What = (typeof WORDS)[number];

export function OrderSteps({ order, zone }: { readonly order: WebOrder; readonly zone: string }) {
  const t = useWords(shopWords);
  const language = useLanguage();
  const isSent = order.delivery === 'ship';
  const wordOf = (what: string) => {
    if (isSent && (what === 'laid-ready' || what === 'handed-over')) return t(`sentWhat.${what}`);
    return t(`what.${WORDS.find((word) => word === what) ?? 'changed'}`);
  };
  const done = order.timeline.map(({ what }) => what);
  const isOver = order.fulfillment === 'handed-over' || order.fulfillment === 'cancelled';
  const toCome: readonly What[] = isOver ? [] : TO_COME.filter((what) => !done.includes(what));
  return (
    <ol className="flex flex-col">
      {order.timeline.map(({ at, what, isCounter }, place) => (
        <Step
          key={`${at} ${what}`}
          isDone
          isLast={place === order.timeline.length - 1 && toCome.length === 0}
          isBad={what === 'cancelled'}
        >
          <span className="font-medium">{wordOf(what)}</span>{' '}
          <span className="text-ink-soft">{t(isCounter ? 'atCounter' : 'onWeb')}</span>
          <span className="tabular block text-ink-faint">{formatTime(at, 'date-time', language, zone)}</span>
        </Step>
      ))}
      {toCome.map((what, place) => (
        <Step key={what} isDone={false} isLast={place === toCome.length - 1} isBad={false}>
          <span className="text-ink-faint">{wordOf(what)}</span>
        </Step>
      ))}
    </ol>
  );
}

function Step(props: {
  readonly isDone: boolean;
  readonly isLast: boolean;
  readonly isBad: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <li className="relative ps-8 pb-5 last:pb-0">
      {props.isLast ? null : (
        <span aria-hidden className="absolute start-[0.4375rem] top-5 bottom-0 w-px -translate-x-px bg-line" />
      )}
      <span
        aria-hidden
        className={cx(
          'absolute start-0 top-1.5 size-3.5 rounded-full border-2',
          props.isBad ? 'border-act bg-act' : props.isDone ? 'border-accent-ink bg-accent-ink' : 'border-edge bg-paper',
        )}
      />
      {props.children}
    </li>
  );
}
