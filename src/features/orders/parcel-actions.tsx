/** What to do next, in sight whatever is scrolled; with a code that is right, that is handing over. */
import { HandHelping, PackageCheck, PackageOpen } from 'lucide-react';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { Button, useWords } from '../../ui/index.ts';
import { useJournalSnapshot } from '../counter/index.ts';
import { countOf } from './hand-over-sheet.tsx';
import type { ParcelStep, ParcelSteps } from './parcel-steps.ts';
import { ordersWords } from './words.ts';

const LOOKS = {
  pick: { word: 'startPicking', icon: <PackageOpen aria-hidden /> },
  'lay-ready': { word: 'layReady', icon: <PackageCheck aria-hidden /> },
  'hand-over': { word: 'handOver', icon: <HandHelping aria-hidden /> },
} as const;

interface ParcelActionsProps {
  readonly order: ChannelOrderDocument;
  readonly steps: ParcelSteps;
  readonly isProven: boolean;
  readonly isWorking: boolean;
  readonly onBegin: (step: ParcelStep) => void;
}

export function ParcelActions({ order, steps, isProven, isWorking, onBegin }: ParcelActionsProps) {
  const t = useWords(ordersWords);
  const { isWriter } = useJournalSnapshot();
  const { next, also } = steps;
  if (next === null) return null;
  const first = isProven ? 'hand-over' : next;
  const others = [next, ...also].filter((step) => step !== first);
  return (
    <footer className="shrink-0 border-t border-line bg-card">
      <div className="mx-auto flex w-full max-w-3xl flex-wrap-reverse items-center gap-3 px-6 py-4">
        {isWriter ? null : <p className="w-full text-ink-soft">{t('onlyShows')}</p>}
        {others.map((step) => (
          <Button key={step} size="lg" isDisabled={!isWriter || isWorking} onPress={() => onBegin(step)}>
            {t(LOOKS[step].word)}
          </Button>
        ))}
        <Button
          variant="primary"
          size="xl"
          icon={LOOKS[first].icon}
          isDisabled={!isWriter || isWorking}
          onPress={() => onBegin(first)}
          className="min-w-56 grow"
        >
          {first === 'hand-over' && isProven ? t('handOverNow', { count: countOf(order) }) : t(LOOKS[first].word)}
        </Button>
      </div>
    </footer>
  );
}
