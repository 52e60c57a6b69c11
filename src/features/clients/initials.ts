/** What stands in a client's circle: two letters of a name that is written with blanks, one character of another. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s-]+/u);
  const first = [...(words[0] ?? '')][0] ?? '';
  if (/\p{Script=Han}/u.test(first)) return first;
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase('en');
}
