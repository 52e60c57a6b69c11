import { type FormEvent, useState } from 'react';
import { REGISTER_CODE_PATTERN } from '../protocol/office.ts';
import { Banner, Button, Dialog, showToast, TextField, useWords } from '../ui/index.ts';
import { storeWords } from './home-words.ts';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import type { StoreView } from './office-model.ts';
import { refusalWords } from './refusal-words.ts';
import { officeWords } from './words.ts';

export function AddRegister(props: {
  readonly api: OfficeApi;
  readonly store: StoreView;
  readonly onAdded: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const t = useWords(storeWords);
  const office = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const nameFault = name.trim() === '' ? t('nameMissing') : null;
  const codeFault = REGISTER_CODE_PATTERN.test(code) ? null : t('codeWrong');
  const codeTaken = trouble === 'register-code-taken' ? refusal(trouble) : null;

  const add = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isBusy || nameFault !== null || codeFault !== null) return;
    setBusy(true);
    const answer = await props.api.addRegister({ location: props.store.location.id, name: name.trim(), code });
    setBusy(false);
    if (!answer.ok) return setTrouble(answer.refusal.code);
    showToast({ message: t('registerAdded', { name: answer.value.name }) });
    props.onClose();
    await props.onAdded();
  };

  return (
    <Dialog title={`${t('addRegister')} · ${props.store.location.name}`} isOpen onClose={props.onClose}>
      <form onSubmit={add} noValidate className="flex flex-col gap-5">
        <TextField
          label={t('registerName')}
          description={t('registerNameHint')}
          autoFocus
          maxLength={120}
          value={name}
          onChange={setName}
          error={isChecked ? nameFault : null}
        />
        <TextField
          label={t('registerCode')}
          description={t('registerCodeHint')}
          maxLength={8}
          value={code}
          onChange={(typed) => {
            setTrouble(null);
            setCode(typed.normalize('NFKC').toUpperCase());
          }}
          error={(isChecked ? codeFault : null) ?? codeTaken}
        />
        {trouble === null || codeTaken !== null ? null : <Banner tone="act" title={refusal(trouble)} />}
        <Button type="submit" variant="primary" size="lg">
          {isBusy ? office('saving') : t('addRegister')}
        </Button>
      </form>
    </Dialog>
  );
}
