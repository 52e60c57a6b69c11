/** The same sales as a file. The browser itself fetches it, so that a year of sales never lies in this page. */
import { Download } from 'lucide-react';
import type { SalesQuery } from '../protocol/office.ts';
import { cx, useWords } from '../ui/index.ts';
import { salesWords } from './home-words.ts';
import { salesCsvAddress } from './office-api.ts';

/** Without a query there is nothing to download, and the link says so by not being one. */
export function DownloadLink(props: { readonly query: SalesQuery | null }) {
  const t = useWords(salesWords);
  return (
    <a
      {...(props.query === null ? { 'aria-disabled': true } : { href: salesCsvAddress(props.query), download: '' })}
      className={cx(
        'inline-flex min-h-12 items-center justify-center gap-2.5 rounded-md border px-4 py-2 font-medium select-none',
        props.query === null ? 'border-line text-ink-faint' : 'border-edge bg-card text-ink hover:bg-well',
      )}
    >
      <Download aria-hidden className="size-5" />
      {t('download')}
    </a>
  );
}
