/** What receipts say of a store: its name, address, tax number and their foot. The part that changes later, too. */
import { type FormEvent, useState } from 'react';
import { LANGUAGES } from '../domain/catalog/variant.ts';
import type { LocationFacts } from '../protocol/office.ts';
import { Banner, Button, LANGUAGE_NAMES, Sheet, showToast, TextField, useWords } from '../ui/index.ts';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { refusalWords } from './refusal-words.ts';
import { FieldGroup } from './store-fields.tsx';
import { readStoreCard, type StoreCard, type StoreFaults } from './store-form.ts';
import { newStoreWords } from './store-words.ts';
import { officeWords } from './words.ts';

const TEXT_MAX = 500;

interface CardProps {
  readonly card: StoreCard;
  readonly change: (part: Partial<StoreCard>) => void;
}

export function CardFields(props: CardProps & { readonly faults: StoreFaults; readonly nameTaken: boolean }) {
  const { card, change, faults } = props;
  const t = useWords(newStoreWords);
  const refusal = useWords(refusalWords);
  const nameFault = faults.name === undefined ? null : t(faults.name);
  return (
    <>
      <TextField
        label={t('name')}
        autoFocus
        autoComplete="off"
        maxLength={120}
        value={card.name}
        onChange={(name) => change({ name })}
        error={nameFault ?? (props.nameTaken ? refusal('location-name-taken') : null)}
      />
      <TextField
        label={t('address')}
        description={t('addressHint')}
        isMultiline
        maxLength={TEXT_MAX}
        value={card.address}
        onChange={(address) => change({ address })}
        error={faults.address === undefined ? null : t(faults.address)}
      />
      <TextField
        label={t('taxNumber')}
        description={t('taxNumberHint')}
        autoComplete="off"
        maxLength={40}
        value={card.taxNumber}
        onChange={(taxNumber) => change({ taxNumber })}
      />
    </>
  );
}

export function FooterFields({ card, change }: CardProps) {
  const t = useWords(newStoreWords);
  return (
    <FieldGroup title={t('receipts')}>
      {LANGUAGES.map((language) => (
        <TextField
          key={language}
          label={t('footer', { language: LANGUAGE_NAMES[language] })}
          isMultiline
          maxLength={TEXT_MAX}
          value={card.footer[language] ?? ''}
          onChange={(text) => change({ footer: { ...card.footer, [language]: text } })}
        />
      ))}
    </FieldGroup>
  );
}

export function EditStore(props: {
  readonly api: OfficeApi;
  readonly location: LocationFacts;
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const { location } = props;
  const t = useWords(newStoreWords);
  const office = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const [card, setCard] = useState<StoreCard>({
    name: location.name,
    address: location.address.join('\n'),
    taxNumber: location.taxNumber ?? '',
    footer: location.receiptFooter,
  });
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const read = readStoreCard(card);
  const change = (part: Partial<StoreCard>) => {
    setTrouble(null);
    setCard({ ...card, ...part });
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || !read.ok) return;
    setBusy(true);
    const answer = await props.api.changeLocation(location.id, read.value);
    setBusy(false);
    if (!answer.ok) return setTrouble(answer.refusal.code);
    showToast({ message: t('saved', { name: answer.value.name }) });
    props.onClose();
    await props.onChanged();
  };

  return (
    <Sheet title={location.name} isOpen onClose={props.onClose}>
      <form onSubmit={save} noValidate className="flex flex-col gap-6">
        <CardFields
          card={card}
          change={change}
          faults={read.ok ? {} : read.refusal.faults}
          nameTaken={trouble === 'location-name-taken'}
        />
        <FooterFields card={card} change={change} />
        {trouble === null || trouble === 'location-name-taken' ? null : <Banner tone="act" title={refusal(trouble)} />}
        <Button type="submit" variant="primary" size="lg">
          {isBusy ? office('saving') : office('save')}
        </Button>
      </form>
    </Sheet>
  );
}
