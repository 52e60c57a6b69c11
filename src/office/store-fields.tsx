/** Money, taxes and clock of a new store. */
import { Plus, X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { LocationFacts } from '../protocol/office.ts';
import { Button, IconButton, SegmentedControl, Select, Switch, TextField, useWords } from '../ui/index.ts';
import { type StoreFaults, type StoreForm, sharersOf, type TaxRow } from './store-form.ts';
import { newStoreWords } from './store-words.ts';

interface FieldsProps {
  readonly form: StoreForm;
  readonly faults: StoreFaults;
  readonly others: readonly LocationFacts[];
  readonly change: (part: Partial<StoreForm>) => void;
}

export function FieldGroup(props: { readonly title: string; readonly text?: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <fieldset aria-labelledby={id} className="flex flex-col gap-5 border-t border-line pt-6">
      <div className="flex flex-col gap-1">
        <h3 id={id} className="text-lg font-medium">
          {props.title}
        </h3>
        {props.text === undefined ? null : <p className="text-ink-faint">{props.text}</p>}
      </div>
      {props.children}
    </fieldset>
  );
}

const DIGITS = ['0', '2', '3'] as const;
const OWN_PRICES = 'own';

export function MoneyFields({ form, faults, others, change }: FieldsProps) {
  const t = useWords(newStoreWords);
  const sharers = sharersOf(form, others);
  return (
    <FieldGroup title={t('money')}>
      <div className="flex flex-wrap gap-5">
        <TextField
          label={t('currency')}
          autoComplete="off"
          maxLength={3}
          value={form.currencyCode}
          onChange={(typed) => change({ currencyCode: typed.normalize('NFKC').toUpperCase() })}
          error={faults.currency === undefined ? null : t(faults.currency)}
          className="grow basis-40"
        />
        <SegmentedControl
          label={t('digits')}
          showsLabel
          items={DIGITS.map((id) => ({ id, label: id }))}
          selected={DIGITS.find((id) => Number(id) === form.currencyDigits) ?? null}
          onSelect={(id) => change({ currencyDigits: Number(id) })}
        />
      </div>
      {sharers.length === 0 ? null : (
        <Select
          label={t('prices')}
          items={[
            ...sharers.map(({ id, name }) => ({ id, label: t('pricesOf', { store: name }) })),
            { id: OWN_PRICES, label: t('ownPrices') },
          ]}
          selected={sharers.some(({ id }) => id === form.pricesOf) ? form.pricesOf : OWN_PRICES}
          onSelect={(id) => change({ pricesOf: id === OWN_PRICES ? null : id })}
        />
      )}
      <Switch
        label={t('pricesIncludeTax')}
        description={t('pricesIncludeTaxText')}
        isSelected={form.pricesIncludeTax}
        onChange={(pricesIncludeTax) => change({ pricesIncludeTax })}
      />
    </FieldGroup>
  );
}

const TAX_ROWS_MAX = 12;

export function TaxFields({ form, faults, change }: FieldsProps) {
  const t = useWords(newStoreWords);
  const put = (key: string, part: Partial<TaxRow>) =>
    change({ taxes: form.taxes.map((row) => (row.key === key ? { ...row, ...part } : row)) });
  const faultOf = (field: string) => {
    const fault = faults[field];
    return fault === undefined ? null : t(fault);
  };
  return (
    <FieldGroup title={t('taxes')} text={t('taxesText')}>
      <TextField
        label={t('taxName')}
        description={t('taxNameHint')}
        autoComplete="off"
        maxLength={40}
        value={form.taxName}
        onChange={(taxName) => change({ taxName })}
        error={faultOf('taxName')}
      />
      {form.taxes.map((row) => (
        <div key={row.key} className="flex items-start gap-3">
          <TextField
            label={t('taxCategory')}
            autoComplete="off"
            maxLength={120}
            isDisabled={row.isShared}
            value={row.title}
            onChange={(title) => put(row.key, { title })}
            error={faultOf(`title:${row.key}`)}
            className="grow"
          />
          <TextField
            label={t('percent', { category: row.title })}
            inputMode="decimal"
            autoComplete="off"
            maxLength={9}
            value={row.percent}
            onChange={(percent) => put(row.key, { percent })}
            error={faultOf(`percent:${row.key}`)}
            className="w-40"
          />
          {row.isShared || form.taxes.length === 1 ? null : (
            <IconButton
              label={t('dropTax', { category: row.title })}
              icon={<X aria-hidden />}
              onPress={() => change({ taxes: form.taxes.filter(({ key }) => key !== row.key) })}
              className="mt-8"
            />
          )}
        </div>
      ))}
      {form.taxes.length >= TAX_ROWS_MAX ? null : (
        <Button
          variant="quiet"
          icon={<Plus aria-hidden />}
          className="self-start"
          onPress={() => change({ taxes: [...form.taxes, blankRow(form.taxes)] })}
        >
          {t('addTax')}
        </Button>
      )}
    </FieldGroup>
  );
}

function blankRow(rows: readonly TaxRow[]): TaxRow {
  let at = rows.length;
  while (rows.some(({ key }) => key === `row-${at}`)) at++;
  return { key: `row-${at}`, title: '', percent: '', isShared: false };
}

const HOURS = ['0', '1', '2', '3', '4', '5', '6', '7', '8'] as const;

export function ClockFields({ form, change, zones }: FieldsProps & { readonly zones: readonly string[] }) {
  const t = useWords(newStoreWords);
  // Those of the country stand first; the world follows, for whoever is elsewhere.
  const known = [...new Set([...zones, ...Intl.supportedValuesOf('timeZone')])];
  return (
    <FieldGroup title={t('clock')}>
      <Select
        label={t('timeZone')}
        items={known.map((id) => ({ id, label: id.replaceAll('_', ' ') }))}
        selected={form.timeZone}
        onSelect={(timeZone) => change({ timeZone })}
      />
      <Select
        label={t('dayStarts')}
        items={HOURS.map((id) => ({ id, label: `${id.padStart(2, '0')}:00` }))}
        selected={HOURS.find((id) => Number(id) === form.dayStartsAtHour) ?? null}
        onSelect={(id) => change({ dayStartsAtHour: Number(id) })}
      />
    </FieldGroup>
  );
}
