/** Clients are found here to be erased: what head office must be able to do for a person who asks for it. */
import { UserRoundX } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { CLIENTS_FOUND_MAX, type OfficeClient, type OverviewResponse } from '../protocol/office.ts';
import { Banner, Button, Dialog, EmptyState, showToast, TextField, useWords } from '../ui/index.ts';
import { clientWords } from './client-words.ts';
import { HoldButton } from './hold-button.tsx';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { nameOfLocation } from './office-model.ts';
import { refusalWords } from './refusal-words.ts';
import { Section } from './section.tsx';

const TEXT_MIN = 2;

export function Clients(props: { readonly api: OfficeApi; readonly overview: OverviewResponse }) {
  const { api, overview } = props;
  const t = useWords(clientWords);
  const refusal = useWords(refusalWords);
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly OfficeClient[] | null>(null);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [doomed, setDoomed] = useState<OfficeClient | null>(null);

  const find = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim().length < TEXT_MIN || isAsking) return;
    setAsking(true);
    const answer = await api.findClients(text.trim());
    setAsking(false);
    setTrouble(answer.ok ? null : answer.refusal.code);
    if (answer.ok) setFound(answer.value.clients);
  };
  const erase = async (client: OfficeClient) => {
    setDoomed(null);
    const answer = await api.eraseClient(client.id);
    setTrouble(answer.ok ? null : answer.refusal.code);
    if (!answer.ok) return;
    setFound((before) => before?.filter(({ id }) => id !== client.id) ?? null);
    showToast({ message: t('erased', { name: client.name }) });
  };

  return (
    <Section title={t('title')}>
      <div className="flex flex-col gap-4 rounded-lg border border-line bg-card p-4">
        <form onSubmit={(event) => void find(event)} className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 grow basis-64">
            <TextField label={t('find')} placeholder={t('findHint')} value={text} onChange={setText} />
          </div>
          <Button type="submit" isDisabled={text.trim().length < TEXT_MIN || isAsking}>
            {t('findAction')}
          </Button>
        </form>
        {trouble === null ? null : <Banner tone="watch" title={refusal(trouble)} />}
        {found?.length === 0 ? (
          <EmptyState icon={<UserRoundX aria-hidden />} title={t('nobody')} text={t('nobodyText')} />
        ) : null}
        {found === null || found.length === 0 ? null : (
          <ul aria-label={t('title')} className="divide-y divide-line">
            {found.map((client) => (
              <li key={client.id} className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 py-2">
                <div className="min-w-0 grow">
                  <p className="font-medium break-words">{client.name}</p>
                  <p className="tabular text-ink-faint break-words">
                    {[client.phone, client.email].filter((one) => one !== null).join(' · ')}
                  </p>
                </div>
                <p className="text-ink-faint">
                  {client.locations.map((id) => nameOfLocation(overview, id)).join(', ') || t('nowhere')}
                </p>
                <Button variant="danger" label={`${t('erase')} ${client.name}`} onPress={() => setDoomed(client)}>
                  {t('erase')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {found?.length === CLIENTS_FOUND_MAX ? (
          <p className="text-ink-faint">{t('many', { count: CLIENTS_FOUND_MAX })}</p>
        ) : null}
      </div>
      <Dialog
        title={t('eraseTitle', { name: doomed?.name ?? '' })}
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        footer={
          <>
            <Button onPress={() => setDoomed(null)}>{t('keep')}</Button>
            <HoldButton
              label={t('eraseHold')}
              againLabel={t('eraseAgain')}
              onConfirm={() => doomed !== null && void erase(doomed)}
            />
          </>
        }
      >
        <p>{t('eraseText')}</p>
      </Dialog>
    </Section>
  );
}
