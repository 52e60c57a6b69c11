/**
 * New stores, and changes of those there are. Every change goes to the store's own stream, so that its
 * tablets print the new address with the next receipt.
 *
 * Invariants: 1. names are unique within the retailer, since imports find a store by its name; 2. a tax
 * category has one id throughout the retailer, found by its title, and a store knows every category that
 * the others know: its goods are theirs; 3. stores that share a price list share its currency.
 */
import { sql } from 'kysely';
import { isTimeZone } from '../../domain/store/business-day.ts';
import { denominationsOf } from '../../domain/store/denominations.ts';
import type { Store } from '../../domain/store/store.ts';
import { USUAL_REASONS } from '../../domain/store/usual-words.ts';
import type { TaxCategory } from '../../domain/tax/tax.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { instantOf } from '../../kernel/ports.ts';
import { tidied } from '../../kernel/text.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { LocationFacts, LocationPatch, LocationRequest } from '../../protocol/office.ts';
import { storeDocument } from '../../protocol/sync/documents.ts';
import type { Db } from '../db/schema.ts';
import { withPublishing } from '../streams/publish.ts';
import { locationFactsOf, readStores } from './locations.ts';
import type { OfficeTools } from './office-tools.ts';

export type LocationRefusal =
  | {
      readonly code:
        | 'location-unknown'
        | 'location-name-taken'
        | 'time-zone-unknown'
        | 'price-list-unknown'
        | 'price-list-of-another-currency';
    }
  | { readonly code: 'tax-category-missing'; readonly titles: readonly string[] };

export async function addLocation(
  tools: OfficeTools,
  tenant: string,
  request: LocationRequest,
): Promise<Verdict<LocationFacts, LocationRefusal>> {
  if (!isTimeZone(request.timeZone)) return refused({ code: 'time-zone-unknown' });
  return change(tools, tenant, (others) => {
    const refusal = refusalOf(request, others);
    return refusal === null ? granted(storeOf(request, others, tools.ids)) : refused(refusal);
  });
}

export async function changeLocation(
  tools: OfficeTools,
  tenant: string,
  id: string,
  patch: LocationPatch,
): Promise<Verdict<LocationFacts, LocationRefusal>> {
  return change(tools, tenant, (stores) => {
    const before = stores.find((store) => store.id === id);
    if (before === undefined) return refused({ code: 'location-unknown' });
    const isNameTaken = stores.some((store) => store !== before && isSame(store.name, patch.name ?? before.name));
    return isNameTaken ? refused({ code: 'location-name-taken' }) : granted({ ...before, ...patch });
  });
}

/** One change of a retailer's locations after the other: names, positions and tax categories are decided by all of them. */
async function change(
  tools: OfficeTools,
  tenant: string,
  decide: (stores: readonly Store[]) => Verdict<Store, LocationRefusal>,
): Promise<Verdict<LocationFacts, LocationRefusal>> {
  return withPublishing<Verdict<LocationFacts, LocationRefusal>>(tools.database, tenant, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`locations of ${tenant}`}))`.execute(tx);
    const stores = await readStores(tx, tenant);
    const decided = decide(stores);
    if (!decided.ok) return { changes: [], result: decided };
    const store = decided.value;
    await write(tx, tenant, store, stores.length);
    return {
      changes: [{ stream: `store:${store.id}`, kind: 'store.put', ref: store.id, body: store }],
      result: granted(locationFactsOf(store, instantOf(tools.clock))),
    };
  });
}

async function write(tx: Db, tenant: string, store: Store, position: number): Promise<void> {
  const { id, kind, name, priceList, ...rest } = store;
  const settings = JSON.stringify(rest);
  await tx
    .insertInto('location')
    .values({ tenant, id, kind, name, price_list: priceList, settings, position })
    .onConflict((conflict) => conflict.columns(['tenant', 'id']).doUpdateSet({ name, settings }))
    .execute();
}

function refusalOf(request: LocationRequest, others: readonly Store[]): LocationRefusal | null {
  if (others.some(({ name }) => isSame(name, request.name))) return { code: 'location-name-taken' };
  if (request.priceList !== null) {
    const sharer = others.find(({ priceList }) => priceList === request.priceList);
    if (sharer === undefined) return { code: 'price-list-unknown' };
    const { code, digits } = sharer.currency;
    if (code !== request.currency.code || digits !== request.currency.digits) {
      return { code: 'price-list-of-another-currency' };
    }
  }
  const missing = categoriesOf(others).filter(
    (known) => !request.taxCategories.some(({ title }) => isSame(title, known.title)),
  );
  return missing.length === 0 ? null : { code: 'tax-category-missing', titles: missing.map(({ title }) => title) };
}

function storeOf(request: LocationRequest, others: readonly Store[], ids: IdSource): Store {
  const { currency } = request;
  const known = categoriesOf(others);
  return storeDocument.parse({
    ...request,
    id: ids('location'),
    priceList: request.priceList ?? ids('priceList'),
    taxCategories: request.taxCategories.map(({ title, rates }) => ({
      id: known.find((category) => isSame(category.title, title))?.id ?? ids('taxCategory'),
      title,
      rates: rates.map((rate) => ({ id: rateIdOf(rate), ...rate })),
    })),
    denominationsMinor: denominationsOf(currency),
    reasons: others[0]?.reasons ?? USUAL_REASONS.map((reason) => ({ id: ids('reason'), ...reason })),
  });
}

/** Each tax category of the retailer once, whatever its rates. */
function categoriesOf(stores: readonly Store[]): readonly TaxCategory[] {
  return [
    ...new Map(stores.flatMap((store) => store.taxCategories).map((category) => [category.id, category])).values(),
  ];
}

/** The same words for the same rate are the same rate, also at another store: reports add them up. */
function rateIdOf({ title, ratePpm }: { readonly title: string; readonly ratePpm: number }): string {
  const letters = title.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? [];
  return `${letters.join('-').slice(0, 30)}-${ratePpm}`;
}

function isSame(one: string, other: string): boolean {
  return tidied(one).toLowerCase() === tidied(other).toLowerCase();
}
