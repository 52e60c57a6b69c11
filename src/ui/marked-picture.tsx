/**
 * A picture that may be late or never come: its mark stands until the picture is there, and stays when it
 * is not. Fills whatever holds it (which is `relative`), so nothing moves. What failed is left alone for a
 * while, whoever shows it, and is tried again when the network is back.
 */
import { type SyntheticEvent, useState, useSyncExternalStore } from 'react';
import { cx } from './class-names.ts';

interface MarkedPictureProps {
  readonly address: string | null;
  /** One or two characters. */
  readonly mark: string;
  readonly markClassName?: string;
}

const FAILED_FOR_MS = 60_000;
const REMEMBERED_MAX = 5_000;

/** What this window has shown: shown again, it comes without its mark before it. */
const shown = new Set<string>();
const failed = new Map<string, number>();
let networkCameAt = 0;

function onNetwork(tell: () => void): () => void {
  const came = ({ timeStamp }: Event) => {
    networkCameAt = timeStamp;
    failed.clear();
    tell();
  };
  window.addEventListener('online', came);
  return () => window.removeEventListener('online', came);
}

function hasFailed(address: string): boolean {
  const at = failed.get(address);
  return at !== undefined && performance.now() - at < FAILED_FOR_MS;
}

function forgetMany(remembered: { readonly size: number; clear(): void }): void {
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
}

export function MarkedPicture({ address, mark, markClassName }: MarkedPictureProps) {
  const cameAt = useSyncExternalStore(onNetwork, () => networkCameAt);
  const [out, setOut] = useState<{ readonly address: string; readonly cameAt: number } | null>(null);
  const isOut = out?.address === address && out?.cameAt === cameAt;
  return (
    <>
      {address === null || isOut || hasFailed(address) ? null : (
        <img
          key={address}
          src={address}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          // Of hundreds that come while a finger scrolls, none makes its tile render again.
          data-shown={shown.has(address) ? '' : undefined}
          className="peer absolute inset-0 size-full object-cover opacity-0 data-shown:opacity-100"
          onLoad={({ currentTarget }: SyntheticEvent<HTMLImageElement>) => {
            forgetMany(shown);
            shown.add(address);
            currentTarget.dataset.shown = '';
          }}
          onError={() => {
            forgetMany(failed);
            shown.delete(address);
            failed.set(address, performance.now());
            setOut({ address, cameAt });
          }}
        />
      )}
      <span aria-hidden className={cx('font-medium peer-data-shown:invisible', markClassName)}>
        {mark}
      </span>
    </>
  );
}
