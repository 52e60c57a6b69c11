/**
 * Head office: somebody signs in (or, on a new installation, redeems the one-time link) and works on one
 * page. Everything here needs the server; the stores do not need this page.
 */

import { CloudOff } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { SessionResponse } from '../protocol/office.ts';
import { announce, Button, EmptyState, Spinner, useWords } from '../ui/index.ts';
import { HomePage } from './home-page.tsx';
import { createOfficeApi, type Fetch, type OfficeApi, type OfficeRefusal } from './office-api.ts';
import { refusalWords } from './refusal-words.ts';
import { SetupPage } from './setup-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { officeWords } from './words.ts';

type Stage =
  | { readonly kind: 'opening' }
  | { readonly kind: 'setup'; readonly token: string }
  | { readonly kind: 'signed-out'; readonly email: string; readonly because: OfficeRefusal['code'] | null }
  | { readonly kind: 'unreachable'; readonly code: OfficeRefusal['code'] }
  | { readonly kind: 'at-work'; readonly session: SessionResponse };

const SETUP_HASH = /^#setup=([A-Za-z0-9_-]{20,100})$/;

const browserFetch: Fetch = (path, init) => globalThis.fetch(path, init);

export function OfficeApp(props: { readonly fetch?: Fetch }) {
  const [api] = useState<OfficeApi>(() => createOfficeApi(props.fetch ?? browserFetch));
  const t = useWords(officeWords);
  const refusal = useWords(refusalWords);
  const [stage, setStage] = useState<Stage>(() => firstStage());

  const enter = useCallback(async () => {
    const session = await api.session();
    if (session.ok) setStage({ kind: 'at-work', session: session.value });
    else if (session.refusal.code === 'not-signed-in') setStage({ kind: 'signed-out', email: '', because: null });
    else setStage({ kind: 'unreachable', code: session.refusal.code });
  }, [api]);

  const isOpening = stage.kind === 'opening';
  useEffect(() => {
    if (isOpening) void enter();
  }, [isOpening, enter]);

  useEffect(() => {
    document.title = `${t('headOffice')} · Evertill`;
  }, [t]);

  const leave = useCallback((because: OfficeRefusal['code'] | null) => {
    setStage({ kind: 'signed-out', email: '', because });
  }, []);

  switch (stage.kind) {
    case 'opening':
      return (
        <main className="flex min-h-dvh items-center justify-center p-6">
          <Spinner label={t('loading')} />
        </main>
      );
    case 'unreachable':
      return (
        <main className="flex min-h-dvh items-center justify-center p-6">
          <EmptyState
            icon={<CloudOff aria-hidden />}
            title={t('headOffice')}
            text={refusal(stage.code)}
            action={
              <Button variant="primary" onPress={() => setStage({ kind: 'opening' })}>
                {t('tryAgain')}
              </Button>
            }
          />
        </main>
      );
    case 'setup':
      return (
        <SetupPage
          api={api}
          token={stage.token}
          onReady={(email, isSignedIn) => {
            forgetHash();
            setStage(isSignedIn ? { kind: 'opening' } : { kind: 'signed-out', email, because: null });
          }}
        />
      );
    case 'signed-out':
      return (
        <SignInPage
          api={api}
          email={stage.email}
          because={stage.because}
          onSignedIn={() => {
            announce(t('loading'));
            setStage({ kind: 'opening' });
          }}
        />
      );
    case 'at-work':
      return <HomePage api={api} session={stage.session} onLeave={leave} />;
  }
}

function firstStage(): Stage {
  const token = SETUP_HASH.exec(globalThis.location?.hash ?? '')?.[1];
  return token === undefined ? { kind: 'opening' } : { kind: 'setup', token };
}

/** The link was spent: it must not stay in the address, where it could be shown or shared. */
function forgetHash(): void {
  history.replaceState(null, '', `${location.pathname}${location.search}`);
}
