/**
 * Brings this tablet's copy of the server's documents to the streams' heads. Pages are held until every
 * stream has no more, then everything becomes visible in one transaction, with the sequence of our own
 * entries that it contains: what is shown is never half of one snapshot and half of another.
 */
import { PULL_CHANGES_MAX } from '../protocol/limits.ts';
import type { Manifest, TableManifest } from '../protocol/segment/manifest.ts';
import { packedTableOf } from '../protocol/segment/tables.ts';
import type { StreamPage } from '../protocol/sync/pull.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { Outbox, ReplicaProgress, ReplicaStore, Round, Tablet } from '../replica/index.ts';
import { faultOf, localFault, type RoundFault } from './fault.ts';
import { fetchSegments } from './fetch-segments.ts';
import { cursorsAfter, decideEpoch, known } from './reconcile.ts';
import type { Transport } from './transport.ts';

/** `again`: something changed under the round (a new epoch, a floor that rose); begin it anew, push first. */
export type PullEnd = { readonly kind: 'done' | 'again' } | { readonly kind: 'fault'; readonly fault: RoundFault };

/** Changes above the segments beyond which fresh segments are cheaper to hold and to open. */
const LOGGED_MAX = 5_000;

export interface PullPorts {
  readonly outbox: Outbox;
  readonly replica: ReplicaStore;
  readonly tablet: Tablet;
  readonly transport: Transport;
  readonly onFilling: () => void;
  /** Resolves when nobody is busy at the counter: a fill gives way. */
  readonly whenQuiet?: () => Promise<void>;
}

export async function pullAll(ports: PullPorts): Promise<PullEnd> {
  const { replica } = ports;
  const { epoch } = await ports.outbox.state();
  let progress = await replica.progress();
  // Another server's truth, or one told to a former life of this tablet: its PINs are proved with another key.
  const isOfFormerLife = progress.incarnation !== null && progress.incarnation !== ports.tablet.identity.incarnation;
  if ((progress.epoch !== null && progress.epoch !== epoch) || isOfFormerLife) {
    const dropped = await replica.dropAll();
    if (!dropped.ok) return fault(localFault(dropped.refusal.cause));
    progress = await replica.progress();
  }
  const isLong = Object.values(progress.logged).some((count) => count > LOGGED_MAX);
  const isHurt = (await replica.wantedSegments()).length > 0;
  const needsSegments = progress.epoch === null || progress.filling !== null || isLong || isHurt;
  return needsSegments ? fillAndPull(ports, epoch, progress) : pullOn(ports, epoch, progress, NOTHING_FILLED);
}

/** The changes above the segments are asked for while these are on their way. */
async function fillAndPull(ports: PullPorts, epoch: string, held: ReplicaProgress): Promise<PullEnd> {
  const fill = await beginFill(ports, epoch);
  if (fill.kind !== 'filling') return fill;
  try {
    return await pullOn(ports, epoch, held, fill);
  } finally {
    // Whatever ended the round: the next one fetches what is missing, and nothing twice.
    await fill.stored;
  }
}

