/** One or two characters that stand for a title: initials, or the first character of a Chinese one. */
export function markOf(title: string): string {
  const words = title
    .trim()
    .split(/[\s\-–,/]+/u)
    .filter(Boolean);
  const first = [...(words[0] ?? '')];
  if (/\p{Script=Han}/u.test(first[0] ?? '')) return first.slice(0, 1).join('');
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
