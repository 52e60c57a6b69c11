/**
 * A tablet becomes this register: the one-time code as QR and in large type, until it is used or runs
 * out. The dialog notices by itself that the tablet has arrived.
 */
import { CircleCheck, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { EnrolmentResponse, RegisterFacts } from '../protocol/office.ts';
import { announce, Banner, Button, Dialog, EmptyState, QrCode, Spinner, Switch, useWords } from '../ui/index.ts';
import { storeWords } from './home-words.ts';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { countdownOf } from './office-model.ts';

import { refusalWords } from './refusal-words.ts';
import type { OverviewState } from './use-overview.ts';
import { officeWords } from './words.ts';

const LOOK_MS = 3_000;

export function EnrolDialog(props: {
  readonly api: OfficeApi;
  readonly register: RegisterFacts;
  readonly state: Pick<OverviewState, 'refresh' | 'aheadMs'>;
  readonly onClose: () => void;
}) {
  const { api, register, state } = props;
  const { refresh } = state;
  const t = useWords(storeWords);
  const office = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const [lifeBefore] = useState(register.incarnations[0]?.incarnation ?? 0);
  const [allowsTab, setAllowsTab] = useState(false);
  const [offer, setOffer] = useState<EnrolmentResponse | null>(null);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);
  const isEnrolled = (register.incarnations[0]?.incarnation ?? 0) > lifeBefore;

  const makeCode = useCallback(
    async (allowBrowserTab: boolean) => {
      setOffer(null);
      setTrouble(null);
      const answer = await api.offerEnrolment(register.id, allowBrowserTab);
      if (answer.ok) setOffer(answer.value);
      else setTrouble(answer.refusal.code);
    },
    [api, register.id],
  );

  useEffect(() => {
    void makeCode(allowsTab);
  }, [makeCode, allowsTab]);

  useEffect(() => {
    if (isEnrolled) return;
    const timer = setInterval(() => void refresh(), LOOK_MS);
    return () => clearInterval(timer);
  }, [isEnrolled, refresh]);

  useEffect(() => {
    if (isEnrolled) announce(t('enrolled', { register: register.name }));
  }, [isEnrolled, register.name, t]);

  return (
    <Dialog
      title={t('enrolTitle', { register: `${register.name} ${register.code}` })}
      isOpen
      onClose={props.onClose}
      size="lg"
      footer={
        isEnrolled ? (
          <Button variant="primary" size="lg" onPress={props.onClose}>
            {office('done')}
          </Button>
        ) : undefined
      }
    >
      {isEnrolled ? (
        <EmptyState
          icon={<CircleCheck aria-hidden />}
          title={t('enrolled', { register: register.name })}
          text={t('enrolledText')}
        />
      ) : (
        <div className="flex flex-col gap-5">
          <p className="text-lg text-ink-soft">{t('enrolText')}</p>
          {trouble === null ? null : (
            <Banner
              tone="watch"
              title={refusal(trouble)}
              action={<Button onPress={() => void makeCode(allowsTab)}>{office('tryAgain')}</Button>}
            />
          )}
          <div className="flex min-h-64 flex-wrap items-center justify-center gap-x-10 gap-y-6">
            {offer === null ? (
              trouble === null ? (
                <Spinner label={t('makingCode')} />
              ) : null
            ) : (
              <Offer offer={offer} aheadMs={state.aheadMs} onNewCode={() => void makeCode(allowsTab)} />
            )}
          </div>
          <Switch
            label={t('allowTab')}
            description={t('allowTabText')}
            isSelected={allowsTab}
            onChange={setAllowsTab}
          />
        </div>
      )}
    </Dialog>
  );
}

function Offer(props: { readonly offer: EnrolmentResponse; readonly aheadMs: number; readonly onNewCode: () => void }) {
  const { offer, aheadMs } = props;
  const t = useWords(storeWords);
  const [now, setNow] = useState(() => Date.now() + aheadMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + aheadMs), 1_000);
    return () => clearInterval(timer);
  }, [aheadMs]);
  const { text, isOver } = countdownOf(offer.expiresAt, now);
  if (isOver) {
    return (
      <EmptyState
        icon={<RefreshCw aria-hidden />}
        title={t('expired')}
        action={
          <Button variant="primary" size="lg" onPress={props.onNewCode}>
            {t('newCode')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <QrCode text={offer.url} label={t('qr')} className="size-60 rounded-lg border border-line" />
      <div className="flex flex-col gap-2">
        <span className="text-ink-soft">{t('code')}</span>
        <output aria-label={t('code')} className="text-4xl font-medium tracking-wide! whitespace-nowrap select-all">
          {offer.code}
        </output>
        <span className="tabular text-ink-soft">{t('expiresIn', { time: text })}</span>
        <span className="text-ink-faint">{t('enrolAddress', { address: hostOf(offer.url) })}</span>
      </div>
    </>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
