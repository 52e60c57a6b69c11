/** What each role may do. A manager may do everything; nobody may do what is not listed. */
import { PERMISSIONS, type Permission, type Role } from './associate.ts';

const ASSOCIATE = ['sell', 'discount', 'return', 'open-shift', 'close-shift'] as const satisfies readonly Permission[];
const SUPERVISOR = [
  ...ASSOCIATE,
  'override-price',
  'post-void',
  'pay-in-out',
  'see-expected-cash',
] as const satisfies readonly Permission[];

const PERMISSIONS_OF = {
  associate: ASSOCIATE,
  supervisor: SUPERVISOR,
  manager: PERMISSIONS,
} as const satisfies Record<Role, readonly Permission[]>;

export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS_OF[role];
}

export function may(permissions: readonly Permission[], permission: Permission): boolean {
  return permissions.includes(permission);
}
