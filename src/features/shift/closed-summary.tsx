/** After the count: over, short or right, and what is still on its way. */
import { Check } from 'lucide-react';
import type { ShiftClose } from '../../domain/till/till.ts';
import { Button, MoneyText, useMoney, useWords } from '../../ui/index.ts';
import { useCounter, useJournalSnapshot } from '../counter/index.ts';
import { shiftWords } from './words.ts';

export function ClosedSummary({ close, onNext }: { readonly close: ShiftClose; readonly onNext: () => void }) {
  const t = useWords(shiftWords);
  const money = useMoney();
  const { associate, go } = useCounter();
  const { parkedCarts, unsent } = useJournalSnapshot();
  const { overShortMinor } = close;
  const verdict =
    overShortMinor === 0
      ? t('exactly')
      : t(overShortMinor > 0 ? 'over' : 'short', { amount: money(Math.abs(overShortMinor)) });
  const maySee = associate.permissions.includes('see-expected-cash');
  return (
    <section className="mx-auto flex w-full max-w-xl flex-col items-center gap-6 p-8 text-center">
      <span className="inline-flex size-16 items-center justify-center rounded-full bg-good-wash text-good">
        <Check aria-hidden className="size-9" />
      </span>
      <h1 className="text-2xl font-medium">{t('closedTitle')}</h1>
      <p role="status" className="figures text-4xl font-medium">
        {verdict}
      </p>
      <dl className="w-full divide-y divide-line rounded-lg border border-line bg-card text-start text-lg">
        <Row label={t('counted')} minor={close.countedMinor} />
        {maySee ? <Row label={t('expected')} minor={close.expectedMinor} /> : null}
        <Row label={t('cardTaken')} minor={close.cardExpectedMinor} />
      </dl>
      <p className="text-ink-soft">
        {t('unsent', { count: unsent })}
        {parkedCarts.length > 0 ? ` ${t('parkedOpen', { count: parkedCarts.length })}` : ''}
      </p>
      <div className="flex flex-wrap justify-center gap-3">
        <Button size="lg" onPress={() => go({ screen: 'report' })}>
          {t('toReport')}
        </Button>
        <Button variant="primary" size="lg" onPress={onNext}>
          {t('newShift')}
        </Button>
      </div>
    </section>
  );
}

function Row({ label, minor }: { readonly label: string; readonly minor: number }) {
  return (
    <div className="flex items-baseline justify-between gap-4 px-5 py-3">
      <dt>{label}</dt>
      <dd>
        <MoneyText minor={minor} size="lg" />
      </dd>
    </div>
  );
}
