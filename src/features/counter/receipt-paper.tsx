/**
 * A receipt on paper, 72 mm wide, and its picture on the screen: the same document. Black on white in
 * every theme, because paper is.
 */

import { useMemo } from 'react';
import { encode } from 'uqr';
import type { Receipt, ReceiptLine, ReceiptTender } from '../../domain/receipt/receipt.ts';
import type { Store } from '../../domain/store/store.ts';
import { cx, formatCount, formatMoney, formatPercent, formatTime, wordsOf } from '../../ui/index.ts';
import { reasonTitle } from './reasons.ts';
import { receiptWords } from './receipt-words.ts';

const RULE = 'my-2 border-t border-dashed border-current';

interface ReceiptPaperProps {
  readonly receipt: Receipt;
  /** For the titles of reasons. */
  readonly store: Store;
  readonly className?: string;
}

export function ReceiptPaper({ receipt, store, className }: ReceiptPaperProps) {
  const t = wordsOf(receiptWords, receipt.language);
  const money = (minor: number) => formatMoney(minor, receipt.currency, receipt.language);
  const number = receipt.facts.find(({ label }) => label === 'receipt-number')?.value ?? '';
  const factText = (label: string, value: string) => {
    if (label === 'at') return formatTime(value, 'date-time', receipt.language, receipt.timeZone);
    return label === 'reason' ? reasonTitle(store, value, receipt.language) : value;
  };
  return (
    <article
      lang={receipt.language}
      aria-label={`${t(receipt.kind)} ${number}`}
      className={cx('w-[72mm] max-w-full text-[0.8125rem] leading-snug tabular', className)}
      style={{ background: '#fff', color: '#111' }}
    >
      <header className="text-center">
        <p className="text-lg font-medium">{receipt.header.name}</p>
        {receipt.header.address.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {receipt.header.taxNumber ? <p>{t('taxNumber', { number: receipt.header.taxNumber })}</p> : null}
      </header>
      {receipt.copy > 0 ? (
        <p className="my-2 border-2 border-current py-1 text-center text-lg font-medium">
          {t('copy', { copy: receipt.copy })}
        </p>
      ) : null}
      {receipt.kind === 'sale' ? null : <p className="mt-2 text-center text-lg font-medium">{t(receipt.kind)}</p>}
      <dl className="mt-2">
        {receipt.facts.map(({ label, value }) => (
          <Row key={label} label={t(label)} value={factText(label, value)} />
        ))}
      </dl>
      <div className={RULE} />
      {receipt.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a receipt never move
        <PaperLine key={index} line={line} receipt={receipt} store={store} />
      ))}
      {receipt.lines.length > 0 ? <div className={RULE} /> : null}
      <dl>
        {receipt.amounts.map(({ label, amountMinor }) => (
          <Row key={label} label={t(label)} value={money(amountMinor)} isStrong={label === 'total'} />
        ))}
      </dl>
      <dl className="mt-2">
        {receipt.tenders.map((tender, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tenders of a receipt never move
          <Row key={index} label={tenderText(tender, t)} value={money(tender.amountMinor)} />
        ))}
      </dl>
      {receipt.taxes.length > 0 ? (
        <table className="mt-2 w-full border-t border-dashed border-current">
          <thead>
            <tr className="text-end">
              <th className="pt-1 text-start font-normal">{t('tax')}</th>
              <th className="pt-1 text-end font-normal">{t('net')}</th>
              <th className="pt-1 text-end font-normal">{t('tax')}</th>
            </tr>
          </thead>
          <tbody>
            {receipt.taxes.map((tax) => (
              <tr key={`${tax.rate} ${tax.ratePpm}`}>
                <td>
                  {tax.title.includes('%') ? tax.title : `${tax.title} ${formatPercent(tax.ratePpm, receipt.language)}`}
                </td>
                <td className="text-end">{money(tax.taxableMinor)}</td>
                <td className="text-end">{money(tax.taxMinor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <footer className="mt-3 flex flex-col items-center gap-2 text-center">
        {receipt.footer ? <p className="whitespace-pre-line">{receipt.footer}</p> : null}
        {receipt.claim ? (
          <>
            <QrCode text={receipt.claim} label={t('qr', { number })} />
            <p>{t('scan')}</p>
          </>
        ) : null}
      </footer>
    </article>
  );
}

function Row(props: { readonly label: string; readonly value: string; readonly isStrong?: boolean }) {
  return (
    <div className={cx('flex justify-between gap-3', props.isStrong && 'my-0.5 text-lg font-medium')}>
      <dt>{props.label}</dt>
      <dd className="text-end">{props.value}</dd>
    </div>
  );
}

function PaperLine({
  line,
  receipt,
  store,
}: {
  readonly line: ReceiptLine;
  readonly receipt: Receipt;
  readonly store: Store;
}) {
  const t = wordsOf(receiptWords, receipt.language);
  const money = (minor: number) => formatMoney(minor, receipt.currency, receipt.language);
  const count = formatCount(line.quantity, receipt.language);
  const howMany =
    line.unit === 'g'
      ? `${count} g × ${t('perKilo', { price: money(line.unitPriceMinor) })}`
      : line.quantity > 1
        ? `${count} × ${money(line.unitPriceMinor)}`
        : '';
  return (
    <section className="mb-1.5">
      <div className="flex justify-between gap-3">
        <span>{line.title}</span>
        <span className="shrink-0">{money(line.extendedMinor)}</span>
      </div>
      <div className="ps-3">
        {[line.options.join(' · '), howMany].filter(Boolean).map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
        {line.originReceipt ? <p>{t('returnOf', { number: line.originReceipt })}</p> : null}
        {line.adjustments.map((adjustment) => (
          <p key={adjustment.kind} className="flex justify-between gap-3">
            <span>{reasonTitle(store, adjustment.reason, receipt.language)}</span>
            <span className="shrink-0">{money(adjustment.amountMinor)}</span>
          </p>
        ))}
        {line.note ? <p className="italic">{line.note}</p> : null}
      </div>
    </section>
  );
}

function tenderText(
  tender: ReceiptTender,
  t: (key: 'change' | 'refundedCash' | 'refundedCard' | 'cash' | 'card') => string,
) {
  if (tender.label === 'change') return t('change');
  const kind = tender.label === 'refunded' ? (tender.kind === 'cash' ? 'refundedCash' : 'refundedCard') : tender.kind;
  return [t(kind), tender.reference].filter(Boolean).join(' · ');
}

function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, size } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: 'L', border: 2 });
    const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { path: squares.join(''), size: modules };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className="size-[52mm]"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#111" />
    </svg>
  );
}
