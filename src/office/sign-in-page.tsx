import { type FormEvent, useState } from 'react';
import { Banner, Button, TextField, useWords } from '../ui/index.ts';
import { Entrance } from './entrance.tsx';
import type { OfficeApi, OfficeRefusal } from './office-api.ts';
import { refusalWords } from './refusal-words.ts';
import { officeWords } from './words.ts';

export function SignInPage(props: {
  readonly api: OfficeApi;
  readonly email: string;
  /** Why somebody who worked here stands outside again. */
  readonly because: OfficeRefusal['code'] | null;
  readonly onSignedIn: () => void;
}) {
  const t = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const [email, setEmail] = useState(props.email);
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState(props.because);
  const [isBusy, setBusy] = useState(false);

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || email.trim() === '' || password === '') return;
    setBusy(true);
    const answer = await props.api.signIn(email, password);
    setBusy(false);
    if (answer.ok) props.onSignedIn();
    else setTrouble(answer.refusal.code);
  };

  return (
    <Entrance title={t('welcome')} text={t('welcomeText')}>
      <form onSubmit={signIn} className="flex flex-col gap-5">
        <TextField
          label={t('email')}
          type="email"
          inputMode="email"
          name="email"
          autoComplete="username"
          autoFocus={props.email === ''}
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t('password')}
          type="password"
          name="password"
          autoComplete="current-password"
          autoFocus={props.email !== ''}
          value={password}
          onChange={setPassword}
        />
        {trouble === null ? null : <Banner tone="act" title={refusal(trouble)} />}
        <Button type="submit" variant="primary" size="lg" isDisabled={email.trim() === '' || password === ''}>
          {isBusy ? t('signingIn') : t('signIn')}
        </Button>
      </form>
    </Entrance>
  );
}
