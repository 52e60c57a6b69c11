/** Money as text, in the shop's one currency. Figures are tabular, so that columns of amounts stand. */
import { createContext, type ReactNode, useCallback, useContext } from 'react';
import type { Currency } from '../domain/money/minor.ts';
import { cx } from './class-names.ts';
import { formatMoney } from './format.ts';
import { useLanguage } from './i18n.ts';

const CurrencyContext = createContext<Currency>({ code: 'EUR', digits: 2 });

export function MoneyProvider(props: { readonly currency: Currency; readonly children: ReactNode }) {
  return <CurrencyContext value={props.currency}>{props.children}</CurrencyContext>;
}

function useCurrency(): Currency {
  return useContext(CurrencyContext);
}

/** A function for amounts inside sentences and labels. */
export function useMoney(): (minor: number) => string {
  const currency = useCurrency();
  const language = useLanguage();
  return useCallback((minor: number) => formatMoney(minor, currency, language), [currency, language]);
}

export type MoneySize = 'md' | 'lg' | 'xl' | '2xl' | '3xl' | '4xl' | '5xl';
export type MoneyTone = 'ink' | 'soft' | 'struck' | 'good' | 'act' | 'inherit';

const SIZES: Record<MoneySize, string> = {
  md: 'text-base',
  lg: 'text-lg',
  xl: 'text-xl',
  '2xl': 'text-2xl',
  '3xl': 'text-3xl',
  '4xl': 'text-4xl',
  '5xl': 'text-5xl',
};

const TONES: Record<MoneyTone, string> = {
  ink: 'text-ink',
  soft: 'text-ink-soft',
  struck: 'text-ink-faint line-through',
  good: 'text-good',
  act: 'text-act',
  inherit: '',
};

export function MoneyText(props: {
  readonly minor: number;
  readonly size?: MoneySize;
  readonly tone?: MoneyTone;
  readonly className?: string;
}) {
  const { size = 'md', tone = 'ink' } = props;
  const text = useMoney()(props.minor);
  return (
    <span className={cx('figures', SIZES[size], size === 'md' ? '' : 'font-medium', TONES[tone], props.className)}>
      {text}
    </span>
  );
}
