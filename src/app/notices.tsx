/** Bars that tell of something larger than the screen below: another window sells, head office cut the tie, a version waits. */
import { CircleHelp, Eye, RotateCcw, Sparkles, Unplug } from 'lucide-react';
import { Banner, Button, showToast, useWatched, useWords } from '../ui/index.ts';
import type { RunningTablet } from './tablet.ts';
import { appWords } from './words.ts';

function ReadOnlyNotice({ journal }: { readonly journal: RunningTablet['journal'] }) {
  const t = useWords(appWords);
  const takeOver = async () => {
    const verdict = await journal.takeOver();
    if (!verdict.ok) showToast({ message: t('takeOverFailed'), tone: 'watch' });
  };
  return (
    <Banner
      tone="watch"
      icon={<Eye aria-hidden />}
      title={t('readOnlyTitle')}
      text={t('readOnlyText')}
      action={<Button onPress={() => void takeOver()}>{t('takeOver')}</Button>}
    />
  );
}

/** What was just done may be saved or not; only a fresh start can tell. */
function DoubtNotice() {
  const t = useWords(appWords);
  return (
    <Banner
      tone="act"
      icon={<CircleHelp aria-hidden />}
      title={t('doubtTitle')}
      text={t('doubtText')}
      action={
        <Button icon={<RotateCcw aria-hidden />} onPress={() => window.location.reload()}>
          {t('brokenRestart')}
        </Button>
      }
    />
  );
}

/** Why this window does not sell: another one does, or the last write here has no known end. */
export function NoSellingNotice({ journal }: { readonly journal: RunningTablet['journal'] }) {
  const { isInDoubt } = useWatched(journal, () => journal.snapshot());
  return isInDoubt ? <DoubtNotice /> : <ReadOnlyNotice journal={journal} />;
}

function RevokedNotice({ onConnect }: { readonly onConnect: () => void }) {
  const t = useWords(appWords);
  return (
    <Banner
      tone="act"
      icon={<Unplug aria-hidden />}
      title={t('revokedTitle')}
      text={t('revokedText')}
      action={<Button onPress={onConnect}>{t('connectAgain')}</Button>}
    />
  );
}

export function UpdateNotice({ onTake }: { readonly onTake: () => void }) {
  const t = useWords(appWords);
  return (
    <Banner
      tone="calm"
      icon={<Sparkles aria-hidden />}
      title={t('updateReady')}
      text={t('updateText')}
      action={<Button onPress={onTake}>{t('updateNow')}</Button>}
    />
  );
}

export function ReloadNotice({ onReload }: { readonly onReload: () => void }) {
  const t = useWords(appWords);
  return (
    <Banner
      tone="watch"
      icon={<Sparkles aria-hidden />}
      title={t('reloadTitle')}
      text={t('reloadText')}
      action={<Button onPress={onReload}>{t('reloadNow')}</Button>}
    />
  );
}

interface CounterNoticesProps {
  readonly journal: RunningTablet['journal'];
  readonly isRevoked: boolean;
  /** Another window took a new version, and this one is at rest. */
  readonly isReplaced: boolean;
  readonly onReload: () => void;
  readonly onConnect: () => void;
}

/** All that concerns every screen of the counter, or nothing. */
export function CounterNotices({ journal, isRevoked, isReplaced, onReload, onConnect }: CounterNoticesProps) {
  const { isWriter, isInDoubt } = useWatched(journal, () => journal.snapshot());
  // A window of the old version does not take selling back: it is reloaded first, and may then.
  const saysNoSelling = !isWriter && (isInDoubt || !isReplaced);
  if (!saysNoSelling && !isReplaced && !isRevoked) return null;
  return (
    <div className="flex flex-col gap-2 border-b border-line p-3">
      {saysNoSelling ? <NoSellingNotice journal={journal} /> : null}
      {isReplaced ? <ReloadNotice onReload={onReload} /> : null}
      {isRevoked ? <RevokedNotice onConnect={onConnect} /> : null}
    </div>
  );
}
