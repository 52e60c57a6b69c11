/** What is shown when an app did not arrive. */
import { BrokenScreen, faultOf } from './error-boundary.tsx';
import { show } from './show.tsx';

export function showFault(error: unknown): void {
  show(<BrokenScreen fault={faultOf(error)} />);
}
