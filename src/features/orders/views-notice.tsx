/** What stands where orders would, while they are laid out or cannot be shown. */
import { Layers, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState, formatCount, ProgressBar, useLanguage, useWords } from '../../ui/index.ts';
import { useViewsState } from '../counter/index.ts';
import { ordersWords } from './words.ts';

export function WithViews({ children }: { readonly children: ReactNode }) {
  const t = useWords(ordersWords);
  const language = useLanguage();
  const { kind, built, of } = useViewsState();
  if (kind === 'unavailable') {
    return <EmptyState icon={<TriangleAlert aria-hidden />} title={t('unavailable')} text={t('unavailableText')} />;
  }
  if (kind !== 'building') return children;
  const valueText = t('buildingOf', { built: formatCount(built, language), of: formatCount(of, language) });
  return (
    <div className="flex grow flex-col items-center justify-center gap-5 p-8 text-ink-faint">
      <Layers aria-hidden className="size-10 stroke-[1.25]" />
      <div className="w-full max-w-sm text-ink">
        <ProgressBar label={t('building')} value={built} max={of} valueText={valueText} />
      </div>
    </div>
  );
}
