/** A small square picture of goods; a quiet field with their initials where there is none. */
import { cx, MarkedPicture } from '../../ui/index.ts';

export function pictureAddress(image: string | null): string | null {
  return image === null ? null : `/pictures/${image.split('/').map(encodeURIComponent).join('/')}`;
}

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

export function Picture(props: { readonly image: string | null; readonly title: string; readonly className?: string }) {
  return (
    <span
      className={cx(
        'relative inline-flex shrink-0 items-center justify-center overflow-hidden rounded-md border border-line bg-well text-ink-faint',
        props.className ?? 'size-12',
      )}
    >
      <MarkedPicture address={pictureAddress(props.image)} mark={markOf(props.title)} />
    </span>
  );
}
