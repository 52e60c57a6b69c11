/** Full-width digits and letters as East Asian keyboards type them, folded to their plain forms (Unicode NFKC). */
export function foldWidth(text: string): string {
  return text.normalize('NFKC');
}

/** What somebody typed, as it is kept: no blanks around it, and letters with their accents in one form (Unicode NFC). */
export function tidied(text: string): string {
  return text.trim().normalize('NFC');
}
