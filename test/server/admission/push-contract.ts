/** What a push must do on every engine. PGlite and PostgreSQL answer to this one list. */
import { describe, vi } from 'vitest';
import type { Database } from '../../../src/server/db/database.ts';
import { accessTests } from './access-tests.ts';
import { channelTests } from './channel-tests.ts';
import { deliveryTests } from './delivery-tests.ts';
import { factTests } from './fact-tests.ts';
import { pushRig } from './push-rig.ts';

// The engine in memory takes its time where many tests share few cores.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export function pushContract(engine: string, open: () => Promise<Database>): void {
  describe(`a push on ${engine}`, () => {
    const rig = pushRig(open);
    deliveryTests(rig);
    factTests(rig);
    accessTests(rig);
    channelTests(rig);
  });
}
