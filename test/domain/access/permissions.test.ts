import { expect, test } from 'vitest';
import { PERMISSIONS, ROLES } from '../../../src/domain/access/associate.ts';
import { may, permissionsOf } from '../../../src/domain/access/permissions.ts';

test('everybody sells, and everybody may close the shift they opened', () => {
  for (const role of ROLES) {
    const permissions = permissionsOf(role);
    expect([may(permissions, 'sell'), may(permissions, 'open-shift'), may(permissions, 'close-shift')]).toEqual([
      true,
      true,
      true,
    ]);
  }
});

test('each role may do what the one below it may, and a manager everything', () => {
  const [associate = [], supervisor = [], manager = []] = ROLES.map(permissionsOf);
  expect(associate.every((permission) => may(supervisor, permission))).toBe(true);
  expect(supervisor.every((permission) => may(manager, permission))).toBe(true);
  expect([...manager].sort()).toEqual([...PERMISSIONS].sort());
});

test('what takes money out of the till without a sale is not for everybody', () => {
  const associate = permissionsOf('associate');
  for (const permission of [
    'pay-in-out',
    'post-void',
    'override-price',
    'see-expected-cash',
    'export-journal',
  ] as const) {
    expect(may(associate, permission)).toBe(false);
  }
});
