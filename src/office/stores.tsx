/** Each store with its registers: who was heard when, what it still holds, which build it runs. */
import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import type { OverviewResponse, RegisterFacts } from '../protocol/office.ts';
import { Button, formatTime, IconButton, useLanguage, useWords } from '../ui/index.ts';
import { AddRegister } from './add-register.tsx';
import { AddStore } from './add-store.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import { storeWords } from './home-words.ts';
import type { OfficeApi } from './office-api.ts';
import { type StoreView, storesOf } from './office-model.ts';
import { RegisterSheet } from './register-sheet.tsx';
import { RegisterTable } from './register-table.tsx';
import { Section } from './section.tsx';
import { EditStore } from './store-card.tsx';
import { newStoreWords } from './store-words.ts';
import type { OverviewState } from './use-overview.ts';

type Work =
  | { readonly kind: 'enrol' | 'details'; readonly register: string }
  | { readonly kind: 'add' | 'edit'; readonly store: StoreView }
  | { readonly kind: 'new-store' };

export function Stores(props: {
  readonly api: OfficeApi;
  readonly state: OverviewState & { readonly overview: OverviewResponse };
}) {
  const { api, state } = props;
  const { overview } = state;
  const t = useWords(storeWords);
  const newStore = useWords(newStoreWords);
  const [work, setWork] = useState<Work | null>(null);
  const stop = () => setWork(null);
  const registerOf = (kind: 'enrol' | 'details'): RegisterFacts | null =>
    work?.kind === kind ? (overview.registers.find(({ id }) => id === work.register) ?? null) : null;
  const enrolling = registerOf('enrol');
  const detailed = registerOf('details');
  const stores = storesOf(overview);
  return (
    <Section
      title={t('stores')}
      action={
        <Button variant="quiet" icon={<Plus aria-hidden />} onPress={() => setWork({ kind: 'new-store' })}>
          {newStore('add')}
        </Button>
      }
    >
      {stores.map((store) => (
        <article
          key={store.location.id}
          aria-label={store.location.name}
          className="overflow-hidden rounded-lg border border-line bg-card"
        >
          <StoreHead
            overview={overview}
            store={store}
            onAdd={() => setWork({ kind: 'add', store })}
            onEdit={() => setWork({ kind: 'edit', store })}
          />
          <RegisterTable
            store={store}
            overview={overview}
            onEnrol={(register) => setWork({ kind: 'enrol', register: register.id })}
            onDetails={(register) => setWork({ kind: 'details', register: register.id })}
          />
        </article>
      ))}
      {enrolling === null ? null : <EnrolDialog api={api} register={enrolling} state={state} onClose={stop} />}
      {detailed === null ? null : <RegisterSheet api={api} register={detailed} state={state} onClose={stop} />}
      {work?.kind === 'add' ? (
        <AddRegister api={api} store={work.store} onAdded={state.refresh} onClose={stop} />
      ) : null}
      {work?.kind === 'edit' ? (
        <EditStore api={api} location={work.store.location} onChanged={state.refresh} onClose={stop} />
      ) : null}
      {work?.kind === 'new-store' ? (
        <AddStore api={api} overview={overview} onAdded={state.refresh} onClose={stop} />
      ) : null}
    </Section>
  );
}

function StoreHead(props: {
  readonly overview: OverviewResponse;
  readonly store: StoreView;
  readonly onAdd: () => void;
  readonly onEdit: () => void;
}) {
  const { location } = props.store;
  const t = useWords(storeWords);
  const newStore = useWords(newStoreWords);
  const language = useLanguage();
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line py-2 ps-5 pe-2">
      <h3 className="text-lg font-medium">
        {location.name}
        <span className="tabular ms-3 text-base font-normal text-ink-faint">
          {formatTime(props.overview.serverTime, 'time', language, location.timeZone)}
        </span>
      </h3>
      <div className="flex items-center">
        <Button
          variant="quiet"
          icon={<Plus aria-hidden />}
          onPress={props.onAdd}
          label={`${t('addRegister')} · ${location.name}`}
        >
          {t('addRegister')}
        </Button>
        <IconButton
          label={`${newStore('edit')} · ${location.name}`}
          icon={<Pencil aria-hidden />}
          onPress={props.onEdit}
        />
      </div>
    </header>
  );
}
