/** Taxes as rates per tax category. Rates are parts per million, so that 8.875 % is 88750 and nothing is a fraction. */

export interface TaxRate {
  /** Stable within the retailer, for example `nl-btw-21`. */
  readonly id: string;
  /** As printed on the receipt, for example `BTW 21%`. */
  readonly title: string;
  readonly ratePpm: number;
}

export interface TaxCategory {
  readonly id: string;
  readonly title: string;
  /** All rates that apply to a line of this category, side by side (not compounded). */
  readonly rates: readonly TaxRate[];
}

/** One tax on one line, or the sum of one rate over an order. `taxableMinor` is the net base. */
export interface TaxLine {
  readonly rate: string;
  readonly title: string;
  readonly ratePpm: number;
  readonly taxableMinor: number;
  readonly taxMinor: number;
}
