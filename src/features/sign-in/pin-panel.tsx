/** One person's PIN: the pad, a real password field behind the dots (keyboards and password managers work), and what went wrong. */
import { useEffect, useId, useReducer, useRef } from 'react';
import type { AssociateDocument } from '../../protocol/sync/documents.ts';
import type { PinCheck } from '../../replica/index.ts';
import { Avatar, announce, Button, cx, NumberPad, useWords } from '../../ui/index.ts';
import { canSubmit, EMPTY_PIN, PIN_MAX, PIN_MIN, type PinEntry, type PinTrouble, stepPin } from './pin-entry.ts';
import { signInWords } from './words.ts';

/** Length of the last right PIN of each associate since the app was opened: their next one needs no "Sign in". */
const knownLengths = new Map<string, number>();

const now = () => performance.now();

export function PinPanel(props: {
  readonly associate: AssociateDocument;
  readonly check: PinCheck['check'];
  readonly onSignedIn: (associate: AssociateDocument) => void;
}) {
  const { associate, check, onSignedIn } = props;
  const t = useWords(signInWords);
  const [entry, dispatch] = useReducer(stepPin, EMPTY_PIN);
  const field = useRef<HTMLInputElement>(null);
  const fieldId = useId();

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    if (entry.phase === 'typing' && entry.digits.length === knownLengths.get(associate.id)) {
      dispatch({ kind: 'submit' });
    }
  }, [associate.id, entry]);

  useEffect(() => {
    if (entry.phase !== 'checking') return;
    let isCurrent = true;
    const refuse = (refusal: PinTrouble) => {
      knownLengths.delete(associate.id);
      dispatch({ kind: 'refused', refusal, elapsed: now() });
      field.current?.focus({ preventScroll: true });
    };
    void check(associate, entry.digits).then(
      (verdict) => {
        if (!isCurrent) return;
        if (!verdict.ok) return refuse(verdict.refusal);
        knownLengths.set(associate.id, entry.digits.length);
        onSignedIn(associate);
      },
      () => {
        if (isCurrent) refuse({ code: 'not-checked' });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [entry, associate, check, onSignedIn]);

  const isWaiting = entry.phase === 'waiting';
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => dispatch({ kind: 'tick', elapsed: now() }), 500);
    return () => clearInterval(timer);
  }, [isWaiting]);

  const trouble = useTrouble(entry);
  useEffect(() => {
    if (entry.refusal && trouble) announce(trouble, 'assertive');
  }, [entry.refusal, trouble]);

  return (
    <form
      aria-label={t('pinOf', { name: associate.name })}
      onSubmit={(event) => {
        event.preventDefault();
        dispatch({ kind: 'submit' });
      }}
      className="flex w-full max-w-88 flex-col gap-5"
    >
      <div className="flex items-center gap-4">
        <Avatar initials={associate.initials} hue={associate.hue} size="lg" />
        <div className="min-w-0">
          <p className="truncate text-xl font-medium">{associate.name}</p>
          <p className="text-ink-faint">{t(associate.role)}</p>
        </div>
      </div>
      <input type="text" name="username" autoComplete="username" value={associate.name} readOnly hidden />
      <div className="relative flex min-h-14 items-center justify-center rounded-lg border border-edge bg-card focus-within:border-accent-ink focus-within:outline-3 focus-within:outline-focus/40">
        <label htmlFor={fieldId} className="sr-only">
          {t('pinOf', { name: associate.name })}
        </label>
        <input
          ref={field}
          id={fieldId}
          type="password"
          inputMode="none"
          autoComplete="current-password"
          maxLength={PIN_MAX}
          value={entry.digits}
          readOnly={entry.phase !== 'typing'}
          onChange={(event) => dispatch({ kind: 'typed', digits: event.target.value })}
          className="absolute inset-0 size-full cursor-default rounded-lg text-transparent caret-transparent outline-none selection:bg-transparent"
        />
        <Dots typed={entry.digits.length} />
      </div>
      <p className={cx('-mt-2 min-h-[2.8em] text-balance', trouble ? 'font-medium text-act' : 'text-ink-faint')}>
        {trouble ?? ''}
      </p>
      <NumberPad
        hasDoubleZero={false}
        isDisabled={entry.phase !== 'typing'}
        onDigit={(digit) => dispatch({ kind: 'digit', digit })}
        onBackspace={() => dispatch({ kind: 'backspace' })}
        onClear={() => dispatch({ kind: 'clear' })}
      />
      <Button type="submit" variant="primary" size="xl" isDisabled={!canSubmit(entry)}>
        {entry.phase === 'checking' ? t('checking') : t('signIn')}
      </Button>
    </form>
  );
}

function Dots({ typed }: { readonly typed: number }) {
  const places = Math.max(PIN_MIN, typed);
  return (
    <span aria-hidden="true" className="pointer-events-none flex gap-4">
      {Array.from({ length: places }, (_, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is nothing but its place
          key={place}
          className={cx('size-4 rounded-full border', place < typed ? 'border-ink bg-ink' : 'border-edge')}
        />
      ))}
    </span>
  );
}

function useTrouble(entry: PinEntry): string | null {
  const t = useWords(signInWords);
  if (entry.phase === 'waiting') {
    const seconds = Math.max(1, Math.ceil((entry.waitUntil - now()) / 1000));
    return seconds > 90 ? t('waitMinutes', { minutes: Math.ceil(seconds / 60) }) : t('waitSeconds', { seconds });
  }
  if (entry.refusal?.code === 'wrong-pin') return t('wrong', { left: entry.refusal.triesLeft });
  if (entry.refusal?.code === 'no-pin') return t('noPin');
  if (entry.refusal?.code === 'not-checked') return t('notChecked');
  return null;
}
