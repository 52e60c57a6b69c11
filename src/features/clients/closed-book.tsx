/** Why no client is shown, and what to do about it. Selling needs none of it. */
import { BookLock, BookX } from 'lucide-react';
import type { ClientBookState } from '../../replica/index.ts';
import { Button, EmptyState, Spinner, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { clientsWords } from './words.ts';

export function ClosedBook({ kind }: { readonly kind: Exclude<ClientBookState['kind'], 'open'> }) {
  const t = useWords(clientsWords);
  const { sync, go } = useCounter();
  if (kind === 'opening') {
    return (
      <div className="flex grow items-center justify-center">
        <Spinner label={t('opening')} className="animate-[arrive_150ms_600ms_both]" />
      </div>
    );
  }
  const back = (
    <Button size="lg" onPress={() => go({ screen: 'sell' })}>
      {t('toSale')}
    </Button>
  );
  if (kind === 'unavailable') {
    return (
      <EmptyState icon={<BookX aria-hidden />} title={t('unavailable')} text={t('unavailableText')} action={back} />
    );
  }
  return (
    <EmptyState
      icon={<BookLock aria-hidden />}
      title={t('locked')}
      text={t('lockedText')}
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <Button variant="primary" size="lg" onPress={() => sync.kick()}>
            {t('tryNow')}
          </Button>
          {back}
        </div>
      }
    />
  );
}
