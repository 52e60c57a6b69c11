/** Who works where. A press opens the person. */
import { Plus, UserRound } from 'lucide-react';
import { useState } from 'react';
import type { OfficeAssociate, OverviewResponse } from '../protocol/office.ts';
import { Avatar, Button, EmptyState, List, ListRow, Pill, useWords } from '../ui/index.ts';
import { AssociateSheet } from './associate-sheet.tsx';
import type { OfficeApi } from './office-api.ts';
import { nameOfLocation } from './office-model.ts';
import { peopleWords } from './people-words.ts';
import { Section } from './section.tsx';

type Opened = { readonly kind: 'new' } | { readonly kind: 'known'; readonly id: string };

export function Associates(props: {
  readonly api: OfficeApi;
  readonly overview: OverviewResponse;
  readonly onChanged: () => Promise<void>;
}) {
  const { overview } = props;
  const t = useWords(peopleWords);
  const [opened, open] = useState<Opened | null>(null);
  const known = opened?.kind === 'known' ? (overview.associates.find(({ id }) => id === opened.id) ?? null) : null;
  const people = overview.associates.toSorted((a, b) => Number(b.active) - Number(a.active));
  const addButton = (
    <Button variant="quiet" icon={<Plus aria-hidden />} onPress={() => open({ kind: 'new' })}>
      {t('add')}
    </Button>
  );
  return (
    <Section title={t('people')} action={addButton}>
      {people.length === 0 ? (
        <div className="rounded-lg border border-line bg-card">
          <EmptyState icon={<UserRound aria-hidden />} title={t('noPeople')} text={t('noPeopleText')} />
        </div>
      ) : (
        <List label={t('people')}>
          {people.map((person) => (
            <ListRow
              key={person.id}
              leading={<Avatar initials={person.initials} hue={person.hue} />}
              title={person.name}
              detail={`${t(person.role)} · ${placesOf(person, overview) || t('nowhere')}`}
              trailing={<Marks person={person} />}
              onPress={() => open({ kind: 'known', id: person.id })}
            />
          ))}
        </List>
      )}
      {opened?.kind === 'new' || known !== null ? (
        <AssociateSheet
          key={known?.id ?? 'new'}
          api={props.api}
          overview={overview}
          associate={known}
          onChanged={props.onChanged}
          onAdded={(id) => open({ kind: 'known', id })}
          onClose={() => open(null)}
        />
      ) : null}
    </Section>
  );
}

function placesOf(person: OfficeAssociate, overview: OverviewResponse): string {
  return person.locations.map((id) => nameOfLocation(overview, id)).join(', ');
}

function Marks({ person }: { readonly person: OfficeAssociate }) {
  const t = useWords(peopleWords);
  if (!person.active) return <Pill tone="calm">{t('inactive')}</Pill>;
  return person.hasPin ? null : <Pill tone="watch">{t('noPin')}</Pill>;
}
