/** A code as people are shown it: whole while it fits a label, with its middle left out beyond. Never for looking it up. */

const SHOWN_MAX = 32;
const HEAD = 20;
const TAIL = 8;

export function shortCode(code: string): string {
  const characters = [...code];
  if (characters.length <= SHOWN_MAX) return code;
  return `${characters.slice(0, HEAD).join('')}…${characters.slice(-TAIL).join('')}`;
}
