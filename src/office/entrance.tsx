/** The door of head office: one card on quiet paper, the language below. */
import type { ReactNode } from 'react';
import { LanguageChoice, useWords } from '../ui/index.ts';
import { Wordmark } from './wordmark.tsx';
import { officeWords } from './words.ts';

export function Entrance(props: { readonly title: string; readonly text: string; readonly children: ReactNode }) {
  const t = useWords(officeWords);
  return (
    <main className="safe-area flex min-h-dvh flex-col items-center justify-center gap-8 px-6 py-10">
      <div className="flex w-full max-w-md flex-col gap-6 rounded-2xl border border-line bg-card px-6 py-8 sm:px-10 sm:py-10">
        <Wordmark place={t('headOffice')} />
        <div className="flex flex-col gap-1">
          <h1 className="text-2xl font-medium">{props.title}</h1>
          <p className="text-lg text-ink-soft">{props.text}</p>
        </div>
        {props.children}
      </div>
      <LanguageChoice />
    </main>
  );
}
