/**
 * Associates: who works where, in which role, and the PIN that opens a tablet's screen. Every change goes
 * to the streams of the stores the person works in, and to no other; a store that somebody left is told
 * to forget them.
 */
import { argon2id } from 'hash-wasm';
import { ROLES, type Role } from '../../domain/access/associate.ts';
import { permissionsOf } from '../../domain/access/permissions.ts';
import { must } from '../../kernel/invariant.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type { AssociatePatch, AssociateRequest, OfficeAssociate } from '../../protocol/office.ts';
import type { AssociateDocument } from '../../protocol/sync/documents.ts';
import { base64Url } from '../auth/server-keys.ts';
import type { Db, StoredPin } from '../db/schema.ts';
import type { StreamChange } from '../ledger/ledger.ts';
import { withPublishing } from '../streams/publish.ts';
import { unknownLocations } from './locations.ts';
import type { OfficeTools } from './office-tools.ts';

export type AssociateRefusal = { readonly code: 'associate-unknown' | 'location-unknown' };

const PIN_MEMORY_KIB = 19_456;
const PIN_ITERATIONS = 2;

/** As an associate lies in the tables. */
interface Held {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly role: Role;
  readonly hue: number;
  readonly active: boolean;
  readonly pin: StoredPin | null;
  readonly locations: readonly string[];
}

export async function readAssociates(tx: Db, tenant: string): Promise<OfficeAssociate[]> {
  return (await readHeld(tx, tenant)).map(shown);
}

export async function addAssociate(
  tools: OfficeTools,
  tenant: string,
  request: AssociateRequest,
): Promise<Verdict<OfficeAssociate, AssociateRefusal>> {
  const id = tools.ids('associate');
  const hue = must(tools.random.bytes(1)[0], 'one byte was asked for') % 12;
  return change(tools, tenant, id, {
    id,
    name: request.name,
    initials: initialsOf(request.name),
    role: request.role,
    hue,
    active: true,
    pin: null,
    locations: [...new Set(request.locations)],
  });
}

export async function changeAssociate(
  tools: OfficeTools,
  tenant: string,
  id: string,
  patch: AssociatePatch,
): Promise<Verdict<OfficeAssociate, AssociateRefusal>> {
  return change(tools, tenant, id, (before) => ({
    ...before,
    ...patch,
    initials: patch.name === undefined ? before.initials : initialsOf(patch.name),
    locations: patch.locations === undefined ? before.locations : [...new Set(patch.locations)],
  }));
}

export async function setPin(
  tools: OfficeTools,
  tenant: string,
  id: string,
  pin: string,
): Promise<Verdict<OfficeAssociate, AssociateRefusal>> {
  const hashed = await hashPin(pin, tools.random.bytes(16));
  return change(tools, tenant, id, (before) => ({ ...before, pin: hashed }));
}

/** Slow on purpose, and done before any transaction begins. */
export async function hashPin(pin: string, salt: Uint8Array): Promise<StoredPin> {
  const output = await argon2id({
    password: pin,
    salt,
    parallelism: 1,
    iterations: PIN_ITERATIONS,
    memorySize: PIN_MEMORY_KIB,
    hashLength: 32,
    outputType: 'binary',
  });
  return { salt: base64Url(salt), memoryKib: PIN_MEMORY_KIB, iterations: PIN_ITERATIONS, output: base64Url(output) };
}

async function change(
  tools: OfficeTools,
  tenant: string,
  id: string,
  next: Held | ((before: Held) => Held),
): Promise<Verdict<OfficeAssociate, AssociateRefusal>> {
  return withPublishing<Verdict<OfficeAssociate, AssociateRefusal>>(tools.database, tenant, async (tx) => {
    const [before] = await readHeld(tx, tenant, id);
    if (before === undefined && typeof next === 'function') {
      return { changes: [], result: refused({ code: 'associate-unknown' }) };
    }
    const after = typeof next === 'function' ? next(must(before, 'a known associate is changed')) : next;
    if ((await unknownLocations(tx, tenant, after.locations)).length > 0) {
      return { changes: [], result: refused({ code: 'location-unknown' }) };
    }
    await write(tx, tenant, after);
    return { changes: changesOf(before?.locations ?? [], after), result: granted(shown(after)) };
  });
}

function changesOf(before: readonly string[], after: Held): StreamChange[] {
  const { pin: _, locations, ...person } = after;
  // The PIN stays on the server; what a tablet pulls has a proof in its place, under that tablet's own key.
  const body: AssociateDocument = { ...person, permissions: [...permissionsOf(after.role)], pin: null };
  return [
    ...locations.map((location) => ({
      stream: `store:${location}`,
      kind: 'associate.put' as const,
      ref: after.id,
      body,
    })),
    ...before
      .filter((location) => !locations.includes(location))
      .map((location) => ({ stream: `store:${location}`, kind: 'associate.drop' as const, ref: after.id, body: null })),
  ];
}

async function readHeld(tx: Db, tenant: string, only?: string): Promise<Held[]> {
  let wanted = tx
    .selectFrom('associate')
    .select(['id', 'name', 'initials', 'role', 'hue', 'active', 'pin'])
    .where('tenant', '=', tenant);
  if (only !== undefined) wanted = wanted.where('id', '=', only).forUpdate();
  const people = await wanted.orderBy('name').orderBy('id').execute();
  const places = await tx
    .selectFrom('associate_location')
    .select(['associate', 'location'])
    .where('tenant', '=', tenant)
    .orderBy('location')
    .execute();
  return people.map((person) => ({
    ...person,
    role: must(
      ROLES.find((role) => role === person.role),
      () => `${person.role} is a role`,
    ),
    locations: places.filter((place) => place.associate === person.id).map((place) => place.location),
  }));
}

async function write(tx: Db, tenant: string, associate: Held): Promise<void> {
  const { id, name, initials, role, hue, active } = associate;
  const pin = associate.pin === null ? null : JSON.stringify(associate.pin);
  await tx
    .insertInto('associate')
    .values({ tenant, id, name, initials, role, hue, active, pin })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'id']).doUpdateSet({ name, initials, role, hue, active, pin }),
    )
    .execute();
  await tx.deleteFrom('associate_location').where('tenant', '=', tenant).where('associate', '=', id).execute();
  if (associate.locations.length === 0) return;
  await tx
    .insertInto('associate_location')
    .values(associate.locations.map((location) => ({ tenant, location, associate: id })))
    .execute();
}

function shown({ pin, ...associate }: Held): OfficeAssociate {
  return { ...associate, locations: [...associate.locations], hasPin: pin !== null };
}

/** First letters of the first and last word; of a name in Chinese characters, its last two. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = words[0] ?? '';
  if (/^\p{Script=Han}+$/u.test(first) && words.length === 1) return Array.from(first).slice(-2).join('');
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  const letters = [Array.from(first)[0] ?? '', Array.from(last)[0] ?? ''].join('').toUpperCase();
  return letters === '' ? '?' : letters;
}
