/**
 * Opens what this tablet keeps, in the order in which screens need it: journal, people and the open cart for
 * the sign-in screen; then, while somebody types a PIN, the shelf with its words, and at last sync.
 */
import { attachWedge, createScannerHub, createWebAudioSounds, createWindowPrinter } from '../devices/index.ts';
import { createIdSource } from '../kernel/ids.ts';
import { systemClock, systemRandom } from '../kernel/system-ports.ts';
import type { JournalOpening, JournalStore, KeyVault, OpenedShelf, RegisterIdentity } from '../replica/index.ts';
import {
  createChannelNews,
  createOpenCart,
  createOwnMovements,
  createWebKeyVault,
  createWebLocks,
  createWebSignatureCheck,
  JOURNAL_NEWS,
  openJournal,
  prepareClientsHere,
  prepareShelfHere,
  prepareViewsHere,
  verifyClaim,
} from '../replica/page.ts';
import { enrolHere, startBrowserSync } from '../sync/page.ts';
import { afterFrame } from './after-frame.ts';
import type { EnrolTablet, RunningTablet, TabletOpening } from './tablet.ts';

const ids = createIdSource({ clock: systemClock, random: systemRandom });

export async function openTablet(view: Window, build: string): Promise<TabletOpening> {
  const vault = createWebKeyVault(view.crypto.subtle);
  const goods = prepareShelfHere();
  const people = goods.documents.refresh();
  people.catch(() => undefined);
  const opening = await openJournal({
    indexedDB: view.indexedDB,
    IDBKeyRange,
    clock: systemClock,
    ids,
    locks: createWebLocks(view.navigator.locks),
    news: createChannelNews(JOURNAL_NEWS),
    vault,
  });
  if (opening.kind !== 'ready') closeShelf(goods);
  switch (opening.kind) {
    case 'not-enrolled':
      return { kind: 'not-enrolled', enrol: enrolInto(opening.store, vault) };
    case 'damaged':
    case 'unavailable':
      return opening;
    case 'ready':
      return { kind: 'ready', tablet: await run(view, opening, goods, people, build, enrolInto(opening.store, vault)) };
  }
}

async function run(
  view: Window,
  opening: Extract<JournalOpening, { kind: 'ready' }>,
  { shelf, documents }: OpenedShelf,
  people: Promise<void>,
  build: string,
  enrol: EnrolTablet,
): Promise<RunningTablet> {
  const { journal, tablet, pins, draft } = opening;
  const [openCart] = await Promise.all([
    createOpenCart({ draft, ids, journal, afterFrame: () => afterFrame(view) }),
    people,
  ]);
  const isSignedBy = createWebSignatureCheck(view.crypto.subtle);
  const scanner = createScannerHub();
  attachWedge(view.document, scanner);
  const { promise: whenOpen, resolve: open } = Promise.withResolvers<void>();
  let reading: Promise<void> | null = null;
  const views = prepareViewsHere({ identity: tablet.identity, journal });
  const sync = startBrowserSync(build, whenOpen);
  const clients = prepareClientsHere({
    identity: tablet.identity,
    journal,
    fetchKey: () => sync.clientKey(),
    whenOnline: (listener) => sync.subscribe(() => sync.status().link === 'online' && listener()),
  });
  // Whoever touches the screen, types or scans shall not feel that the shop is still moving in.
  for (const kind of ['pointerdown', 'keydown']) {
    view.document.addEventListener(kind, () => sync.giveWay(), { capture: true, passive: true });
  }
  const readShelf = async () => {
    await shelf.refresh();
    await layOwnMovements(journal, tablet.identity, shelf);
    void Promise.allSettled([shelf.settled(), pins.warm()]).then(() => {
      open();
      views.begin();
    });
  };
  return {
    identity: tablet.identity,
    storeName: tablet.store.name,
    journal,
    openCart,
    documents,
    clients,
    shelf,
    views,
    readShelf: () => (reading ??= readShelf()),
    sync,
    pins,
    devices: { scanner, printer: createWindowPrinter(view), sound: createWebAudioSounds(openAudio, 0) },
    ids,
    clock: systemClock,
    signClaim: (text) => tablet.sign(text),
    verifyClaim: (text) => verifyClaim(text, documents.registerKeys(), isSignedBy),
    enrol,
  };
}

/** Silent until the preferences say how loud. */
const openAudio = () => (typeof AudioContext === 'function' ? new AudioContext() : null);

function closeShelf({ shelf, documents }: OpenedShelf): void {
  documents.close();
  shelf.close();
}

function enrolInto(store: JournalStore, vault: KeyVault): EnrolTablet {
  return (code, facts) => enrolHere({ vault, store }, { code, ...facts });
}

/** Stock on the screen is the server's level and what this tablet moved since: see the shelf and the journal. */
function layOwnMovements(
  journal: Parameters<typeof createOwnMovements>[0],
  { location, incarnation }: RegisterIdentity,
  shelf: OpenedShelf['shelf'],
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
