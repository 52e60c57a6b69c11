/**
 * Who works now. Tiles and the PIN pad stand side by side, so that taking over the counter is one tap and
 * a PIN. What lies in the cart stays, whoever signs in.
 */
import { UserRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { AssociateDocument } from '../../protocol/sync/documents.ts';
import type { PinCheck } from '../../replica/index.ts';
import { Avatar, cx, EmptyState, LanguageChoice, useLowScreen, useWords } from '../../ui/index.ts';
import { PinPanel } from './pin-panel.tsx';
import { signInWords } from './words.ts';

export interface SignInScreenProps {
  readonly storeName: string;
  readonly registerName: string;
  readonly associates: readonly AssociateDocument[];
  /** Who was here last: after an idle lock only the PIN is missing. */
  readonly lastAssociate: string | null;
  readonly check: PinCheck['check'];
  readonly onSignedIn: (associate: AssociateDocument) => void;
  /** Lines that wait in the open cart. */
  readonly cartLines: number;
  /** The sync pill. */
  readonly status?: ReactNode;
  /** An update that is ready, another window that sells. */
  readonly notice?: ReactNode;
}

export function SignInScreen(props: SignInScreenProps) {
  const t = useWords(signInWords);
  const isLow = useLowScreen();
  const [chosen, choose] = useState<string | null>(props.lastAssociate);
  // Each tap on a tile, also on the chosen one, begins the PIN afresh with the keyboard in its field.
  const [taps, countTap] = useState(0);
  const active = props.associates
    .filter((associate) => associate.active)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const associate = active.find(({ id }) => id === chosen) ?? null;

  return (
    <main className="safe-area flex min-h-dvh flex-col">
      <header className="flex min-h-16 flex-wrap items-center justify-between gap-x-6 gap-y-2 px-6 py-2">
        <p className="min-w-0">
          <span className="font-medium">{props.storeName}</span>
          <span className="text-ink-faint"> · {props.registerName}</span>
        </p>
        {props.status}
      </header>
      {/* Its place is kept while there is none: a name that somebody aims at stays where it is. */}
      <div className={cx('px-6', !isLow && 'min-h-21')}>{props.notice}</div>
      <div className="mx-auto flex w-full max-w-6xl grow flex-col items-center gap-8 px-6 py-6 landscape:flex-row landscape:items-center landscape:gap-14 landscape:py-3">
        <section className="flex w-full flex-col gap-5 landscape:grow landscape:self-stretch landscape:justify-center">
          <div>
            <h1 className="text-3xl font-medium text-balance">{t('title')}</h1>
            {props.cartLines > 0 ? (
              <p className="mt-1 text-lg text-ink-soft">{t('lockedCart', { count: props.cartLines })}</p>
            ) : null}
          </div>
          {active.length === 0 ? (
            <EmptyState icon={<UserRound aria-hidden />} title={t('nobody')} text={t('nobodyText')} />
          ) : (
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(15.5rem,100%),1fr))] -m-1 gap-3 overflow-y-auto p-1 landscape:max-h-[62dvh]">
              {active.map((person) => (
                <li key={person.id}>
                  <AssociateTile
                    associate={person}
                    isChosen={person.id === associate?.id}
                    onPress={() => {
                      choose(person.id);
                      countTap((count) => count + 1);
                    }}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
        <section className="flex w-full max-w-88 shrink-0 flex-col justify-center pt-4 landscape:pt-0">
          {associate ? (
            <PinPanel
              key={`${associate.id} ${taps}`}
              associate={associate}
              check={props.check}
              onSignedIn={props.onSignedIn}
            />
          ) : (
            <div className="flex rounded-xl border border-dashed border-edge py-24">
              <EmptyState icon={<UserRound aria-hidden />} title={t('tapYourName')} text={t('tapYourNameText')} />
            </div>
          )}
        </section>
      </div>
      <footer className="mx-auto w-full max-w-6xl px-6 pb-6 landscape:pb-4">
        <LanguageChoice />
      </footer>
    </main>
  );
}

function AssociateTile(props: {
  readonly associate: AssociateDocument;
  readonly isChosen: boolean;
  readonly onPress: () => void;
}) {
  const t = useWords(signInWords);
  const { associate, isChosen } = props;
  return (
    <AriaButton
      onPress={props.onPress}
      aria-pressed={isChosen}
      className={cx(
        'flex h-full min-h-20 w-full cursor-default items-center gap-3.5 rounded-lg border px-4 py-3 text-start transition-colors select-none',
        isChosen
          ? 'border-accent-ink bg-accent-wash'
          : 'border-line bg-card hover:border-edge pressed:border-accent-ink pressed:bg-accent-wash',
      )}
    >
      <Avatar initials={associate.initials} hue={associate.hue} size="lg" />
      <span className="min-w-0">
        <span className="line-clamp-2 text-lg leading-snug font-medium">{associate.name}</span>
        <span className={isChosen ? 'text-ink-soft' : 'text-ink-faint'}>{t(associate.role)}</span>
      </span>
    </AriaButton>
  );
}
