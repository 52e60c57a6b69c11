/** Who ordered on the web shop of late, and how far each order has come by now. All of them are invented. */
import type { OrderContact } from '../../protocol/client/client-fields.ts';
import type { StoreKey } from '../shop/locations.ts';

export interface WebWish {
  readonly store: StoreKey;
  readonly contact: OrderContact;
  readonly minutesAgo: number;
  /** Kinds of goods in it. */
  readonly kinds: number;
  readonly delivery: 'collect' | 'ship';
  /** `cart`: still a cart, to be finished on the web or at the till. */
  readonly became: 'cart' | 'to-pick' | 'ready' | 'handed-over' | 'cancelled';
  /** Where the store laid it. */
  readonly shelf: string | null;
  /** Where to send it. */
  readonly address: readonly string[] | null;
}

/** Long enough ago that the store has been open since, whatever the hour is now. */
const YESTERDAY_MINUTES = 30 * 60;

function wishesOf(
  store: StoreKey,
  names: readonly [string, string, string, string, string],
  address: readonly string[],
): readonly WebWish[] {
  const [waiting, collected, regretting, hurried, distant] = names.map((name, at) => ({
    name,
    phone: at % 2 === 0 ? `+31 20 555 01 2${at}` : null,
    email: at % 2 === 0 ? null : `web-${store}-${at}@linden-row.example`,
  })) as [OrderContact, OrderContact, OrderContact, OrderContact, OrderContact];
  const collect = { store, delivery: 'collect', shelf: null, address: null } as const;
  return [
    {
      ...collect,
      contact: collected,
      minutesAgo: YESTERDAY_MINUTES + 130,
      kinds: 2,
      became: 'handed-over',
      shelf: 'B 2',
    },
    { ...collect, contact: waiting, minutesAgo: YESTERDAY_MINUTES, kinds: 3, became: 'ready', shelf: 'A 4' },
    { ...collect, contact: regretting, minutesAgo: 21 * 60, kinds: 1, became: 'cancelled' },
    { store, delivery: 'ship', contact: distant, minutesAgo: 95, kinds: 2, became: 'to-pick', shelf: null, address },
    { ...collect, contact: hurried, minutesAgo: 14, kinds: 2, became: 'to-pick' },
    { ...collect, contact: hurried, minutesAgo: 6, kinds: 2, became: 'cart' },
  ];
}

/** The oldest first: their numbers grow with time. */
export const WEB_WISHES: readonly WebWish[] = [
  ...wishesOf(
    'amsterdam',
    ['Noor van Dalen', '吳怡君', 'Bram Kuiper', 'Iris de Graaf', 'Annemarie van der Woude-Hoekstra'],
    ['Wilgenpad 1000', '9999 ZZ Appingedam', 'The Netherlands'],
  ),
  ...wishesOf(
    'antwerp',
    ['Elke Peeters', 'Jonas Maes', 'Aya Benali', 'Wout Desmet', 'Marie-Louise Vandenbroucke'],
    ['Berkenlaan 1000', '9999 Gent', 'Belgium'],
  ),
  ...wishesOf(
    'new-york',
    ['Priya Raman', 'Tom Okafor', 'Grace Lin', '張偉', 'Alexandra Montgomery'],
    ['1000 Willow Street', 'Albany, NY 10000', 'United States'],
  ),
].toSorted((a, b) => b.minutesAgo - a.minutesAgo);
