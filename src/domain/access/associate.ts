/** Who works here and what they may do. Roles are data of the retailer in time; three to begin with. */
export const ROLES = ['associate', 'supervisor', 'manager'] as const;
export type Role = (typeof ROLES)[number];

export interface Associate {
  readonly id: string;
  readonly name: string;
  /** Two letters at most, for the sign-in tile. */
  readonly initials: string;
  readonly role: Role;
  readonly hue: number;
  readonly active: boolean;
}

export const PERMISSIONS = [
  'sell',
  'override-price',
  'discount',
  'return',
  'post-void',
  'open-shift',
  'pay-in-out',
  'close-shift',
  'see-expected-cash',
  'export-journal',
] as const;
export type Permission = (typeof PERMISSIONS)[number];
