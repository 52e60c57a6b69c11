/**
 * Whether the paper that was scanned is the one this tablet printed of a sale. The sale itself is known here
 * and is what is shown; paper that says something else, or that no register of ours signed, is told to be false.
 */
import { ShieldAlert } from 'lucide-react';
import { useEffect } from 'react';
import type { Order } from '../../domain/order/order.ts';
import { claimOf, claimStatement, readClaim } from '../../domain/receipt/claim.ts';
import { Banner, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { useFinding } from './use-finding.ts';
import { receiptsWords } from './words.ts';

interface PaperWarningProps {
  readonly order: Order;
  /** What the code on the paper says. */
  readonly claim: string;
}

export function PaperWarning({ order, claim }: PaperWarningProps) {
  const t = useWords(receiptsWords);
  const { identity, devices } = useCounter();
  const finding = useFinding(claim);
  const isFalse = finding?.kind === 'bad-signature' || !saysWhatWasSold(claim, order, identity.register);
  useEffect(() => {
    if (isFalse) devices.sound.play('not-found');
  }, [isFalse, devices]);
  if (!isFalse) return null;
  return (
    <div className="mx-auto w-full max-w-2xl px-6 pt-6">
      <Banner tone="act" icon={<ShieldAlert aria-hidden />} title={t('falsePaper')} text={t('falsePaperText')} />
    </div>
  );
}

/** Whichever life of this register sold it: its number is part of what was signed, and the sale does not say it. */
function saysWhatWasSold(text: string, order: Order, register: string): boolean {
  const read = readClaim(text);
  if (!read.ok) return false;
  const { incarnation } = read.value.claim;
  return claimStatement(claimOf(order, { register, incarnation })) === read.value.statement;
}
