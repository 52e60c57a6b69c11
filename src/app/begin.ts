/**
 * Opens the tablet's databases before anything of the screens is loaded: the disk is slow and answers while
 * the page reads its own code. It knows no words and no components.
 */
import { openTablet } from './open-tablet.ts';

export { openTablet };

export const firstOpening = openTablet(window, __BUILD__);
// Whoever shows it will say so; until then nobody listens.
firstOpening.catch(() => undefined);
