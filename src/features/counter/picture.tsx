/** A small square picture of goods; a quiet field with their initials where there is none. */
import { pictureAddress } from '../../protocol/picture-address.ts';
import { cx, MarkedPicture, markOf } from '../../ui/index.ts';

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
