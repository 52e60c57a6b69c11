/**
 * Pictures of goods that this tablet keeps, within a bound of bytes and of number. They lie in two
 * generations, each a cache of its own and half of the bound: a picture that is seen again in the old one
 * moves to the young one, and when the young one is full the old one is dropped whole and the young one
 * grows old. So what nobody looks at goes first, nothing is written at a look, and nothing is ever counted
 * through. Pictures are the first to give way when the disk is tight: money needs the room.
 */

export interface PictureStore {
  match(address: string): Promise<Response | undefined>;
  put(address: string, response: Response): Promise<void>;
}

/** The part of the browser's `caches` that is needed here. */
export interface PictureStores {
  open(name: string): Promise<PictureStore>;
  keys(): Promise<string[]>;
  delete(name: string): Promise<boolean>;
}

export interface PictureLimits {
  readonly bytes: number;
  readonly count: number;
  /** A larger one is shown and not kept. */
  readonly oneBytes: number;
}

export const PICTURE_LIMITS: PictureLimits = { bytes: 60_000_000, count: 2_000, oneBytes: 2_000_000 };

export interface PicturePorts {
  readonly stores: PictureStores;
  ask(address: string): Promise<Response>;
  /** What the browser grants this app in all, and how much of it is used. */
  estimate(): Promise<{ readonly quota?: number; readonly usage?: number }>;
  now(): number;
  readonly limits: PictureLimits;
}

export interface PictureCache {
  /** Never fails: without a network and without the picture it is a 504. `later` keeps the worker awake for what follows. */
  answer(address: string, later: (work: Promise<unknown>) => void): Promise<Response>;
}

const PREFIX = 'evertill-pictures-';
/** How much a generation holds, written into it after each run of new pictures. No picture can have this address. */
const TALLY = '/evertill-tally';
const PART_OF_FREE = 1 / 10;
/** Where pictures would get less than this, none are kept. */
const LEAST_BYTES = 5_000_000;
const ESTIMATE_EVERY = 50;
const MISSING_FOR_MS = 10 * 60_000;
const MISSING_MAX = 2_000;

interface Generation {
  readonly number: number;
  readonly store: PictureStore;
}

interface Generations {
  readonly young: Generation;
  readonly old: Generation | null;
  /** Of the young one. */
  count: number;
  bytes: number;
  isTold: boolean;
}

