/** The pill's sentence and the longer one behind it, from the facts. */
import type { Language } from '../../domain/catalog/variant.ts';
import { formatTime, wordsOf } from '../../ui/index.ts';
import { type HealthFacts, type HealthState, healthOf } from './health-model.ts';
import { healthWords } from './words.ts';

export interface HealthText extends HealthState {
  readonly short: string;
  readonly long: string;
}

export function healthText(facts: HealthFacts, language: Language, timeZone?: string): HealthText {
  const state = healthOf(facts);
  const t = wordsOf(healthWords, language);
  const at = (instant: string | null) => (instant === null ? '' : formatTime(instant, 'time', language, timeZone));
  const values = {
    review: facts.needsReview,
    entries: facts.journal.unsent,
    sales: facts.waiting.sales,
    since: at(facts.waiting.since),
    time: at(facts.status.lastSyncedAt),
  };
  const isAllButFormer = state.code === 'synced' && facts.journal.formerUnsent > 0;
  const long = isAllButFormer ? t('syncedButFormer') : t(`text.${state.code}`);
  return { ...state, short: t(`pill.${state.code}`, values), long };
}
