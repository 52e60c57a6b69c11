/** Shows what the scanner sends, as it arrives; nothing is rung while this is in sight. */
import { ScanBarcode } from 'lucide-react';
import { useState } from 'react';
import type { Scan } from '../../devices/index.ts';
import { announce, useWords } from '../../ui/index.ts';
import { useScan } from '../counter/index.ts';
import { settingsWords } from './words.ts';

export function ScannerTest() {
  const t = useWords(settingsWords);
  const [scan, setScan] = useState<Scan | null>(null);
  useScan((found) => {
    setScan(found);
    announce(found.text);
  });
  return (
    <>
      <p className="text-ink-soft">{t('scannerText')}</p>
      <div className="flex min-h-20 items-center gap-4 rounded-lg bg-well px-5 py-3">
        <ScanBarcode aria-hidden className="size-7 shrink-0 text-ink-faint" />
        {scan ? (
          <p className="min-w-0">
            <span className="tabular block text-xl font-medium break-all">{scan.text}</span>
            <span className="text-ink-soft">{t('scannerSource', { source: scan.source })}</span>
          </p>
        ) : (
          <p className="text-ink-faint">{t('scannerWaiting')}</p>
        )}
      </div>
    </>
  );
}
