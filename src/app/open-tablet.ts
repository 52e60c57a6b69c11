/** Opens what this tablet keeps and starts what runs beside it: the journal first, because selling needs nothing else. */
import { attachWedge, createScannerHub, createWebAudioSounds, createWindowPrinter } from '../devices/index.ts';
import { createIdSource } from '../kernel/ids.ts';
import { systemClock, systemRandom } from '../kernel/system-ports.ts';
import {
  createChannelNews,
  createOpenCart,
  createOwnMovements,
  createWebKeyVault,
  createWebLocks,
  createWebSignatureCheck,
  JOURNAL_NEWS,
  type JournalOpening,
  type JournalStore,
  type KeyVault,
  openJournal,
  openShelfHere,
  type RegisterIdentity,
  verifyClaim,
} from '../replica/index.ts';
import { enrolHere, startBrowserSync } from '../sync/index.ts';
import { preferences, subscribePreferences } from '../ui/index.ts';
import type { EnrolTablet, RunningTablet, TabletOpening } from './tablet.ts';

const SOUND_VOLUME = 0.6;

const ids = createIdSource({ clock: systemClock, random: systemRandom });

export async function openTablet(view: Window, build: string): Promise<TabletOpening> {
  const vault = createWebKeyVault(view.crypto.subtle);
  const opening = await openJournal({
    indexedDB: view.indexedDB,
    IDBKeyRange,
    clock: systemClock,
    ids,
    locks: createWebLocks(view.navigator.locks),
    news: createChannelNews(JOURNAL_NEWS),
    vault,
  });
  switch (opening.kind) {
    case 'not-enrolled':
      return { kind: 'not-enrolled', enrol: enrolInto(opening.store, vault) };
    case 'damaged':
    case 'unavailable':
      return opening;
    case 'ready':
      return { kind: 'ready', tablet: await run(view, opening, build, enrolInto(opening.store, vault)) };
  }
}

async function run(
  view: Window,
  opening: Extract<JournalOpening, { kind: 'ready' }>,
  build: string,
  enrol: EnrolTablet,
): Promise<RunningTablet> {
  const { journal, tablet, pins, draft } = opening;
  const [{ shelf, documents }, openCart] = await Promise.all([
    openShelfHere(),
    createOpenCart({ draft, ids, journal }),
  ]);
  await layOwnMovements(journal, tablet.identity, shelf);
  const isSignedBy = createWebSignatureCheck(view.crypto.subtle);
  const scanner = createScannerHub();
  attachWedge(view.document, scanner);
  return {
    identity: tablet.identity,
    storeName: tablet.store.name,
    journal,
    openCart,
    documents,
    shelf,
    sync: startBrowserSync(build),
    pins,
    devices: { scanner, printer: createWindowPrinter(view), sound: soundsOf() },
    ids,
    clock: systemClock,
    signClaim: (text) => tablet.sign(text),
    verifyClaim: (text) => verifyClaim(text, documents.registerKeys(), isSignedBy),
    enrol,
  };
}

function enrolInto(store: JournalStore, vault: KeyVault): EnrolTablet {
  return (code, facts) => enrolHere({ vault, store }, { code, ...facts });
}

/** Stock on the screen is the server's level and what this tablet moved since: see the shelf and the journal. */
function layOwnMovements(
  journal: Parameters<typeof createOwnMovements>[0],
  { location, incarnation }: RegisterIdentity,
  shelf: Awaited<ReturnType<typeof openShelfHere>>['shelf'],
): Promise<void> {
  const own = createOwnMovements(journal, location);
  let reached = Number.POSITIVE_INFINITY;
  let reaching: Promise<void> = Promise.resolve();
  const lay = () =>
    shelf.setOverlay((contained) => {
      // Levels of a former life of this register contain nothing of this one.
      const included = contained.incarnation === incarnation ? contained.sequence : 0;
      if (included !== reached) {
        reached = included;
        reaching = own.reach(included).then(lay);
      }
      return own.overlay(included);
    });
  own.subscribe(lay);
  lay();
  return reaching;
}

function soundsOf() {
  const open = () => (typeof AudioContext === 'function' ? new AudioContext() : null);
  const sounds = createWebAudioSounds(open, preferences().sounds ? SOUND_VOLUME : 0);
  subscribePreferences(() => sounds.setVolume(preferences().sounds ? SOUND_VOLUME : 0));
  return sounds;
}
