/** Why associates of this shop may change what the machine proposed: the usual reasons, under ids of its own. */
import type { Reason } from '../../domain/store/store.ts';
import { USUAL_REASONS } from '../../domain/store/usual-words.ts';
import { demoId } from '../demo-ids.ts';

export const DEMO_REASONS: readonly Reason[] = USUAL_REASONS.map((reason) => ({
  id: demoId('reason', `${reason.use} ${reason.title.en}`),
  ...reason,
}));
