/** The first administrator: the one-time link of a new installation is redeemed with a name, an e-mail and a password. */
import { type FormEvent, useState } from 'react';
import { Banner, Button, TextField, useWords } from '../ui/index.ts';
import { Entrance } from './entrance.tsx';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { refusalWords } from './refusal-words.ts';
import { officeWords } from './words.ts';

const PASSWORD_MIN = 12;
const EMAIL_SHAPE = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function SetupPage(props: {
  readonly api: OfficeApi;
  readonly token: string;
  readonly onReady: (email: string, isSignedIn: boolean) => void;
}) {
  const t = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<OfficeRefusal['code'] | null>(null);
  const [isBusy, setBusy] = useState(false);

  const faults = {
    name: name.trim() === '' ? t('nameMissing') : null,
    email: EMAIL_SHAPE.test(email.trim()) ? null : t('emailWrong'),
    password: password.length < PASSWORD_MIN ? t('passwordShort', { count: password.length }) : null,
  };

  const create = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isBusy || faults.name !== null || faults.email !== null || faults.password !== null) return;
    setBusy(true);
    const made = await props.api.setup({ token: props.token, name: name.trim(), email: email.trim(), password });
    if (!made.ok) {
      setBusy(false);
      setTrouble(made.refusal.code);
      return;
    }
    const signedIn = await props.api.signIn(made.value.email, password);
    props.onReady(made.value.email, signedIn.ok);
  };

  return (
    <Entrance title={t('setupTitle')} text={t('setupText')}>
      <form onSubmit={create} noValidate className="flex flex-col gap-5">
        <TextField
          label={t('yourName')}
          name="name"
          autoComplete="name"
          autoFocus
          value={name}
          onChange={setName}
          error={isChecked ? faults.name : null}
        />
        <TextField
          label={t('email')}
          type="email"
          inputMode="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={isChecked ? faults.email : null}
        />
        <TextField
          label={t('newPassword')}
          type="password"
          name="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          description={t('passwordHint')}
          error={isChecked ? faults.password : null}
        />
        {trouble === null ? null : <Banner tone="act" title={refusal(trouble)} />}
        <Button type="submit" variant="primary" size="lg">
          {isBusy ? t('creating') : t('createAccount')}
        </Button>
      </form>
    </Entrance>
  );
}
