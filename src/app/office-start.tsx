/** Head office, in the browser. */
import { OfficeApp } from '../office/index.ts';
import { show } from './show.tsx';

export function showOffice(): void {
  show(<OfficeApp />);
}
