import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canReach } from '../../../src/server/db/postgres-account.ts';

const stranger = { uid: 61_234, gid: 61_234 };

test('a folder under one that only its owner may enter is out of reach, also while it does not exist yet', async () => {
  const base = await mkdtemp(join(tmpdir(), 'evertill-reach-'));
  try {
    await chmod(base, 0o755);
    await mkdir(join(base, 'open'), { mode: 0o755 });
    await mkdir(join(base, 'closed'), { mode: 0o700 });
    expect(await canReach(join(base, 'open', 'later'), stranger)).toBe(true);
    expect(await canReach(join(base, 'closed', 'later'), stranger)).toBe(false);
  } finally {
    await rm(base, { recursive: true, force: true });
  }
});
