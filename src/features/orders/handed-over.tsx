/** It is done and written down: one look, and back to the next client. */
import { Check } from 'lucide-react';
import { useEffect } from 'react';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { announce, Button, useWatched, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { countOf } from './hand-over-sheet.tsx';
import { useContact } from './use-contact.ts';
import { ordersWords } from './words.ts';

export function HandedOver({ order, onBack }: { readonly order: ChannelOrderDocument; readonly onBack: () => void }) {
  const t = useWords(ordersWords);
  const { sync } = useCounter();
  const { link } = useWatched(sync, () => sync.status());
  const contact = useContact(order.contact);
  const title = t('done', { number: order.number });
  useEffect(() => announce(title), [title]);
  return (
    <section className="flex grow flex-col items-center justify-center gap-6 p-8 text-center">
      <span className="inline-flex size-16 items-center justify-center rounded-full bg-good-wash text-good">
        <Check aria-hidden className="size-9" />
      </span>
      <div>
        <h2 className="text-2xl font-medium">{title}</h2>
        <p className="tabular text-lg text-ink-soft">
          {[contact?.kind === 'named' ? contact.contact.name : null, t('units', { count: countOf(order) })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <p className="max-w-md text-lg text-balance text-ink-soft">
        {t(link === 'online' ? 'doneOnline' : 'doneOffline')}
      </p>
      <Button variant="primary" size="xl" autoFocus onPress={onBack} className="w-full max-w-md">
        {t('backToOrders')}
      </Button>
    </section>
  );
}
