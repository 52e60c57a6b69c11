/** The counter's screens over a rig, going from place to place as the app does. */
import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react';
import { useMemo, useState } from 'react';
import { afterEach, beforeEach, vi } from 'vitest';
import { CheckoutScreen } from '../../../src/features/checkout/index.ts';
import { CounterProvider, openShift, type Place } from '../../../src/features/counter/index.ts';
import { ExceptionsScreen } from '../../../src/features/exceptions/index.ts';
import { OnlineCartScreen, OrdersScreen } from '../../../src/features/orders/index.ts';
import { ReceiptsScreen } from '../../../src/features/receipts/index.ts';
import { ReportScreen } from '../../../src/features/report/index.ts';
import { SellScreen } from '../../../src/features/sell/index.ts';
import { ShiftScreen } from '../../../src/features/shift/index.ts';
import { LiveRegion, MoneyProvider, setLanguage, ToastRegion } from '../../../src/ui/index.ts';
import { type CounterRig, createCounterRig, demoRows, type RigOptions } from './counter-rig.ts';

configure({ asyncUtilTimeout: 15_000 });

/** A shop of a few items: what a screen does with one row it does with a thousand, and roles are found faster. */
const SMALL_SHOP = ['Stoneware mug', 'Linen shirt', 'Gift wrapping', 'Cotton socks'];

/** Call once at the top of a test file. */
export function cleanCounters(): void {
  vi.setConfig({ testTimeout: 60_000 });
  beforeEach(() => {
    setLanguage('en');
    // The document of these tests draws nothing; a grid shows only what has room.
    for (const side of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth'] as const) {
      vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(800);
    }
  });
  afterEach(() => cleanup());
}

function CounterApp({ rig, start }: { readonly rig: CounterRig; readonly start: Place }) {
  const [place, setPlace] = useState(start);
  const counter = useMemo(() => ({ ...rig.counter, go: setPlace }), [rig]);
  return (
    <MoneyProvider currency={counter.store.currency}>
      <CounterProvider counter={counter}>
        {place.screen === 'sell' ? <SellScreen /> : null}
        {place.screen === 'checkout' ? <CheckoutScreen newSaleAfterSeconds={null} /> : null}
        {place.screen === 'receipts' ? <ReceiptsScreen order={null} claim={null} /> : null}
        {place.screen === 'receipt' ? <ReceiptsScreen order={place.order} claim={place.claim ?? null} /> : null}
        {place.screen === 'orders' ? <OrdersScreen order={null} code={null} /> : null}
        {place.screen === 'order' ? <OrdersScreen order={place.order} code={place.code ?? null} /> : null}
        {place.screen === 'online-cart' ? <OnlineCartScreen cart={place.cart} /> : null}
        {place.screen === 'exceptions' ? <ExceptionsScreen /> : null}
        {place.screen === 'shift' ? <ShiftScreen /> : null}
        {place.screen === 'report' ? <ReportScreen /> : null}
        <nav>
          <button type="button" onClick={() => setPlace({ screen: 'receipts' })}>
            to receipts
          </button>
          <button type="button" onClick={() => setPlace({ screen: 'shift' })}>
            to shift
          </button>
          <button type="button" onClick={() => setPlace({ screen: 'orders' })}>
            to orders
          </button>
          <button type="button" onClick={() => setPlace({ screen: 'report' })}>
            to report
          </button>
        </nav>
      </CounterProvider>
      <ToastRegion />
      <LiveRegion />
    </MoneyProvider>
  );
}

export async function openCounter(
  options: RigOptions & { readonly hasShift?: boolean; readonly start?: Place } = {},
): Promise<CounterRig> {
  const rows = demoRows(options.store).filter(({ title }) => SMALL_SHOP.includes(title.en));
  const rig = await createCounterRig({ rows, ...options });
  if (options.hasShift !== false) await openShift(rig.counter, 10_000);
  render(<CounterApp rig={rig} start={options.start ?? { screen: 'sell' }} />);
  return rig;
}

export const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

/** As a hand with a finger on the glass would: only what the top dialog offers. */
export const pressInDialog = async (name: string | RegExp) =>
  fireEvent.click(await within(await screen.findByRole('dialog')).findByRole('button', { name }));

export const choose = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('radio', { name }));

/** Types an amount on the till's own keypad. */
export async function typeOnPad(digits: string): Promise<void> {
  for (const digit of digits) await press(digit);
}

/** Rings goods by the code on their label and waits until they lie in the cart. */
export async function scan(rig: CounterRig, sku: string): Promise<void> {
  const before = JSON.stringify(rig.openCart.current());
  rig.devices.scanner.deliver({ text: sku, source: 'wedge' });
  for (let tries = 0; tries < 100 && JSON.stringify(rig.openCart.current()) === before; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const ordersOf = async (rig: CounterRig) =>
  (await rig.journal.after(0, 500)).flatMap(({ entry }) => (entry.kind === 'order.place' ? [entry.body] : []));

export const cartLines = () => within(screen.getByRole('list', { name: 'Lines of the cart' })).getAllByRole('listitem');