export function createPictureCache({ stores, ask, estimate, now, limits }: PicturePorts): PictureCache {
  const missing = new Map<string, number>();
  let opening: Promise<Generations> | null = null;
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let bound = limits.bytes;
  let keptSinceEstimate = ESTIMATE_EVERY;

  function generations(): Promise<Generations> {
    opening ??= openGenerations(stores, limits).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  async function held(address: string): Promise<{ response: Response; isOld: boolean } | null> {
    const { young, old } = await generations();
    const recent = await young.store.match(address);
    if (recent) return { response: recent, isOld: false };
    const earlier = await old?.store.match(address);
    return earlier ? { response: earlier, isOld: true } : null;
  }

  /** One at a time, so that the tally is true. */
  function keep(address: string, response: Response): Promise<void> {
    waiting++;
    last = last.then(async () => {
      waiting--;
      const body = await response.blob().catch(() => null);
      try {
        // Of a picture that broke off nothing is kept.
        if (body !== null && body.size <= limits.oneBytes) await place(address, body, response.headers);
        if (waiting === 0) await tell();
      } catch (error) {
        opening = null;
        if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') return;
        // The disk is full. Nothing but pictures is given up for it.
        bound = 0;
        await dropAll().catch(() => undefined);
      }
    });
    return last;
  }

  async function place(address: string, body: Blob, headers: Headers): Promise<void> {
    await lookAtRoom();
    if (bound < LEAST_BYTES) return dropAll();
    let into = await generations();
    if (into.count >= limits.count / 2 || into.bytes + body.size > bound / 2) into = await turn(into);
    await into.young.store.put(address, new Response(body, { headers: keptHeaders(headers) }));
    into.count++;
    into.bytes += body.size;
    into.isTold = false;
  }

  async function tell(): Promise<void> {
    const { young, count, bytes, isTold } = await generations();
    if (isTold) return;
    await young.store.put(TALLY, Response.json({ count, bytes }));
    (await generations()).isTold = true;
  }

  async function turn({ young, old }: Generations): Promise<Generations> {
    const next = await openGeneration(stores, young.number + 1);
    const turned = { young: next, old: young, count: 0, bytes: 0, isTold: false };
    opening = Promise.resolve(turned);
    if (old) await stores.delete(nameOf(old.number));
    return turned;
  }

  async function lookAtRoom(): Promise<void> {
    if (++keptSinceEstimate < ESTIMATE_EVERY) return;
    keptSinceEstimate = 0;
    const { quota, usage = 0 } = await estimate().catch(() => ({ quota: undefined, usage: 0 }));
    bound = quota ? Math.min(limits.bytes, Math.max(0, quota - usage) * PART_OF_FREE) : limits.bytes;
  }

  async function dropAll(): Promise<void> {
    opening = null;
    for (const number of await ownNumbers(stores)) await stores.delete(nameOf(number));
  }

  function isMissing(address: string): boolean {
    const until = missing.get(address);
    return until !== undefined && now() < until;
  }

  async function fetched(address: string, later: (work: Promise<unknown>) => void): Promise<Response> {
    if (isMissing(address)) return new Response(null, { status: 404 });
    const fresh = await ask(address).catch(() => null);
    if (!fresh) return new Response(null, { status: 504 });
    if (fresh.status === 404) {
      if (missing.size >= MISSING_MAX) missing.clear();
      missing.set(address, now() + MISSING_FOR_MS);
    }
    if (isPicture(fresh, limits)) later(keep(address, fresh.clone()));
    return fresh;
  }

  return {
    async answer(address, later) {
      const kept = await held(address).catch(() => null);
      if (kept === null) return fetched(address, later);
      if (kept.isOld) later(keep(address, kept.response.clone()));
      return kept.response;
    },
  };
}

/** The two newest; what else lies about is of a turn that was cut short. */
async function openGenerations(stores: PictureStores, limits: PictureLimits): Promise<Generations> {
  const [newest, before, ...stray] = await ownNumbers(stores);
  for (const number of stray) await stores.delete(nameOf(number));
  const young = await openGeneration(stores, newest ?? 1);
  const old = before === undefined ? null : await openGeneration(stores, before);
  const tally = await young.store.match(TALLY);
  const told: unknown = await tally?.json();
  if (isTally(told)) return { young, old, count: told.count, bytes: told.bytes, isTold: true };
  // One that never told how much it holds counts as full.
  return { young, old, count: newest === undefined ? 0 : limits.count, bytes: 0, isTold: true };
}

async function openGeneration(stores: PictureStores, number: number): Promise<Generation> {
  return { number, store: await stores.open(nameOf(number)) };
}

function isTally(told: unknown): told is { count: number; bytes: number } {
  if (typeof told !== 'object' || told === null || !('count' in told) || !('bytes' in told)) return false;
  return typeof told.count === 'number' && typeof told.bytes === 'number';
}

function nameOf(number: number): string {
  return `${PREFIX}${number}`;
}

/** Newest first. */
async function ownNumbers(stores: PictureStores): Promise<number[]> {
  const own = (await stores.keys()).filter((name) => name.startsWith(PREFIX));
  return own
    .map((name) => Number(name.slice(PREFIX.length)))
    .filter(Number.isSafeInteger)
    .toSorted((a, b) => b - a);
}

/** Whole, ours, and a picture: not a page of the network's, a part, or what another place answered. */
function isPicture(response: Response, limits: PictureLimits): boolean {
  const said = Number(response.headers.get('content-length') ?? 0);
  return (
    response.status === 200 &&
    !response.redirected &&
    response.type !== 'opaque' &&
    (response.headers.get('content-type') ?? '').startsWith('image/') &&
    said <= limits.oneBytes
  );
}

/** What is kept is unpacked already, and fits whoever asks. */
function keptHeaders(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'vary']) kept.delete(name);
  return kept;
}
