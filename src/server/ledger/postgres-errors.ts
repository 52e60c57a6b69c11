/** What an error of PostgreSQL means for the ledger, by its SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
import type { LedgerRejection } from './ledger.ts';

interface DatabaseError {
  readonly code: string;
  readonly constraint: string;
}

function databaseError(error: unknown): DatabaseError {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return { code: typeof code === 'string' ? code : '', constraint: typeof constraint === 'string' ? constraint : '' };
}

/** Another transaction was in the way: serialization failure, or deadlock. The same work may succeed when run again. */
export function isConflict(error: unknown): boolean {
  const { code } = databaseError(error);
  return code === '40001' || code === '40P01';
}

/** The rows themselves are at fault and will be for ever: an integrity constraint (23) or the data (22). Null for anything else. */
export function rejectionOf(error: unknown): LedgerRejection | null {
  const { code, constraint } = databaseError(error);
  if (constraint === 'sales_order_tenant_receipt_number_key') return { code: 'receipt-number-reuse' };
  if (code === '23505') return { code: 'id-reuse' };
  return /^2[23]/.test(code) ? { code: 'not-storable' } : null;
}
