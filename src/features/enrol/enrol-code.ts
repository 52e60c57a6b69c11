/** The one-time code as people type, paste and scan it, in either case and width, with or without the dash, alone or inside a link. */
import { foldWidth } from '../../kernel/text.ts';
import { ENROLMENT_CODE_PATTERN } from '../../protocol/enrolment-code.ts';

const CODE_LENGTH = 8;

/** What the field shows while a code is typed: capitals, with the dash where it belongs. */
export function shownCode(typed: string): string {
  const plain = foldWidth(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, CODE_LENGTH);
  return plain.length > CODE_LENGTH / 2 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain;
}

export function isWholeCode(shown: string): boolean {
  return ENROLMENT_CODE_PATTERN.test(shown);
}

/** The code inside a scanned text or an address (`https://shop.example/#enrol=K7QM-3FXD`), or null. */
export function enrolCodeIn(text: string): string | null {
  const inLink = /[#&?]enrol=([^&\s]+)/.exec(text)?.[1];
  if (inLink === undefined && text.trim().length > CODE_LENGTH + 4) return null;
  const shown = shownCode(inLink ?? text);
  return isWholeCode(shown) ? shown : null;
}
