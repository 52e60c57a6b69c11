import { Minus, Plus } from 'lucide-react';
import { NOTE_LENGTH_MAX } from '../../domain/cart/cart.ts';
import { Button, formatCount, IconButton, Select, TextField, useLanguage, useMoney, useWords } from '../../ui/index.ts';
import { AmountEntry, counterWords, ReasonChips, useAssociates, useCounter } from '../counter/index.ts';
import type { PanelProps } from './line-editor.tsx';
import { sellWords } from './words.ts';

export function QuantityPanel({ line, draft, onChange, onEnter }: PanelProps) {
  const t = useWords(sellWords);
  const language = useLanguage();
  const { quantity } = draft;
  const set = (minor: number) => onChange({ quantity: { minor, isProposed: false } });
  const isWeighed = line.unit === 'g';
  return (
    <AmountEntry
      label={isWeighed ? t('grams') : t('quantity')}
      value={quantity}
      onChange={(next) => onChange({ quantity: next })}
      shown={`${formatCount(quantity.minor, language)}${isWeighed ? ' g' : ''}`}
      hasDoubleZero={isWeighed}
      onlyFigures={t('onlyFigures')}
      onEnter={onEnter}
      beside={
        isWeighed ? null : (
          <span className="flex gap-2">
            <IconButton
              label={t('oneLess')}
              variant="secondary"
              size="lg"
              icon={<Minus aria-hidden />}
              isDisabled={quantity.minor <= 1}
              onPress={() => set(quantity.minor - 1)}
            />
            <IconButton
              label={t('oneMore')}
              variant="secondary"
              size="lg"
              icon={<Plus aria-hidden />}
              onPress={() => set(quantity.minor + 1)}
            />
          </span>
        )
      }
    />
  );
}

export function PricePanel({ line, draft, onChange, error, onEnter }: PanelProps) {
  const t = useWords(sellWords);
  const money = useMoney();
  const isOverridden = draft.price.minor !== line.listPriceMinor;
  return (
    <div className="flex flex-col gap-5">
      <ReasonChips
        use="price"
        chosen={draft.priceReason}
        onChoose={(priceReason) => onChange({ priceReason })}
        error={error}
      />
      <AmountEntry
        label={line.unit === 'g' ? t('newPriceKilo') : t('newPrice')}
        value={draft.price}
        onChange={(price) => onChange({ price })}
        shown={money(draft.price.minor)}
        hasDoubleZero
        onEnter={onEnter}
        beside={
          isOverridden ? (
            <Button
              onPress={() => onChange({ price: { minor: line.listPriceMinor, isProposed: true }, priceReason: null })}
            >
              {t('listPrice', { price: money(line.listPriceMinor) })}
            </Button>
          ) : (
            <span className="text-ink-soft">{t('listPrice', { price: money(line.listPriceMinor) })}</span>
          )
        }
      />
    </div>
  );
}

const NOBODY_ELSE = 'signed-in';

export function DetailsPanel({ line, draft, onChange }: PanelProps) {
  const t = useWords(sellWords);
  const shared = useWords(counterWords);
  const { associate } = useCounter();
  const associates = useAssociates();
  const others = associates.filter((each) => each.active && each.id !== associate.id);
  return (
    <div className="flex flex-col gap-6">
      <TextField
        label={t('note')}
        value={draft.note}
        onChange={(note) => onChange({ note })}
        description={t('noteHint')}
        maxLength={NOTE_LENGTH_MAX}
        isMultiline
      />
      <Select
        label={t('soldBy')}
        items={[
          { id: NOBODY_ELSE, label: t('whoIsSignedIn', { name: associate.name }) },
          ...others.map(({ id, name }) => ({ id, label: name })),
        ]}
        selected={draft.associate ?? NOBODY_ELSE}
        onSelect={(id) => onChange({ associate: id === NOBODY_ELSE ? null : id })}
      />
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-ink-soft">
        <dt>{t('sku')}</dt>
        <dd className="text-end">{line.sku}</dd>
        <dt>{shared('tax')}</dt>
        <dd className="text-end">
          <TaxTitle category={line.taxCategory} />
        </dd>
        {line.options.length > 0 ? (
          <>
            <dt>{t('variant')}</dt>
            <dd className="text-end">{line.options.join(' · ')}</dd>
          </>
        ) : null}
      </dl>
    </div>
  );
}

function TaxTitle({ category }: { readonly category: string }) {
  const { store } = useCounter();
  return store.taxCategories.find(({ id }) => id === category)?.title ?? '–';
}
