/** Every tablet this register ever was, newest first, and the way to shut one out. */
import { TabletSmartphone } from 'lucide-react';
import { useState } from 'react';
import type { IncarnationFacts, OverviewResponse, RegisterFacts } from '../protocol/office.ts';
import {
  Banner,
  EmptyState,
  formatTime,
  Pill,
  Sheet,
  showToast,
  type Tone,
  useLanguage,
  useWords,
} from '../ui/index.ts';
import { HoldButton } from './hold-button.tsx';
import { storeWords } from './home-words.ts';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { refusalWords } from './refusal-words.ts';
import { heardText } from './register-table.tsx';
import type { OverviewState } from './use-overview.ts';

const TONES: Record<IncarnationFacts['state'], Tone> = {
  active: 'good',
  replaced: 'calm',
  revoked: 'calm',
  forked: 'act',
};

export function RegisterSheet(props: {
  readonly api: OfficeApi;
  readonly register: RegisterFacts;
  readonly state: OverviewState & { readonly overview: OverviewResponse };
  readonly onClose: () => void;
}) {
  const { api, register, state } = props;
  const t = useWords(storeWords);
  const refusal = useWords(refusalWords);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);

  const revoke = async (life: IncarnationFacts) => {
    const answer = await api.revoke(register.id, life.incarnation);
    if (!answer.ok) return setTrouble(answer.refusal.code);
    setTrouble(null);
    showToast({ message: t('revokedNow', { series: life.series }) });
    await state.refresh();
  };

  return (
    <Sheet title={`${register.name} ${register.code}`} isOpen onClose={props.onClose}>
      <div className="flex flex-col gap-4">
        <h3 className="text-lg font-medium">{t('lives')}</h3>
        {trouble === null ? null : <Banner tone="act" title={refusal(trouble)} />}
        {register.incarnations.length === 0 ? (
          <EmptyState icon={<TabletSmartphone aria-hidden />} title={t('noLives')} />
        ) : null}
        {register.incarnations.map((life) => (
          <Life
            key={life.incarnation}
            life={life}
            serverTime={state.overview.serverTime}
            onRevoke={() => void revoke(life)}
          />
        ))}
      </div>
    </Sheet>
  );
}

function Life(props: { readonly life: IncarnationFacts; readonly serverTime: string; readonly onRevoke: () => void }) {
  const { life } = props;
  const t = useWords(storeWords);
  const language = useLanguage();
  return (
    <article
      aria-label={t('life', { series: life.series })}
      className="flex flex-col gap-3 rounded-lg border border-line bg-card p-5"
    >
      <div className="flex items-center justify-between gap-3">
        <span className="tabular text-lg font-medium">{t('life', { series: life.series })}</span>
        <Pill tone={TONES[life.state]}>{t(life.state)}</Pill>
      </div>
      <ul className="tabular text-ink-soft">
        <li>{t('enrolledAt', { time: formatTime(life.enrolledAt, 'date-time', language) })}</li>
        <li>{t('lastSeen', { time: heardText(t, life.lastSeenAt, props.serverTime) })}</li>
        <li>
          {t('placed', { count: life.acknowledged })}
          {life.unsent > 0 ? ` · ${t('holds', { count: life.unsent })}` : ''}
        </li>
        {life.build === '' ? null : (
          <li>
            {t('build')} {life.build}
          </li>
        )}
      </ul>
      {life.state === 'active' || life.state === 'replaced' ? (
        <>
          <p className="text-ink-faint">{t('revokeText')}</p>
          <HoldButton label={t('revoke')} againLabel={t('revokeAgain')} onConfirm={props.onRevoke} />
        </>
      ) : null}
    </article>
  );
}
