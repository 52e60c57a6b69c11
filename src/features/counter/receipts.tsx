/** From an entry to its receipt: signed, laid out, printed. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { PrintRefusal } from '../../devices/index.ts';
import type { Order } from '../../domain/order/order.ts';
import { claimOf, claimStatement, signedClaim } from '../../domain/receipt/claim.ts';
import { type Receipt, receiptOf } from '../../domain/receipt/receipt.ts';
import type { Verdict } from '../../kernel/verdict.ts';
import type { Counter } from './counter.tsx';
import { ReceiptPaper } from './receipt-paper.tsx';

type Printing = Pick<Counter, 'devices' | 'store'>;
type Laying = Pick<Counter, 'store' | 'identity' | 'documents' | 'signClaim'>;

export async function receiptFor(
  counter: Laying,
  placed: { readonly order: Order; readonly at: string; readonly associate: string; readonly copy: number },
): Promise<Receipt> {
  const { order, at, associate, copy } = placed;
  const { store, identity, documents, signClaim } = counter;
  let claim: string | null = null;
  try {
    const statement = claimStatement(claimOf(order, identity));
    claim = signedClaim(statement, await signClaim(statement));
  } catch {
    // A receipt without its code is still a receipt; a sale never waits for a signature.
  }
  return receiptOf(order, {
    store,
    registerName: identity.registerName,
    associateName: documents.associates().find(({ id }) => id === associate)?.name ?? '',
    at,
    copy,
    claim,
  });
}

export async function printReceipt(counter: Printing, receipt: Receipt): Promise<Verdict<null, PrintRefusal>> {
  const content = document.createElement('div');
  const root = createRoot(content);
  flushSync(() => root.render(<ReceiptPaper receipt={receipt} store={counter.store} />));
  const title = receipt.facts.find(({ label }) => label === 'receipt-number')?.value ?? '';
  return counter.devices.printer.print({ title, content });
}
