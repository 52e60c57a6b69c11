/** Which version runs, and the next one when it is ready. Taking it is offered only when no cart is open. */
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Banner, Button, useWords } from '../../ui/index.ts';
import { settingsWords } from './words.ts';

export interface AppVersionProps {
  readonly build: string;
  /** `ready` may be taken now; `waiting` lies here until the counter is free. */
  readonly update: 'none' | 'waiting' | 'ready';
  readonly onTakeUpdate: () => void;
  readonly onLookForUpdate: () => Promise<void>;
}

export function AppVersion(props: AppVersionProps) {
  const t = useWords(settingsWords);
  const [isLooking, setLooking] = useState(false);
  const look = async () => {
    setLooking(true);
    await props.onLookForUpdate().catch(() => undefined);
    setLooking(false);
  };
  return (
    <>
      <p className="tabular text-ink-soft">{t('version', { build: props.build })}</p>
      {props.update === 'none' ? (
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="min-w-56 grow basis-0">{t('upToDate')}</p>
          <Button icon={<RefreshCw aria-hidden />} isDisabled={isLooking} onPress={() => void look()}>
            {isLooking ? t('checking') : t('checkUpdate')}
          </Button>
        </div>
      ) : (
        <Banner
          tone="calm"
          title={t('updateReady')}
          text={props.update === 'ready' ? t('updateText') : t('updateLater')}
          action={
            props.update === 'ready' ? (
              <Button variant="primary" onPress={props.onTakeUpdate}>
                {t('updateNow')}
              </Button>
            ) : null
          }
        />
      )}
    </>
  );
}
