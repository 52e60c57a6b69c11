/** The people at work. Names are invented; their PINs are printed when the demo starts and guard nothing. */
import type { Associate, Role } from '../../domain/access/associate.ts';
import { demoId } from '../demo-ids.ts';
import type { StoreKey } from './locations.ts';

export interface DemoAssociate extends Associate {
  readonly stores: readonly StoreKey[];
  readonly pin: string;
}

const person = (
  name: string,
  initials: string,
  role: Role,
  hue: number,
  pin: string,
  ...stores: readonly StoreKey[]
): DemoAssociate => ({ id: demoId('associate', name), name, initials, role, hue, active: true, pin, stores });

export const DEMO_ASSOCIATES: readonly DemoAssociate[] = [
  person('Sanne Verhoef', 'SV', 'manager', 3, '2580', 'amsterdam'),
  person('Youssef Haddou', 'YH', 'supervisor', 7, '1470', 'amsterdam'),
  person('陳美玲', '美玲', 'associate', 1, '3690', 'amsterdam'),
  person('Floor Dekkers', 'FD', 'associate', 5, '4826', 'amsterdam', 'antwerp'),
  person('Lotte Claessens', 'LC', 'manager', 9, '1357', 'antwerp'),
  person('Noah Willems', 'NW', 'associate', 2, '8642', 'antwerp'),
  person('林佳穎', '佳穎', 'associate', 6, '7531', 'antwerp'),
  person('Dana Whitlow', 'DW', 'manager', 4, '2468', 'new-york'),
  person('Marcus Bellamy', 'MB', 'supervisor', 10, '9753', 'new-york'),
  person('李雯', '李雯', 'associate', 0, '6420', 'new-york'),
];
