/** Full-width digits and letters as East Asian keyboards type them, folded to their plain forms (Unicode NFKC). */
export function foldWidth(text: string): string {
  return text.normalize('NFKC');
}
