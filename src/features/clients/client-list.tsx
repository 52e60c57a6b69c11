import { CloudUpload, SearchX, UserRound } from 'lucide-react';
import { memo, useDeferredValue } from 'react';
import type { FoundClient } from '../../replica/index.ts';
import { Avatar, Button, EmptyState, hueOf, ListRow, useWords } from '../../ui/index.ts';
import { useFoundClients } from '../counter/index.ts';
import { initialsOf } from './initials.ts';
import { clientsWords } from './words.ts';

/** More than anybody reads through; a letter more says more. */
const SHOWN_MAX = 60;
/** As many as the tallest screen shows at once. */
const IN_SIGHT = 16;
const NOBODY_YET: readonly FoundClient[] = [];

interface ClientListProps {
  readonly text: string;
  readonly chosen: string | null;
  readonly onChoose: (client: string) => void;
  readonly onNew: () => void;
}

export function ClientList({ text, chosen, onChoose, onNew }: ClientListProps) {
  const t = useWords(clientsWords);
  const found = useFoundClients(text, SHOWN_MAX);
  // What is in sight first; the rest of it follows when nothing else is to be drawn.
  const followed = useDeferredValue(found, NOBODY_YET);
  const rows = followed === found ? found : found.slice(0, IN_SIGHT);
  const isAsked = text.trim() !== '';
  if (found.length === 0) {
    return (
      <EmptyState
        icon={isAsked ? <SearchX aria-hidden /> : <UserRound aria-hidden />}
        title={isAsked ? t('nobody') : t('none')}
        text={isAsked ? t('nobodyText') : t('noneText')}
        action={
          <Button variant="primary" size="lg" onPress={onNew}>
            {t('new')}
          </Button>
        }
      />
    );
  }
  return (
    <div className="min-h-0 overflow-y-auto overscroll-contain">
      <ul aria-label={t('clients')} className="divide-y divide-line border-b border-line">
        {rows.map((one) => (
          <ClientRow key={one.client.id} found={one} isSelected={one.client.id === chosen} onChoose={onChoose} />
        ))}
      </ul>
      {found.length === SHOWN_MAX ? (
        <p className="px-5 py-4 text-center text-ink-faint">{t('more', { count: SHOWN_MAX })}</p>
      ) : null}
    </div>
  );
}

const ClientRow = memo(function ClientRow(props: {
  readonly found: FoundClient;
  readonly isSelected: boolean;
  readonly onChoose: (client: string) => void;
}) {
  const t = useWords(clientsWords);
  const { client, isUnsent } = props.found;
  return (
    <ListRow
      leading={<Avatar initials={initialsOf(client.name)} hue={hueOf(client.id)} />}
      title={<span className="break-words">{client.name}</span>}
      detail={<span className="tabular line-clamp-1 break-all">{client.phone ?? client.email ?? t('noContact')}</span>}
      trailing={
        isUnsent ? (
          <span className="text-ink-faint">
            <CloudUpload aria-hidden className="size-5" />
            <span className="sr-only">{t('unsent')}</span>
          </span>
        ) : null
      }
      isSelected={props.isSelected}
      onPress={() => props.onChoose(client.id)}
    />
  );
});
