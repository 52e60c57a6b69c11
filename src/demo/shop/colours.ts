/**
 * The palette. Everything this shop sells comes in one of these colours (or, for scents, in a glass of
 * that colour), so that a grid of its goods looks as if one person had bought them all.
 */
export interface Colour {
  /** Part of the SKU. */
  readonly code: string;
  readonly hex: string;
}

export const COLOURS = {
  White: { code: 'WHT', hex: '#f6f3ec' },
  Chalk: { code: 'CHK', hex: '#ebe4d6' },
  Oat: { code: 'OAT', hex: '#dccdb0' },
  Natural: { code: 'NAT', hex: '#d3bb92' },
  Sand: { code: 'SND', hex: '#c3a57e' },
  Oak: { code: 'OAK', hex: '#c1986a' },
  Tan: { code: 'TAN', hex: '#a9703f' },
  Walnut: { code: 'WNT', hex: '#76523a' },
  Brass: { code: 'BRS', hex: '#bd9548' },
  Mustard: { code: 'MUS', hex: '#cc9b3a' },
  Terracotta: { code: 'TER', hex: '#c4764f' },
  Clay: { code: 'CLY', hex: '#b66a50' },
  Rust: { code: 'RST', hex: '#98482f' },
  Rose: { code: 'ROS', hex: '#d2a097' },
  Berry: { code: 'BER', hex: '#7c3446' },
  Sage: { code: 'SAG', hex: '#9aa98d' },
  Olive: { code: 'OLV', hex: '#70713f' },
  Evergreen: { code: 'EVG', hex: '#2f5745' },
  Clear: { code: 'CLR', hex: '#c3d5d2' },
  Sky: { code: 'SKY', hex: '#a3bccb' },
  Denim: { code: 'DNM', hex: '#4e6b8a' },
  Navy: { code: 'NVY', hex: '#2b3a55' },
  Slate: { code: 'SLT', hex: '#737d84' },
  Charcoal: { code: 'CHR', hex: '#434448' },
  Ink: { code: 'INK', hex: '#2a2b2f' },
} as const satisfies Record<string, Colour>;
export type ColourName = keyof typeof COLOURS;

/** Scents are options of their own; the glass they come in has a colour. */
export const SCENTS = {
  Fig: { code: 'FIG', colour: 'Berry' },
  Cedar: { code: 'CED', colour: 'Evergreen' },
  Linen: { code: 'LIN', colour: 'Chalk' },
  Lavender: { code: 'LAV', colour: 'Sky' },
  Orange: { code: 'ORA', colour: 'Terracotta' },
} as const satisfies Record<string, { code: string; colour: ColourName }>;
export type ScentName = keyof typeof SCENTS;

export function isColour(name: string): name is ColourName {
  return Object.hasOwn(COLOURS, name);
}

export function isScent(name: string): name is ScentName {
  return Object.hasOwn(SCENTS, name);
}
