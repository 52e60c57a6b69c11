/**
 * Opens the demo shop, once: its places, people and goods, a fortnight of trade, and somebody who may sign
 * in to head office. The past is admitted by the same code that answers a tablet's push.
 *
 * Invariants: 1. seeding twice changes nothing, and a seeding that was cut short is taken up where it
 * stood, because the same instant gives the same entries; 2. a database that holds a retailer of its own
 * is never touched.
 */
import { invariant } from '../kernel/invariant.ts';
import type { Clock, Random } from '../kernel/ports.ts';
import type { Accounts } from '../server/auth/accounts.ts';
import { type Database, withTenant } from '../server/db/database.ts';
import { type DemoMark, readMark, writeMark } from './seed/mark.ts';
import { DEMO_ASSOCIATES } from './shop/associates.ts';
import { DEMO_LOCATIONS, DEMO_REGISTERS, OFFICE_EMAIL, RETAILER, type StoreKey } from './shop/locations.ts';

export interface DemoDeps {
  readonly database: Database;
  readonly accounts: Pick<Accounts, 'create'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly readEpoch: () => Promise<string>;
}

/** What whoever starts the demo must know to walk around in it. */
export interface DemoFacts {
  readonly retailer: { readonly id: string; readonly name: string };
  /** True when it was opened just now, false when it stood before. */
  readonly isNew: boolean;
  readonly office: { readonly email: string; readonly password: string };
  readonly registers: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly store: string;
  }[];
  readonly associates: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly pin: string;
    readonly stores: readonly string[];
  }[];
}

/** Null where another retailer lives already. */
export async function seedDemo(deps: DemoDeps): Promise<DemoFacts | null> {
  const { database } = deps;
  const before = await readMark(database);
  if (before?.isComplete) return factsOf(before, false);
  if (before === null && (await hasOwnRetailer(database))) return null;

  const mark: DemoMark = before ?? {
    retailer: RETAILER.id,
    seededAt: deps.clock.now(),
    officePassword: passwordFrom(deps.random),
    isComplete: false,
  };
  // Only a first start fills the shop; later ones need not even read how.
  const { fillShop } = await import('./seed/fill-shop.ts');
  await fillShop(deps, mark, { isBegun: before !== null });
  const complete = { ...mark, isComplete: true };
  await withTenant(database.db, RETAILER.id, (tx) => writeMark(tx, complete));
  return factsOf(complete, true);
}

/** A demo that was cut off before its first transaction left its name behind, and nothing else. */
async function hasOwnRetailer(database: Database): Promise<boolean> {
  const others = database.db.selectFrom('tenant').select('id').where('id', '!=', RETAILER.id).limit(1);
  return (await others.executeTakeFirst()) !== undefined;
}

/** No two demos share a password: a demo may be reachable from the shop's network. */
function passwordFrom(random: Random): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const drawn = [...random.bytes(16)].map((byte) => letters.charAt(byte % letters.length));
  invariant(drawn.length === 16, 'a password has sixteen characters');
  return [0, 4, 8, 12].map((at) => drawn.slice(at, at + 4).join('')).join('-');
}

function factsOf(mark: DemoMark, isNew: boolean): DemoFacts {
  const storeName = (key: StoreKey) => DEMO_LOCATIONS[key].name;
  return {
    retailer: RETAILER,
    isNew,
    office: { email: OFFICE_EMAIL, password: mark.officePassword },
    registers: DEMO_REGISTERS.map(({ id, code, name, store }) => ({ id, code, name, store: storeName(store) })),
    associates: DEMO_ASSOCIATES.map(({ id, name, role, pin, stores }) => ({
      id,
      name,
      role,
      pin,
      stores: stores.map(storeName),
    })),
  };
}
