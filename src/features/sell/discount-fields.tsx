import { formatPercent, SegmentedControl, useLanguage, useMoney, useWords } from '../../ui/index.ts';
import { AmountEntry, ReasonChips } from '../counter/index.ts';
import type { DiscountDraft } from './line-draft.ts';
import { sellWords } from './words.ts';

interface DiscountFieldsProps {
  readonly draft: DiscountDraft;
  readonly onChange: (draft: DiscountDraft) => void;
  readonly error: string | null;
  readonly onEnter: () => void;
}

/** A share or an amount, and why. Used for one line and for the whole cart. */
export function DiscountFields({ draft, onChange, error, onEnter }: DiscountFieldsProps) {
  const t = useWords(sellWords);
  const language = useLanguage();
  const money = useMoney();
  const { typed, kind } = draft;
  return (
    <div className="flex flex-col gap-5">
      <ReasonChips
        use="discount"
        chosen={draft.reason}
        onChoose={(reason) => onChange({ ...draft, reason })}
        error={error}
      />
      <AmountEntry
        label={t('discount')}
        value={typed}
        onChange={(next) => onChange({ ...draft, typed: next })}
        shown={kind === 'percent' ? formatPercent(typed.minor * 10_000, language) : money(typed.minor)}
        hasDoubleZero={kind === 'amount'}
        onEnter={onEnter}
        beside={
          <SegmentedControl
            label={t('discount')}
            items={[
              { id: 'percent', label: '%' },
              { id: 'amount', label: t('amount') },
            ]}
            selected={kind}
            onSelect={(next) => onChange({ ...draft, kind: next, typed: { minor: 0, isProposed: false } })}
          />
        }
      />
    </div>
  );
}
