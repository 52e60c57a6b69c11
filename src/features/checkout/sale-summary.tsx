/** What is being paid for, beside the keys that pay for it. */
import { X } from 'lucide-react';
import { IconButton, MoneyText, useMoney, useWords } from '../../ui/index.ts';
import { counterWords, useCounter, useOpenCart, useSettled } from '../counter/index.ts';
import { openMinor, planOf, type Tendering } from './tendering.ts';
import { checkoutWords } from './words.ts';

interface SaleSummaryProps {
  readonly tendering: Tendering;
  readonly onTakeBack: (tender: string) => void;
}

export function SaleSummary({ tendering, onTakeBack }: SaleSummaryProps) {
  const t = useWords(checkoutWords);
  const isRefund = tendering.balanceMinor < 0;
  const hasPart = tendering.offered.length > 0;
  const dueWords = isRefund
    ? t(hasPart ? 'stillToRefund' : 'toRefund')
    : t(hasPart ? 'stillToPay' : tendering.balanceMinor === 0 ? 'nothingToPay' : 'toPay');
  return (
    <section aria-label={t('summary')} className="flex min-h-0 flex-col gap-5 landscape:grow">
      <div role="status" aria-live="polite">
        <p className="text-lg text-ink-soft">{dueWords}</p>
        <MoneyText minor={openMinor(tendering)} size="5xl" className="block" />
      </div>
      <Tenders tendering={tendering} onTakeBack={onTakeBack} />
      <SummaryLines />
    </section>
  );
}

function Tenders({ tendering, onTakeBack }: SaleSummaryProps) {
  const t = useWords(checkoutWords);
  const shared = useWords(counterWords);
  const money = useMoney();
  const { tenders } = planOf(tendering);
  if (tenders.length === 0) return null;
  return (
    <div>
      <h2 className="mb-1 font-medium text-ink-soft">{t('paidSoFar')}</h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-card">
        {tenders.map((tender) => (
          <li key={tender.id} className="flex min-h-14 items-center gap-3 ps-4 pe-1">
            <span className="grow truncate">{[shared(tender.kind), tender.reference].filter(Boolean).join(' · ')}</span>
            <MoneyText minor={tender.amountMinor} className="font-medium" />
            <IconButton
              label={t('removeTender', { tender: shared(tender.kind), amount: money(tender.amountMinor) })}
              icon={<X aria-hidden />}
              onPress={() => onTakeBack(tender.id)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SummaryLines() {
  const shared = useWords(counterWords);
  const { store } = useCounter();
  const cart = useOpenCart();
  const { lines, totals } = useSettled();
  return (
    <div className="hidden min-h-0 flex-col landscape:flex">
      <ul className="min-h-0 overflow-y-auto overscroll-contain border-t border-line">
        {cart.lines.map((line, index) => (
          <li
            key={line.id}
            className="flex items-baseline gap-3 border-b border-line py-2 [contain-intrinsic-size:auto_2.5rem] [content-visibility:auto]"
          >
            <span className="tabular min-w-8 text-ink-soft">{line.unit === 'g' ? '' : line.quantity}</span>
            <span className="min-w-0 grow truncate">{[line.title, ...line.options].join(' · ')}</span>
            <MoneyText minor={(line.direction === 'back' ? -1 : 1) * (lines[index]?.totalMinor ?? 0)} />
          </li>
        ))}
      </ul>
      <dl className="mt-2 text-ink-soft">
        {totals.discountMinor > 0 ? <SumRow label={shared('discounts')} minor={-totals.discountMinor} /> : null}
        <SumRow label={store.pricesIncludeTax ? shared('taxIncluded') : shared('tax')} minor={totals.taxMinor} />
        <SumRow label={shared('total')} minor={totals.totalMinor} />
      </dl>
    </div>
  );
}

function SumRow({ label, minor }: { readonly label: string; readonly minor: number }) {
  return (
    <div className="flex justify-between gap-4">
      <dt>{label}</dt>
      <dd>
        <MoneyText minor={minor} tone="inherit" />
      </dd>
    </div>
  );
}
