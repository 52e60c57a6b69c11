/** The store's clients: find one, and beside the list the one that is looked at. Everything works without a network. */
import { ArrowLeft, UserRound, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { Button, cx, EmptyState, SearchField, useLandscape, useWords } from '../../ui/index.ts';
import { counterWords, HeaderSlot, useClientBook, useCounter } from '../counter/index.ts';
import { ClientDetail } from './client-detail.tsx';
import { ClientList } from './client-list.tsx';
import { ClientSheet } from './client-sheet.tsx';
import { ClosedBook } from './closed-book.tsx';
import { clientsWords } from './words.ts';

interface ClientsScreenProps {
  readonly client: string | null;
}

export function ClientsScreen({ client }: ClientsScreenProps) {
  const t = useWords(clientsWords);
  const shared = useWords(counterWords);
  const { go, journal } = useCounter();
  const book = useClientBook();
  const isLandscape = useLandscape();
  const [text, setText] = useState('');
  const [isNew, setNew] = useState(false);
  const showsDetail = client !== null;

  if (book.kind !== 'open') {
    return (
      <main className="flex h-full min-h-0 grow flex-col overflow-y-auto">
        <h1 className="sr-only">{t('clients')}</h1>
        <ClosedBook kind={book.kind} />
      </main>
    );
  }
  return (
    <main className="flex h-full min-h-0 grow">
      <h1 className="sr-only">{t('clients')}</h1>
      <HeaderSlot>
        <SearchField
          label={t('find')}
          placeholder={t('find')}
          value={text}
          onChange={(next) => {
            setText(next);
            if (showsDetail && !isLandscape) go({ screen: 'clients' });
          }}
        />
      </HeaderSlot>
      {isLandscape || !showsDetail ? (
        <div className={cx('flex min-h-0 flex-col border-line bg-card', isLandscape ? 'w-[26rem] border-e' : 'grow')}>
          <header className="flex min-h-16 shrink-0 items-center justify-between gap-3 border-b border-line py-2 ps-5 pe-3">
            <p className="tabular text-ink-faint">{t('count', { count: book.clients })}</p>
            <Button
              icon={<UserRoundPlus aria-hidden />}
              isDisabled={!journal.snapshot().isWriter}
              onPress={() => setNew(true)}
            >
              {t('new')}
            </Button>
          </header>
          <ClientList
            text={text}
            chosen={client}
            onChoose={(id) => go({ screen: 'client', client: id })}
            onNew={() => setNew(true)}
          />
        </div>
      ) : null}
      {isLandscape || showsDetail ? (
        <div className="flex min-h-0 min-w-0 grow flex-col overflow-y-auto">
          {showsDetail && !isLandscape ? (
            <div className="p-3">
              <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={() => go({ screen: 'clients' })}>
                {shared('back')}
              </Button>
            </div>
          ) : null}
          {client === null ? (
            <EmptyState icon={<UserRound aria-hidden />} title={t('choose')} text={t('chooseText')} />
          ) : (
            <ClientDetail key={client} id={client} />
          )}
        </div>
      ) : null}
      {isNew ? (
        <ClientSheet
          client={null}
          name={/\d|@/.test(text) ? '' : text.trim()}
          onClose={() => setNew(false)}
          onWritten={(id) => {
            setNew(false);
            setText('');
            go({ screen: 'client', client: id });
          }}
        />
      ) : null}
    </main>
  );
}
