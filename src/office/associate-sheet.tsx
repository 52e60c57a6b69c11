/** One person: name, role, places of work, active or not, and a new PIN. The PIN itself is never shown to anybody. */
import { type FormEvent, useState } from 'react';
import { ROLES, type Role } from '../domain/access/associate.ts';
import { foldWidth } from '../kernel/text.ts';
import type { OfficeAssociate, OverviewResponse } from '../protocol/office.ts';
import { Banner, Button, SegmentedControl, Sheet, Switch, showToast, TextField, useWords } from '../ui/index.ts';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { storesOf } from './office-model.ts';
import { peopleWords } from './people-words.ts';
import { refusalWords } from './refusal-words.ts';
import { officeWords } from './words.ts';

const PIN_SHAPE = /^[0-9]{4,8}$/;

export function AssociateSheet(props: {
  readonly api: OfficeApi;
  readonly overview: OverviewResponse;
  /** Null for somebody new. */
  readonly associate: OfficeAssociate | null;
  readonly onChanged: () => Promise<void>;
  readonly onAdded: (id: string) => void;
  readonly onClose: () => void;
}) {
  const { associate } = props;
  const t = useWords(peopleWords);
  return (
    <Sheet title={associate?.name ?? t('add')} isOpen onClose={props.onClose}>
      <div className="flex flex-col gap-8">
        <PersonForm {...props} />
        {associate === null ? null : <PinForm api={props.api} associate={associate} onChanged={props.onChanged} />}
      </div>
    </Sheet>
  );
}

function PersonForm(props: Parameters<typeof AssociateSheet>[0]) {
  const { api, associate } = props;
  const t = useWords(peopleWords);
  const office = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const [name, setName] = useState(associate?.name ?? '');
  const [role, setRole] = useState<Role>(associate?.role ?? 'associate');
  const [locations, setLocations] = useState<readonly string[]>(associate?.locations ?? []);
  const [active, setActive] = useState(associate?.active ?? true);
  const [isChecked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const nameFault = name.trim() === '' ? t('nameMissing') : null;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isBusy || nameFault !== null) return;
    setBusy(true);
    const person = { name: name.trim(), role, locations: [...locations] };
    const answer = await (associate === null
      ? api.addAssociate(person)
      : api.changeAssociate(associate.id, { ...person, active }));
    setBusy(false);
    if (!answer.ok) return setTrouble(answer.refusal.code);
    setTrouble(null);
    showToast({ message: t(associate === null ? 'added' : 'saved', { name: answer.value.name }) });
    await props.onChanged();
    if (associate === null) props.onAdded(answer.value.id);
  };

  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-6">
      <TextField
        label={t('name')}
        autoComplete="off"
        maxLength={120}
        autoFocus={associate === null}
        value={name}
        onChange={setName}
        error={isChecked ? nameFault : null}
      />
      <div className="flex flex-col gap-2">
        <SegmentedControl
          label={t('role')}
          showsLabel
          isWide
          items={ROLES.map((id) => ({ id, label: t(id) }))}
          selected={role}
          onSelect={setRole}
        />
        <p className="text-ink-faint">{t(`${role}May`)}</p>
      </div>
      <fieldset className="flex flex-col">
        <legend className="font-medium">{t('stores')}</legend>
        {storesOf(props.overview).map(({ location }) => (
          <Switch
            key={location.id}
            label={location.name}
            isSelected={locations.includes(location.id)}
            onChange={(isHere) =>
              setLocations(isHere ? [...locations, location.id] : locations.filter((id) => id !== location.id))
            }
          />
        ))}
      </fieldset>
      {associate === null ? null : (
        <Switch label={t('active')} description={t('activeText')} isSelected={active} onChange={setActive} />
      )}
      {trouble === null ? null : <Banner tone="act" title={refusal(trouble)} />}
      <Button type="submit" variant="primary" size="lg">
        {isBusy ? office('saving') : associate === null ? t('add') : office('save')}
      </Button>
    </form>
  );
}

function PinForm(props: {
  readonly api: OfficeApi;
  readonly associate: OfficeAssociate;
  readonly onChanged: () => Promise<void>;
}) {
  const { api, associate } = props;
  const t = useWords(peopleWords);
  const office = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const [pin, setPin] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);
  const [isBusy, setBusy] = useState(false);

  const set = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isBusy || !PIN_SHAPE.test(pin)) return;
    setBusy(true);
    const answer = await api.setPin(associate.id, pin);
    setBusy(false);
    if (!answer.ok) return setTrouble(answer.refusal.code);
    setTrouble(null);
    setChecked(false);
    setPin('');
    showToast({ message: t('pinSet', { name: associate.name }) });
    await props.onChanged();
  };

  return (
    <form onSubmit={set} noValidate className="flex flex-col gap-4 border-t border-line pt-6">
      <TextField
        label={t('newPin')}
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        maxLength={8}
        value={pin}
        onChange={(typed) => setPin(foldWidth(typed))}
        description={t('pinHint')}
        error={isChecked && !PIN_SHAPE.test(pin) ? t('pinWrong') : null}
      />
      {trouble === null ? null : <Banner tone="act" title={refusal(trouble)} />}
      <Button type="submit" size="lg">
        {isBusy ? office('saving') : t('setPin')}
      </Button>
    </form>
  );
}
