/**
 * The door for the page of a tablet: what it opens at its start, and nothing of what sync writes with. A
 * module behind the other door would come along with its parsers, whether the page uses it or not.
 */
export { prepareShelfHere } from './catalog/open-shelf-host.ts';
export { prepareClientsHere } from './clients/prepare-clients-host.ts';
export { createWebKeyVault } from './identity/key-vault.ts';
export { verifyClaim } from './identity/verify-claim.ts';
export { createWebSignatureCheck } from './identity/web-signature-check.ts';
export { createChannelNews, createWebLocks, JOURNAL_NEWS } from './journal/browser-ports-host.ts';
export { createOpenCart } from './journal/open-cart.ts';
export { openJournal } from './journal/open-journal.ts';
export { createOwnMovements } from './journal/own-movements.ts';
export { prepareViewsHere } from './views/open-views-host.ts';
