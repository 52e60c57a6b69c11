/** Fields to type into. The label is always visible; an error says what to do, beside the field it belongs to. */
import { Search, X } from 'lucide-react';
import type { HTMLInputTypeAttribute, ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { cx } from './class-names.ts';
import { useWords } from './i18n.ts';
import { uiWords } from './ui-words.ts';

export type InputMode = 'none' | 'text' | 'decimal' | 'numeric' | 'search' | 'email' | 'tel' | 'url';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
  readonly description?: ReactNode;
  readonly inputMode?: InputMode;
  readonly type?: HTMLInputTypeAttribute;
  readonly name?: string;
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
  readonly isDisabled?: boolean;
  readonly isRequired?: boolean;
  readonly isMultiline?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
  /** Larger figures for codes and amounts. */
  readonly size?: 'md' | 'lg';
  readonly onEnter?: () => void;
  readonly className?: string;
}

const BOX =
  'w-full rounded-md border border-edge bg-card px-4 text-ink placeholder:text-ink-faint outline-none ' +
  'hover:border-ink-faint focus:border-accent-ink focus:outline-3 focus:outline-offset-0 focus:outline-focus/40 ' +
  'invalid:border-danger disabled:border-line disabled:text-ink-faint';

export function TextField(props: TextFieldProps) {
  const error = props.error ?? null;
  const box = cx(BOX, props.size === 'lg' ? 'min-h-16 text-2xl tabular' : 'min-h-13 text-lg', 'py-2');
  const typing = {
    ...(props.placeholder ? { placeholder: props.placeholder } : {}),
    ...(props.inputMode ? { inputMode: props.inputMode } : {}),
    ...(props.maxLength ? { maxLength: props.maxLength } : {}),
  };
  return (
    <AriaTextField
      value={props.value}
      onChange={props.onChange}
      isInvalid={error !== null}
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      autoFocus={props.autoFocus ?? false}
      validationBehavior="aria"
      type={(props.type ?? 'text') as 'text'}
      {...(props.name ? { name: props.name } : {})}
      {...(props.autoComplete ? { autoComplete: props.autoComplete } : {})}
      {...(props.onEnter
        ? {
            onKeyDown: (event: { key: string }) => {
              if (event.key === 'Enter') props.onEnter?.();
            },
          }
        : {})}
      className={cx('flex flex-col gap-1.5', props.className)}
    >
      <Label className="font-medium text-ink">{props.label}</Label>
      {props.isMultiline ? <TextArea rows={3} className={box} {...typing} /> : <Input className={box} {...typing} />}
      {props.description && error === null ? (
        <Text slot="description" className="text-ink-faint">
          {props.description}
        </Text>
      ) : null}
      <FieldError className="font-medium text-act">{error}</FieldError>
    </AriaTextField>
  );
}

export interface SearchFieldProps {
  /** Read out; the placeholder is what people see. */
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
  readonly onClear?: () => void;
  readonly inputMode?: InputMode;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string;
}

export function SearchField(props: SearchFieldProps) {
  const t = useWords(uiWords);
  return (
    <AriaSearchField
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      autoFocus={props.autoFocus ?? false}
      {...(props.onSubmit ? { onSubmit: props.onSubmit } : {})}
      {...(props.onClear ? { onClear: props.onClear } : {})}
      className={cx('group relative flex items-center', props.className)}
    >
      <Search aria-hidden className="pointer-events-none absolute start-4 size-5 text-ink-faint" />
      <Input
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        {...(props.inputMode ? { inputMode: props.inputMode } : {})}
        {...(props.inputRef ? { ref: props.inputRef } : {})}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
        className={cx(BOX, 'min-h-12 py-2 ps-12 pe-12 text-base [&::-webkit-search-cancel-button]:hidden')}
      />
      <AriaButton
        aria-label={t('clear')}
        className="absolute end-0 inline-flex size-12 items-center justify-center rounded-md text-ink-faint group-empty:hidden pressed:text-ink [&_svg]:size-5"
      >
        <X aria-hidden />
      </AriaButton>
    </AriaSearchField>
  );
}
