/** The search field of the header. Enter rings a code at once, or takes the marked result; arrows move the mark. */
import type { KeyboardEvent, RefObject } from 'react';
import { SearchField, useWords } from '../../ui/index.ts';
import { sellWords } from './words.ts';

interface SearchBoxProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onSubmit: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

export function SearchBox({ query, onQuery, onSubmit, onMove, inputRef }: SearchBoxProps) {
  const t = useWords(sellWords);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    onMove(event.key === 'ArrowDown' ? 1 : -1);
  };
  return (
    <div onKeyDownCapture={onKeyDown} className="w-full">
      <SearchField
        label={t('search')}
        placeholder={t('search')}
        value={query}
        onChange={onQuery}
        onSubmit={onSubmit}
        onClear={() => onQuery('')}
        inputRef={inputRef}
      />
    </div>
  );
}
