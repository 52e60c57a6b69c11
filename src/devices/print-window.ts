/**
 * Prints through the browser: the document becomes a sheet of the page that only paper shows
 * (`print-window.css`). The sheet stays until the next print, because some browsers return from
 * `print()` and fire `afterprint` before they have read the page.
 */
import { granted, refused } from '../kernel/verdict.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';

const SHEET_CLASS = 'print-sheet';

export function createWindowPrinter(view: Window): ReceiptPrinter {
  return {
    async print(job) {
      if (typeof view.print !== 'function') return refused({ code: 'printer-unavailable' });
      const page = view.document;
      for (const old of page.querySelectorAll(`body > .${SHEET_CLASS}`)) old.remove();
      const sheet = page.createElement('div');
      sheet.className = SHEET_CLASS;
      sheet.setAttribute('aria-hidden', 'true');
      sheet.append(job.content);
      page.body.append(sheet);
      const title = page.title;
      page.title = job.title;
      try {
        view.print();
      } catch {
        return refused({ code: 'printer-unavailable' });
      } finally {
        page.title = title;
      }
      return granted(null);
    },
  };
}
