/** Writing a client down, and changing one: what is typed stays until it was saved or given up. */
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { LANGUAGES, type Language } from '../../domain/catalog/variant.ts';
import { CLIENT_LIMITS, type Client } from '../../domain/client/client.ts';
import {
  announce,
  Banner,
  Button,
  IconButton,
  LANGUAGE_NAMES,
  Select,
  Sheet,
  showToast,
  TextField,
  useLandscape,
  useWords,
} from '../../ui/index.ts';
import { counterWords, useCounter, useOneAtATime } from '../counter/index.ts';
import { type ClientDraft, draftOf, fieldsOf } from './client-draft.ts';
import { clientsWords } from './words.ts';
import { createClient, editClient, type WriteRefusal } from './write-client.ts';
import { fieldOf, wordsForWrite } from './write-words.ts';

interface ClientSheetProps {
  /** Null for somebody new. */
  readonly client: Client | null;
  /** What was typed to find them, for somebody new. */
  readonly name: string;
  readonly onClose: () => void;
  readonly onWritten: (client: string) => void;
}

const LIMITS = { preferenceName: 60, preferenceValue: 120 } as const;

export function ClientSheet({ client, name, onClose, onWritten }: ClientSheetProps) {
  const t = useWords(clientsWords);
  const shared = useWords(counterWords);
  const counter = useCounter();
  const isLandscape = useLandscape();
  // What it was when the sheet opened: a change that arrives meanwhile is no word of this associate.
  const [before] = useState(client);
  const [draft, setDraft] = useState(() => draftOf(client, name));
  const [refusal, setRefusal] = useState<WriteRefusal | null>(null);
  const once = useOneAtATime();
  const change = (next: Partial<ClientDraft>) => {
    setRefusal(null);
    setDraft((held) => ({ ...held, ...next }));
  };
  const errorOf = (field: ReturnType<typeof fieldOf>) =>
    refusal !== null && fieldOf(refusal) === field ? wordsForWrite(refusal, t, shared) : null;
  const other = errorOf(null);

  const save = async () => {
    const fields = fieldsOf(draft, before);
    if (before === null) {
      const made = await createClient(counter, fields);
      if (!made.ok) return setRefusal(made.refusal);
      announce(t('created', { name: fields.name.trim() }));
      return onWritten(made.value);
    }
    const changed = await editClient(counter, before, fields);
    if (!changed.ok) return setRefusal(changed.refusal);
    if (changed.value) showToast({ message: t('saved') });
    onWritten(before.id);
  };

  return (
    <Sheet
      title={before === null ? t('new') : t('editTitle')}
      isOpen
      onClose={onClose}
      side={isLandscape ? 'end' : 'bottom'}
      footer={
        <>
          <Button size="lg" onPress={onClose}>
            {shared('cancel')}
          </Button>
          <Button variant="primary" size="lg" className="grow" onPress={() => once(save)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          once(save);
        }}
      >
        {other === null ? null : <Banner tone="act" title={other} />}
        <TextField
          label={t('name')}
          value={draft.name}
          onChange={(value) => change({ name: value })}
          error={errorOf('name')}
          maxLength={CLIENT_LIMITS.name}
          autoComplete="off"
          autoFocus={before === null}
        />
        <TextField
          label={t('phone')}
          value={draft.phone}
          onChange={(value) => change({ phone: value })}
          error={errorOf('phone')}
          inputMode="tel"
          maxLength={CLIENT_LIMITS.phone}
          autoComplete="off"
        />
        <TextField
          label={t('email')}
          value={draft.email}
          onChange={(value) => change({ email: value })}
          error={errorOf('email')}
          inputMode="email"
          maxLength={CLIENT_LIMITS.email}
          autoComplete="off"
        />
        <TextField
          label={t('birthday')}
          description={t('birthdayHint')}
          value={draft.birthday}
          onChange={(value) => change({ birthday: value })}
          error={errorOf('birthday')}
          autoComplete="off"
        />
        <Select<Language | 'none'>
          label={t('language')}
          items={[
            { id: 'none', label: t('languageNone') },
            ...LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] })),
          ]}
          selected={draft.language}
          onSelect={(language) => change({ language })}
        />
        <TextField
          label={t('note')}
          description={t('noteHint')}
          value={draft.note}
          onChange={(value) => change({ note: value })}
          error={errorOf('note')}
          maxLength={CLIENT_LIMITS.note}
          isMultiline
        />
        <Preferences draft={draft} onChange={(preferences) => change({ preferences })} />
        {/* Enter in any field saves. */}
        <input type="submit" hidden />
      </form>
    </Sheet>
  );
}

function Preferences(props: {
  readonly draft: ClientDraft;
  readonly onChange: (preferences: ClientDraft['preferences']) => void;
}) {
  const t = useWords(clientsWords);
  const { preferences } = props.draft;
  const put = (key: number, next: Partial<{ name: string; value: string }>) =>
    props.onChange(preferences.map((one) => (one.key === key ? { ...one, ...next } : one)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium">{t('preferences')}</legend>
      {preferences.map(({ key, name, value }) => (
        <div key={key} className="flex items-end gap-2">
          <TextField
            className="min-w-0 basis-2/5"
            label={t('preferenceName')}
            placeholder={t('preferenceExample')}
            value={name}
            onChange={(next) => put(key, { name: next })}
            maxLength={LIMITS.preferenceName}
          />
          <TextField
            className="min-w-0 grow"
            label={t('preferenceValue')}
            value={value}
            onChange={(next) => put(key, { value: next })}
            maxLength={LIMITS.preferenceValue}
          />
          <IconButton
            label={t('removePreference', { name })}
            icon={<Trash2 aria-hidden />}
            onPress={() => props.onChange(preferences.filter((one) => one.key !== key))}
          />
        </div>
      ))}
      {preferences.length < CLIENT_LIMITS.preferences ? (
        <Button
          variant="quiet"
          className="self-start"
          icon={<Plus aria-hidden />}
          onPress={() =>
            props.onChange([
              ...preferences,
              { key: Math.max(-1, ...preferences.map(({ key }) => key)) + 1, name: '', value: '' },
            ])
          }
        >
          {t('addPreference')}
        </Button>
      ) : null}
    </fieldset>
  );
}
