/** A Tender is what settles a balance. Amounts are positive; `direction` says whether it came in or was given out. */
export type TenderKind = 'cash' | 'card';

export interface Tender {
  readonly id: string;
  readonly kind: TenderKind;
  readonly direction: 'in' | 'out';
  /** The part of the balance it settles. */
  readonly amountMinor: number;
  /** Cash laid down, `amountMinor + changeMinor`; equal to `amountMinor` for every other tender. */
  readonly tenderedMinor: number;
  readonly changeMinor: number;
  /** What the external card terminal printed, or null. */
  readonly reference: string | null;
}
