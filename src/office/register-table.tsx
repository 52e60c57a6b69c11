import { Ban, CircleCheck, CircleDashed, CloudOff, Ellipsis, TabletSmartphone, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OverviewResponse, RegisterFacts } from '../protocol/office.ts';
import { Button, formatCount, IconButton, Pill, type Translate, useLanguage, useWords } from '../ui/index.ts';
import { storeWords } from './home-words.ts';
import { agoOf, type RegisterStanding, type StandingKey, type StoreView, standingOf } from './office-model.ts';

type Say = Translate<keyof typeof storeWords.catalogue.en>;

const ICONS: Record<StandingKey, ReactNode> = {
  never: <CircleDashed aria-hidden />,
  'waiting-first': <TabletSmartphone aria-hidden />,
  'in-touch': <CircleCheck aria-hidden />,
  quiet: <CloudOff aria-hidden />,
  'holds-sales': <TriangleAlert aria-hidden />,
  revoked: <Ban aria-hidden />,
  forked: <TriangleAlert aria-hidden />,
};

export function RegisterTable(props: {
  readonly store: StoreView;
  readonly overview: OverviewResponse;
  readonly onEnrol: (register: RegisterFacts) => void;
  readonly onDetails: (register: RegisterFacts) => void;
}) {
  const { store, overview } = props;
  const t = useWords(storeWords);
  const now = Date.parse(overview.serverTime);
  if (store.registers.length === 0) return <p className="px-5 py-6 text-ink-soft">{t('noRegisters')}</p>;
  return (
    <table aria-label={`${t('stores')} · ${store.location.name}`} className="w-full table-fixed text-start">
      <thead>
        <tr className="border-b border-line text-ink-faint [&>th]:px-2 [&>th]:py-2 [&>th]:text-start [&>th]:font-normal">
          <th scope="col" className="ps-5!">
            {t('register')}
          </th>
          <th scope="col" className="w-44">
            {t('status')}
          </th>
          <th scope="col" className="w-36">
            {t('lastHeard')}
          </th>
          <th scope="col" className="w-20 text-end!">
            {t('unsent')}
          </th>
          <th scope="col" className="w-40">
            <span className="sr-only">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {store.registers.map((register) => (
          <RegisterRow
            key={register.id}
            register={register}
            standing={standingOf(register, now)}
            overview={overview}
            onEnrol={() => props.onEnrol(register)}
            onDetails={() => props.onDetails(register)}
          />
        ))}
      </tbody>
    </table>
  );
}

function RegisterRow(props: {
  readonly register: RegisterFacts;
  readonly standing: RegisterStanding;
  readonly overview: OverviewResponse;
  readonly onEnrol: () => void;
  readonly onDetails: () => void;
}) {
  const { register, standing, overview } = props;
  const t = useWords(storeWords);
  const language = useLanguage();
  const { life } = standing;
  return (
    <tr className="[&>td]:px-2 [&>td]:py-2">
      <th scope="row" className="py-3 ps-5 pe-2 text-start font-normal">
        <span className="font-medium">{register.name}</span>{' '}
        <span className="tabular text-ink-faint">{register.code}</span>
        {life?.build ? (
          <span className="block truncate text-ink-faint">
            {t('build')} {life.build}
            {life.build === overview.build ? '' : ` · ${t('olderBuild')}`}
          </span>
        ) : null}
        {standing.olderUnsent > 0 ? (
          <span className="block text-watch">{t('olderUnsent', { count: standing.olderUnsent })}</span>
        ) : null}
      </th>
      <td>
        <Pill tone={standing.tone} icon={ICONS[standing.key]} className="max-w-full px-3! whitespace-normal">
          {t(standing.key)}
        </Pill>
      </td>
      <td className="tabular text-ink-soft">
        {life === null ? '–' : heardText(t, life.lastSeenAt, overview.serverTime)}
      </td>
      <td className="tabular text-end">
        {life === null ? (
          <span className="text-ink-faint">–</span>
        ) : (
          <span className={standing.unsent > 0 ? 'font-medium' : 'text-ink-faint'}>
            {formatCount(standing.unsent, language)}
          </span>
        )}
      </td>
      <td>
        <div className="flex items-center justify-end gap-1">
          <Button onPress={props.onEnrol} label={t('enrolAt', { register: `${register.name} ${register.code}` })}>
            {t('enrol')}
          </Button>
          <IconButton
            label={t('details', { register: `${register.name} ${register.code}` })}
            icon={<Ellipsis aria-hidden />}
            onPress={props.onDetails}
          />
        </div>
      </td>
    </tr>
  );
}

export function heardText(t: Say, lastSeenAt: string | null, serverTime: string): string {
  if (lastSeenAt === null) return t('notYet');
  const ago = agoOf(lastSeenAt, Date.parse(serverTime));
  if (ago === null) return t('justNow');
  return t(`${ago.unit}Ago`, { count: ago.count });
}
