/** Open exceptions and entries that have a place but no effect, newest first: what happened, and what to do next. */
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExceptionsResponse, OverviewResponse } from '../protocol/office.ts';
import { Banner, Button, cx, EmptyState, formatTime, Pill, Spinner, useLanguage, useWords } from '../ui/index.ts';
import { attentionWords, sayKeyOf, titleKeyOf } from './attention-words.ts';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { type Matter, mattersOf, nameOfLocation, nameOfRegister } from './office-model.ts';
import { refusalWords } from './refusal-words.ts';
import { Section } from './section.tsx';
import { officeWords } from './words.ts';

const FIRST_SHOWN = 4;

export function Attention(props: { readonly api: OfficeApi; readonly overview: OverviewResponse }) {
  const { api, overview } = props;
  const t = useWords(attentionWords);
  const office = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const [waiting, setWaiting] = useState<ExceptionsResponse | null>(null);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);
  const [tries, setTries] = useState(0);
  const [showsAll, setShowsAll] = useState(false);
  const { exceptions, quarantined, parked } = overview.attention;
  const count = exceptions + quarantined + parked;

  // The overview counts; the list is fetched anew when the count moved, or when somebody asks again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` is the asking again
  useEffect(() => {
    let isCurrent = true;
    if (count === 0) return setWaiting({ exceptions: [], held: [] });
    void api.exceptions().then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setWaiting(answer.value);
      setTrouble(answer.ok ? null : answer.refusal.code);
    });
    return () => {
      isCurrent = false;
    };
  }, [api, count, tries]);

  const matters = waiting === null ? [] : mattersOf(waiting);
  const shown = showsAll ? matters : matters.slice(0, FIRST_SHOWN);
  return (
    <Section
      title={t('title')}
      action={
        count === 0 ? null : (
          <Pill tone="watch" icon={<TriangleAlert aria-hidden />}>
            {count}
          </Pill>
        )
      }
    >
      <div className="overflow-hidden rounded-lg border border-line bg-card">
        {trouble === null ? null : (
          <Banner
            tone="watch"
            className="m-3"
            title={refusal(trouble)}
            action={<Button onPress={() => setTries(tries + 1)}>{office('tryAgain')}</Button>}
          />
        )}
        {waiting === null && trouble === null ? <Spinner label={t('loading')} className="p-6" /> : null}
        {waiting !== null && matters.length === 0 ? (
          <EmptyState icon={<CircleCheck aria-hidden />} title={t('nothing')} text={t('nothingText')} />
        ) : null}
        {shown.length === 0 ? null : (
          <ul aria-label={t('title')} className="divide-y divide-line">
            {shown.map((matter) => (
              <MatterRow key={matter.id} matter={matter} overview={overview} />
            ))}
          </ul>
        )}
        {matters.length > shown.length ? (
          <div className="border-t border-line p-2">
            <Button variant="quiet" className="w-full" onPress={() => setShowsAll(true)}>
              {t('more', { count: matters.length })}
            </Button>
          </div>
        ) : null}
      </div>
    </Section>
  );
}

function MatterRow(props: { readonly matter: Matter; readonly overview: OverviewResponse }) {
  const { matter, overview } = props;
  const t = useWords(attentionWords);
  const language = useLanguage();
  const title = titleKeyOf(matter.kind);
  const say = sayKeyOf(matter.kind);
  const place = [nameOfLocation(overview, matter.location), nameOfRegister(overview, matter.register)]
    .filter((part) => part !== null)
    .join(' · ');
  return (
    <li className="flex flex-col gap-1 px-5 py-4">
      <span className="font-medium">{title === null ? matter.kind : t(title)}</span>
      {say === null ? null : <span className="text-ink-soft">{t(say)}</span>}
      <span className="tabular text-ink-faint">
        {place} · {formatTime(matter.at, 'date-time', language)}
      </span>
      {matter.facts.length === 0 ? null : (
        <details className="group">
          <summary className="flex min-h-12 cursor-default items-center rounded-md font-medium text-accent-ink select-none">
            {t('detail')}
          </summary>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pb-2">
            {matter.facts.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-ink-faint">{name}</dt>
                <dd className={cx('tabular break-all')}>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
