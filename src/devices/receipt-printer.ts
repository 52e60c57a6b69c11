/**
 * Puts one finished document on paper. A print is asked for after its entry lies in the journal, and a
 * printer that fails never touches the sale: the receipt can be printed again, marked as a copy.
 */
import { granted, refused, type Verdict } from '../kernel/verdict.ts';

export interface PrintJob {
  /** Names the job in the printer's queue, for example the receipt number. */
  readonly title: string;
  /** The laid-out document, detached from the page. */
  readonly content: HTMLElement;
}

export type PrintRefusal =
  | { readonly code: 'printer-unavailable' }
  /** The printer said nothing in time: the paper may or may not have come out. */
  | { readonly code: 'print-outcome-unknown' };

export interface ReceiptPrinter {
  print(job: PrintJob): Promise<Verdict<null, PrintRefusal>>;
}

/** Prints to memory, as text; `next` lets a test make it fail as the real one can. */
export function createFakePrinter(): ReceiptPrinter & {
  readonly printed: { readonly title: string; readonly text: string }[];
  next: 'prints' | 'refuses' | 'prints-and-goes-silent';
} {
  const printed: { title: string; text: string }[] = [];
  return {
    printed,
    next: 'prints',
    async print(job) {
      if (this.next === 'refuses') return refused({ code: 'printer-unavailable' });
      printed.push({ title: job.title, text: job.content.textContent ?? '' });
      if (this.next === 'prints-and-goes-silent') return refused({ code: 'print-outcome-unknown' });
      return granted(null);
    },
  };
}
