/** Choosing: one of a few in sight (segments), one of many (select), yes or no (switch). */
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import { cx } from './class-names.ts';

export interface Choice<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly isDisabled?: boolean;
}

export interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly items: readonly Choice<Id>[];
  readonly selected: NoInfer<Id> | null;
  readonly onSelect: (id: Id) => void;
  readonly className?: string;
  /** False keeps the label for screen readers only. */
  readonly showsLabel?: boolean;
}

export function Select<Id extends string>(props: ChoiceProps<Id> & { readonly placeholder?: string }) {
  return (
    <AriaSelect
      {...(props.showsLabel === false ? { 'aria-label': props.label } : {})}
      value={props.selected}
      {...(props.placeholder ? { placeholder: props.placeholder } : {})}
      onChange={(key) => {
        const chosen = props.items.find((item) => item.id === key);
        if (chosen) props.onSelect(chosen.id);
      }}
      className={cx('flex flex-col gap-1.5', props.className)}
    >
      {props.showsLabel === false ? null : <Label className="font-medium">{props.label}</Label>}
      <AriaButton className="flex min-h-13 items-center justify-between gap-3 rounded-md border border-edge bg-card px-4 text-start text-lg pressed:bg-well">
        <SelectValue className="truncate placeholder-shown:text-ink-faint" />
        <ChevronDown aria-hidden className="size-5 shrink-0 text-ink-faint" />
      </AriaButton>
      <Popover className="min-w-(--trigger-width) overflow-auto rounded-lg border border-line bg-raised p-1.5 shadow-float entering:animate-arrive">
        <ListBox items={props.items} className="outline-none">
          {(item: Choice<Id>) => (
            <ListBoxItem
              id={item.id}
              textValue={item.label}
              isDisabled={item.isDisabled ?? false}
              className="flex min-h-12 items-center gap-3 rounded-md px-3 text-lg hover:bg-well focus:bg-well selected:font-medium disabled:text-ink-faint"
            >
              {({ isSelected }) => (
                <>
                  <span className="grow">{item.label}</span>
                  {isSelected ? <Check aria-hidden className="size-5 text-accent-ink" /> : null}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export function SegmentedControl<Id extends string>(props: ChoiceProps<Id> & { readonly isWide?: boolean }) {
  return (
    <RadioGroup
      orientation="horizontal"
      {...(props.showsLabel ? {} : { 'aria-label': props.label })}
      value={props.selected}
      onChange={(id) => {
        const chosen = props.items.find((item) => item.id === id);
        if (chosen) props.onSelect(chosen.id);
      }}
      className={cx('flex flex-col gap-1.5', props.className)}
    >
      {props.showsLabel ? <Label className="font-medium">{props.label}</Label> : null}
      <div
        className={cx(
          'flex-wrap gap-1 rounded-lg border border-line bg-well p-1',
          props.isWide ? 'flex' : 'inline-flex self-start',
        )}
      >
        {props.items.map((item) => (
          <Radio
            key={item.id}
            value={item.id}
            isDisabled={item.isDisabled ?? false}
            className={cx(
              'inline-flex min-h-12 min-w-12 cursor-default items-center justify-center gap-2 rounded-md border px-4 text-center',
              'border-transparent text-ink-soft transition-colors select-none hover:text-ink [&_svg]:size-5',
              'selected:border-edge selected:bg-card selected:font-medium selected:text-ink disabled:text-ink-faint',
              'focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-focus',
              props.isWide && 'grow basis-0',
            )}
          >
            {item.icon}
            {item.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

export interface SwitchProps {
  readonly label: string;
  readonly description?: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Switch(props: SwitchProps) {
  return (
    <AriaSwitch
      isSelected={props.isSelected}
      onChange={props.onChange}
      isDisabled={props.isDisabled ?? false}
      className="group flex min-h-14 cursor-default items-center justify-between gap-6 rounded-md py-2 focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-focus"
    >
      <span className="flex flex-col">
        <span className="font-medium">{props.label}</span>
        {props.description ? <span className="text-ink-faint">{props.description}</span> : null}
      </span>
      <span
        aria-hidden
        className="flex h-8 w-14 shrink-0 items-center rounded-full border border-edge bg-well p-1 transition-colors group-selected:border-accent group-selected:bg-accent"
      >
        <span className="size-5.5 rounded-full bg-ink-faint transition-transform group-selected:translate-x-6 group-selected:bg-on-accent" />
      </span>
    </AriaSwitch>
  );
}