async function pullOn(
  ports: PullPorts,
  epoch: string,
  held: ReplicaProgress,
  { tables, stored }: Pick<Fill, 'tables' | 'stored'>,
): Promise<PullEnd> {
  const { replica, tablet, transport } = ports;
  const pages: StreamPage[] = [];
  let cursors = cursorsFrom(held.cursors, tables);
  const state = await ports.outbox.state();
  const { acknowledged, trimmed } = state;
  for (;;) {
    const answer = await transport.pull({
      protocol: PROTOCOL_VERSION,
      cursors: { ...cursors },
      limit: PULL_CHANGES_MAX,
      ...known(state),
    });
    if (answer.kind === 'refused' && answer.code === 'snapshot-required') {
      // Behind the floor even with fresh segments: they are being published anew at this moment.
      if (tables.length > 0) return fault(localFault('snapshot-required'));
      return fillAndPull(ports, epoch, held);
    }
    if (answer.kind === 'refused' && answer.code === 'cursor-ahead') {
      // The server knows less than it once told: what it says now is the truth, from the beginning.
      const dropped = await replica.dropAll();
      return dropped.ok ? { kind: 'again' } : fault(localFault(dropped.refusal.cause));
    }
    if (answer.kind !== 'answered') return fault(faultOf(answer));
    const { body } = answer;
    if (body.epoch !== epoch) return takeEpoch(ports, body.epoch);
    if (body.included < acknowledged && body.included >= trimmed) {
      // It lost what it once said it has (an older database under the same name): it is offered again.
      await ports.outbox.resend(epoch, body.included);
      return { kind: 'again' };
    }
    pages.push(...body.streams);
    cursors = cursorsAfter(cursors, body.streams);
    if (body.streams.some((page) => page.more)) continue;
    const { incarnation } = tablet.identity;
    const round = { epoch, incarnation, included: body.included, serverTime: body.serverTime, pages };
    const documents = pages.filter(isOfDocuments);
    if (tables.length > 0 && documents.length > 0 && Object.keys(held.tables).length === 0) {
      const fallen = await applied(replica, { ...round, included: held.included, pages: documents });
      if (fallen !== null) return fault(fallen);
    }
    const missing = await stored;
    if (missing !== null) return fault(missing);
    const fallen = await applied(replica, { ...round, ...(tables.length > 0 ? { tables } : {}) });
    return fallen === null ? { kind: 'done' } : fault(fallen);
  }
}

/**
 * Store, associates and categories: with them and the first products people can sell, long before a first
 * fill is whole. No levels are shown until then, so none of our own movements counts as contained.
 */
function isOfDocuments({ stream }: StreamPage): boolean {
  return packedTableOf(stream) === null;
}

async function applied(replica: ReplicaStore, round: Round): Promise<RoundFault | null> {
  const verdict = await replica.applyRound(round);
  if (verdict.ok) return null;
  return localFault(verdict.refusal.code === 'storage-failed' ? verdict.refusal.cause : verdict.refusal.code);
}

/** The server is another one: what it may lack goes up first, then the replica is built anew. */
async function takeEpoch(ports: PullPorts, epoch: string): Promise<PullEnd> {
  const state = await ports.outbox.state();
  const decision = decideEpoch(state, epoch, state.durableThrough);
  if (decision.kind === 'resend') await ports.outbox.resend(decision.epoch, decision.acknowledged);
  return { kind: 'again' };
}

interface Fill {
  readonly kind: 'filling';
  readonly tables: readonly TableManifest[];
  readonly stored: Promise<RoundFault | null>;
}

const NOTHING_FILLED: Pick<Fill, 'tables' | 'stored'> = { tables: [], stored: Promise.resolve(null) };

async function beginFill(ports: PullPorts, epoch: string): Promise<PullEnd | Fill> {
  const { replica, transport } = ports;
  const answer = await transport.manifest();
  if (answer.kind !== 'answered') return fault(faultOf(answer));
  const manifest: Manifest = answer.body;
  if (manifest.epoch !== epoch) return takeEpoch(ports, manifest.epoch);
  ports.onFilling();
  const begun = await replica.activatePartial({ epoch: manifest.epoch, tables: manifest.tables });
  if (!begun.ok) return fault(localFault(begun.refusal.code));
  const stored = fetchSegments(ports, manifest);
  // Heard at the end of the round, whatever else ends it before.
  stored.catch(() => undefined);
  return { kind: 'filling', tables: manifest.tables, stored };
}

/** Packed streams go on from their segments, wherever the tablet stood before. */
function cursorsFrom(
  held: Readonly<Record<string, number>>,
  tables: readonly TableManifest[],
): Readonly<Record<string, number>> {
  const cursors = { ...held };
  for (const { stream, through } of tables) if (packedTableOf(stream) !== null) cursors[stream] = through;
  return cursors;
}

function fault(of: RoundFault): { readonly kind: 'fault'; readonly fault: RoundFault } {
  return { kind: 'fault', fault: of };
}
