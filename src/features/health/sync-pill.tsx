/** The one calm word in the header about the journey of what was sold. */
import { Check, CloudOff, RefreshCw, TriangleAlert } from 'lucide-react';
import type { SyncClient } from '../../sync/index.ts';
import { Pill, useLanguage } from '../../ui/index.ts';
import type { HealthCode } from './health-model.ts';
import { healthText } from './health-text.ts';
import { type HealthDocuments, type HealthJournal, useHealthFacts } from './use-health.ts';

export interface SyncPillProps {
  readonly journal: HealthJournal;
  readonly sync: SyncClient;
  readonly documents: HealthDocuments;
  readonly timeZone?: string;
  readonly onPress?: () => void;
}

export function SyncPill(props: SyncPillProps) {
  const facts = useHealthFacts(props.journal, props.sync, props.documents);
  const { code, tone, short } = healthText(facts, useLanguage(), props.timeZone);
  return (
    <Pill tone={tone} icon={<HealthIcon code={code} />} {...(props.onPress ? { onPress: props.onPress } : {})}>
      <span className="tabular">{short}</span>
    </Pill>
  );
}

export function HealthIcon({ code }: { readonly code: HealthCode }) {
  if (code === 'synced') return <Check aria-hidden />;
  if (code === 'offline' || code === 'offline-waiting') return <CloudOff aria-hidden />;
  if (code === 'needs-review' || code === 'revoked' || code === 'storage-low' || code === 'waiting-long') {
    return <TriangleAlert aria-hidden />;
  }
  return <RefreshCw aria-hidden />;
}
