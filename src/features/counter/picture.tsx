/** A small square picture of goods; a quiet field with their initials where there is none. */
import { useState } from 'react';
import { cx } from '../../ui/index.ts';

export function pictureAddress(image: string | null): string | null {
  return image === null ? null : `/pictures/${encodeURIComponent(image)}`;
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
  const address = pictureAddress(props.image);
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <span
      className={cx(
        'inline-flex shrink-0 items-center justify-center overflow-hidden rounded-md border border-line bg-well text-ink-faint',
        props.className ?? 'size-12',
      )}
    >
      {address && missing !== address ? (
        <img
          src={address}
          alt=""
          draggable={false}
          className="size-full object-cover"
          onError={() => setMissing(address)}
        />
      ) : (
        <span aria-hidden className="font-medium">
          {markOf(props.title)}
        </span>
      )}
    </span>
  );
}
