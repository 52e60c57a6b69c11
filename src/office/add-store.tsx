/** A new store: a country fills in what is usual there, the person corrects it and adds what only they know. */
import { type FormEvent, useRef, useState } from 'react';
import type { LocationFacts, OverviewResponse } from '../protocol/office.ts';
import { Banner, Button, Dialog, Select, showToast, useLanguage, useWords } from '../ui/index.ts';
import { COUNTRIES, countryOfZone } from './countries.ts';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { refusalWords } from './refusal-words.ts';
import { CardFields, FooterFields } from './store-card.tsx';
import { ClockFields, MoneyFields, TaxFields } from './store-fields.tsx';
import { proposedForm, readStoreForm, type StoreFaults, type StoreForm } from './store-form.ts';
import { newStoreWords } from './store-words.ts';
import { officeWords } from './words.ts';

export function AddStore(props: {
  readonly api: OfficeApi;
  readonly overview: OverviewResponse;
  readonly onAdded: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const others = props.overview.locations;
  const t = useWords(newStoreWords);
  const office = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const language = useLanguage();
  const titles = { standard: t('standard'), reduced: t('reduced') };
  const [country, setCountry] = useState(() => countryToBeginWith(others));
  const [form, setForm] = useState(() => proposedForm(country, others, titles));
  const [isChecked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const sheet = useRef<HTMLFormElement>(null);
  const read = readStoreForm(form, others);
  const faults: StoreFaults = isChecked && !read.ok ? read.refusal.faults : {};
  const change = (part: Partial<StoreForm>) => {
    setTrouble(null);
    setForm({ ...form, ...part });
  };

  // The form is longer than the screen: what is wrong comes into sight.
  const showFirstFault = () => {
    requestAnimationFrame(() => sheet.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!read.ok) return showFirstFault();
    if (isBusy) return;
    setBusy(true);
    const answer = await props.api.addLocation(read.value);
    setBusy(false);
    if (!answer.ok) return setTrouble(answer.refusal.code);
    showToast({ message: t('added', { name: answer.value.name }) });
    props.onClose();
    await props.onAdded();
  };

  const names = new Intl.DisplayNames(language, { type: 'region' });
  const fields = { form, faults, change, others };
  return (
    <Dialog
      title={t('add')}
      isOpen
      onClose={props.onClose}
      size="lg"
      footer={
        <Button variant="primary" size="lg" onPress={() => sheet.current?.requestSubmit()}>
          {isBusy ? office('saving') : t('add')}
        </Button>
      }
    >
      <form ref={sheet} onSubmit={add} noValidate className="flex flex-col gap-8">
        <div className="flex flex-col gap-5">
          <p className="text-ink-soft">{t('intro')}</p>
          <Select
            label={t('country')}
            items={COUNTRIES.map(({ code }) => ({ id: code, label: names.of(code) ?? code }))}
            selected={country.code}
            onSelect={(code) => {
              const chosen = COUNTRIES.find((one) => one.code === code) ?? country;
              setCountry(chosen);
              setTrouble(null);
              setForm(proposedForm(chosen, others, titles, form));
            }}
          />
          <CardFields card={form} faults={faults} change={change} nameTaken={trouble === 'location-name-taken'} />
        </div>
        <MoneyFields {...fields} />
        <TaxFields {...fields} />
        <ClockFields {...fields} zones={country.timeZones} />
        <FooterFields card={form} change={change} />
        {trouble === null || trouble === 'location-name-taken' ? null : <Banner tone="act" title={refusal(trouble)} />}
        {/* Enter in a field submits; the button that is seen stays in sight below. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </Dialog>
  );
}

/** Where the retailer's newest store stands, or else where this machine does. */
function countryToBeginWith(others: readonly LocationFacts[]) {
  const zone = others.at(-1)?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [first] = COUNTRIES;
  return countryOfZone(zone) ?? first;
}
