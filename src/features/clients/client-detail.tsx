/** One client: how to reach them, what to know, what they bought; and what an associate may do about it. */
import { CloudUpload, ShoppingBag, SquarePen, UserRoundMinus, UserRoundX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type Client, CONSENT_CHANNELS, CONSENT_PURPOSES, hasConsented } from '../../domain/client/client.ts';
import {
  Avatar,
  announce,
  Button,
  cx,
  EmptyState,
  hueOf,
  LANGUAGE_NAMES,
  Pill,
  useLanguage,
  useWords,
} from '../../ui/index.ts';
import { changeCart, useClient, useCounter, useJournalSnapshot, useOfCart } from '../counter/index.ts';
import { birthdayText } from './birthday-text.ts';
import { ClientOrders } from './client-orders.tsx';
import { ClientSheet } from './client-sheet.tsx';
import { initialsOf } from './initials.ts';
import { clientsWords } from './words.ts';

export function ClientDetail({ id }: { readonly id: string }) {
  const t = useWords(clientsWords);
  const found = useClient(id);
  const [isEdited, setEdited] = useState(false);
  if (found === null) {
    return <EmptyState icon={<UserRoundX aria-hidden />} title={t('unknown')} text={t('unknownText')} />;
  }
  const { client, isUnsent } = found;
  return (
    <article aria-label={client.name} className="mx-auto flex w-full max-w-3xl flex-col gap-6 p-6">
      <header className="flex flex-wrap items-center gap-4">
        <Avatar initials={initialsOf(client.name)} hue={hueOf(client.id)} size="lg" />
        <div className="min-w-0 grow">
          <h2 className="text-2xl font-medium break-words">{client.name}</h2>
          {isUnsent ? (
            <Pill tone="calm" icon={<CloudUpload aria-hidden />}>
              {t('unsent')}
            </Pill>
          ) : null}
        </div>
        <Actions client={client} onEdit={() => setEdited(true)} />
      </header>
      <Facts client={client} />
      <ClientOrders client={client.id} />
      {isEdited ? (
        <ClientSheet client={client} name="" onClose={() => setEdited(false)} onWritten={() => setEdited(false)} />
      ) : null}
    </article>
  );
}

function Actions({ client, onEdit }: { readonly client: Client; readonly onEdit: () => void }) {
  const t = useWords(clientsWords);
  const counter = useCounter();
  const { isWriter } = useJournalSnapshot();
  const isAttached = useOfCart((cart) => cart.client === client.id);
  const attach = () => {
    const changed = changeCart(counter, { kind: 'client', client: client.id });
    if (!changed.ok) return;
    // Seen on the cart; said to who cannot see it.
    announce(t('attachedNow', { name: client.name }));
    counter.go({ screen: 'sell' });
  };
  const detach = () => void changeCart(counter, { kind: 'client', client: null });
  return (
    <div className="flex flex-wrap gap-3">
      <Button icon={<SquarePen aria-hidden />} isDisabled={!isWriter} onPress={onEdit}>
        {t('edit')}
      </Button>
      {isAttached ? (
        <Button icon={<UserRoundMinus aria-hidden />} isDisabled={!isWriter} onPress={detach}>
          {t('detach')}
        </Button>
      ) : (
        <Button variant="primary" icon={<ShoppingBag aria-hidden />} isDisabled={!isWriter} onPress={attach}>
          {t('attach')}
        </Button>
      )}
    </div>
  );
}

function Facts({ client }: { readonly client: Client }) {
  const t = useWords(clientsWords);
  const language = useLanguage();
  const speaks = Object.entries(LANGUAGE_NAMES).find(([id]) => id === client.language)?.[1] ?? null;
  const consents = CONSENT_PURPOSES.flatMap((purpose) =>
    CONSENT_CHANNELS.filter((channel) => hasConsented(client, purpose, channel)).map((channel) =>
      t(`consent.${purpose}.${channel}`),
    ),
  );
  return (
    <>
      <dl className="grid gap-x-8 gap-y-4 rounded-lg border border-line bg-card p-5 sm:grid-cols-2">
        <Fact term={t('phone')}>
          {client.phone === null ? null : <span className="tabular select-text">{client.phone}</span>}
        </Fact>
        <Fact term={t('email')}>
          {client.email === null ? null : <span className="break-all select-text">{client.email}</span>}
        </Fact>
        <Fact term={t('birthday')}>{client.birthday === null ? null : birthdayText(client.birthday, language)}</Fact>
        <Fact term={t('language')}>{speaks}</Fact>
        <Fact term={t('consents')} isWide>
          {consents.length === 0 ? t('noConsents') : consents.join(' · ')}
        </Fact>
      </dl>
      {client.note === null ? null : (
        <section aria-label={t('note')} className="flex flex-col gap-2">
          <h3 className="text-lg font-medium">{t('note')}</h3>
          <p className="rounded-lg border border-line bg-card p-5 text-lg break-words whitespace-pre-wrap">
            {client.note}
          </p>
        </section>
      )}
      {client.preferences.length === 0 ? null : (
        <section aria-label={t('preferences')} className="flex flex-col gap-2">
          <h3 className="text-lg font-medium">{t('preferences')}</h3>
          <dl className="grid gap-x-8 gap-y-3 rounded-lg border border-line bg-card p-5 sm:grid-cols-2">
            {client.preferences.map(({ name, value }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may be called the same, and none is ever moved
              <Fact key={place} term={name}>
                {value}
              </Fact>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

function Fact({
  term,
  isWide = false,
  children,
}: {
  readonly term: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={cx('min-w-0', isWide && 'sm:col-span-2')}>
      <dt className="text-ink-faint">{term}</dt>
      <dd className="text-lg break-words">{children ?? <span className="text-ink-faint">–</span>}</dd>
    </div>
  );
}
