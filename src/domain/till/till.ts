/**
 * A Shift is one person's accountability for the money of one register; the Till is that money. What
 * should be in it is never stored: it is the sum of its movements.
 *
 *   open ──endSales──▶ counting ──declareCount──▶ closed
 *    ▲                    │
 *    └─────resumeSales────┘
 */
import type { TenderKind } from '../tender/tender.ts';

export type TillMovementKind = 'float' | 'tender' | 'change' | 'refund' | 'paid-in' | 'paid-out';

export interface TillMovement {
  readonly id: string;
  readonly shift: string;
  readonly kind: TillMovementKind;
  readonly tender: TenderKind;
  /** Signed: into the till is positive, out of it negative. */
  readonly amountMinor: number;
}

export interface ShiftOpen {
  readonly shift: string;
  readonly location: string;
  readonly businessDay: string;
  readonly currency: string;
  readonly floatMinor: number;
  readonly till: readonly TillMovement[];
}

export interface TillPay {
  readonly shift: string;
  readonly location: string;
  readonly direction: 'in' | 'out';
  readonly amountMinor: number;
  readonly reason: string;
  readonly till: readonly TillMovement[];
}

export interface DenominationCount {
  readonly denominationMinor: number;
  readonly pieces: number;
}

export interface ShiftClose {
  readonly shift: string;
  readonly location: string;
  readonly businessDay: string;
  readonly currency: string;
  readonly denominations: readonly DenominationCount[];
  readonly countedMinor: number;
  readonly expectedMinor: number;
  /** Counted minus expected: positive is over, negative is short. */
  readonly overShortMinor: number;
  readonly cardExpectedMinor: number;
  readonly sales: number;
  readonly returns: number;
  readonly voids: number;
  /** Entries the server had not acknowledged when the shift closed. A shift always closes; it says what was open. */
  readonly unsent: number;
}
