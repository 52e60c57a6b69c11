/** What the cart comes to. The next action carries the amount; nothing here ever scrolls out of sight. */

import type { Cart } from '../../domain/cart/cart.ts';
import type { SettledCart } from '../../domain/pricing/settle.ts';
import { MoneyText, useLanguage, useMoney, useWords } from '../../ui/index.ts';
import { counterWords, reasonTitle, useCounter, useOpenCart } from '../counter/index.ts';
import { sellWords } from './words.ts';

export function CartTotals({
  settled,
  onEditDiscount,
}: {
  readonly settled: SettledCart;
  readonly onEditDiscount: () => void;
}) {
  const shared = useWords(counterWords);
  const t = useWords(sellWords);
  const language = useLanguage();
  const { store } = useCounter();
  const cart = useOpenCart();
  const { totals } = settled;
  const cartDiscountMinor = settled.lines
    .flatMap(({ adjustments }) => adjustments)
    .filter(({ kind }) => kind === 'cart-discount')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return (
    <dl className="flex flex-col gap-1 px-4 text-ink-soft">
      {cart.discount ? (
        <button
          type="button"
          onClick={onEditDiscount}
          className="-mx-2 flex min-h-12 items-center justify-between gap-4 rounded-md px-2 text-start text-accent-ink hover:bg-accent-wash"
        >
          <dt className="min-w-0 truncate">
            {t('cartDiscount')} · {reasonTitle(store, cart.discount.reason, language)}
          </dt>
          <dd>
            <MoneyText minor={cartDiscountMinor} tone="inherit" className="font-medium" />
          </dd>
        </button>
      ) : null}
      {store.pricesIncludeTax ? null : <TotalsRow label={shared('subtotal')} minor={totals.netMinor} />}
      <TotalsRow label={store.pricesIncludeTax ? shared('taxIncluded') : shared('tax')} minor={totals.taxMinor} />
      <div className="flex items-baseline justify-between gap-4 text-ink">
        <dt className="text-xl font-medium">{shared('total')}</dt>
        <dd>
          <MoneyText minor={totals.totalMinor} size="2xl" />
        </dd>
      </div>
    </dl>
  );
}

function TotalsRow({ label, minor }: { readonly label: string; readonly minor: number }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt>{label}</dt>
      <dd>
        <MoneyText minor={minor} tone="inherit" />
      </dd>
    </div>
  );
}

/** The one button: `Charge €84.50`, `Refund €12.00`, or an even exchange. */
export function useChargeLabel(cart: Cart, totalMinor: number): string {
  const t = useWords(sellWords);
  const money = useMoney();
  if (totalMinor < 0) return t('refund', { amount: money(-totalMinor) });
  if (totalMinor === 0 && cart.lines.some(({ direction }) => direction === 'back')) return t('exchangeEven');
  return t('charge', { amount: money(totalMinor) });
}
