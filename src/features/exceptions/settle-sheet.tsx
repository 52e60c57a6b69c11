/** A person decides, with their name: what was done, and a word about it. The fact it is about stays as it is. */
import { useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { ShownException } from '../../replica/index.ts';
import { announce, Button, cx, Sheet, showToast, TextField, useLandscape, useWords } from '../../ui/index.ts';
import { counterWords, useCounter, useOneAtATime, wordsForRefusal } from '../counter/index.ts';
import { likelyActions, type SettleAction } from './exception-case.ts';
import { exceptionKindWords, kindKeyOf } from './kind-words.ts';
import { exceptionWords } from './words.ts';

const NOTE_LENGTH_MAX = 300;

export function SettleSheet(props: { readonly exception: ShownException | null; readonly onClose: () => void }) {
  const t = useWords(exceptionWords);
  const isLandscape = useLandscape();
  return (
    <Sheet
      title={t('settleTitle')}
      isOpen={props.exception !== null}
      onClose={props.onClose}
      side={isLandscape ? 'end' : 'bottom'}
    >
      {props.exception === null ? null : <SettleForm exception={props.exception} onClose={props.onClose} />}
    </Sheet>
  );
}

function SettleForm({ exception, onClose }: { readonly exception: ShownException; readonly onClose: () => void }) {
  const t = useWords(exceptionWords);
  const kinds = useWords(exceptionKindWords);
  const shared = useWords(counterWords);
  const { journal, store, associate } = useCounter();
  const once = useOneAtATime();
  const actions = likelyActions(exception.kind);
  const [action, setAction] = useState<SettleAction | null>(null);
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const needsNote = action === 'other';

  const settle = async () => {
    if (action === null) return;
    if (needsNote && note.trim() === '') return setMissing(true);
    const written = await journal.append({
      kind: 'exception.settle',
      associate: associate.id,
      body: () => ({ location: store.id, exception: exception.id, action, note: note.trim() }),
    });
    if (!written.ok) return void showToast({ message: wordsForRefusal(written.refusal, shared), tone: 'act' });
    announce(t('settledNow'));
    onClose();
  };

  return (
    <div className="flex flex-col gap-6">
      <p className="text-lg">{kinds(kindKeyOf(exception.kind).title)}</p>
      <RadioGroup
        value={action}
        onChange={(id) => setAction(actions.find((one) => one === id) ?? null)}
        className="flex flex-col gap-2"
      >
        <Label className="font-medium">{t('action')}</Label>
        <div className="flex flex-wrap gap-2">
          {actions.map((id) => (
            <Radio key={id} value={id} className={CHIP}>
              {t(id)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <TextField
        label={t(needsNote ? 'noteNeeded' : 'note')}
        description={t('noteHint')}
        value={note}
        onChange={(next) => {
          setMissing(false);
          setNote(next);
        }}
        error={isMissing ? t('noteMissing') : null}
        isMultiline
        maxLength={NOTE_LENGTH_MAX}
      />
      <Button variant="primary" size="xl" isDisabled={action === null} onPress={() => once(settle)}>
        {t('settleNow')}
      </Button>
    </div>
  );
}

const CHIP = cx(
  'inline-flex min-h-12 cursor-default items-center rounded-full border border-line bg-card px-5 text-ink-soft select-none',
  'hover:border-edge selected:border-accent-ink selected:bg-accent-wash selected:font-medium selected:text-accent-ink',
  'focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-focus',
);
