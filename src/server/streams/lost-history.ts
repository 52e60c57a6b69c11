/**
 * A tablet was told more than this database holds, under this very epoch: the database was put back to an
 * earlier moment by something else than our own restore. From here on its history is another one, so it
 * gets another name, and every tablet offers again what it still holds.
 *
 * Invariants: 1. one loss begins one epoch, however many tablets report it; 2. a tablet that lies costs
 * all others a resync at most once in ten minutes, over all instances of this server together.
 */
import type { Clock, Random } from '../../kernel/ports.ts';
import type { Db } from '../db/schema.ts';
import { readEpoch, readReportedAt, writeEpochBeside, writeNewEpoch } from './epoch.ts';
import { passOverLives } from './pass-over-lives.ts';

export interface LostHistoryTools {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  /** Where the epoch lies beside the database; null where nothing does. */
  readonly epochFile: string | null;
  readonly onLost: (epoch: string) => void;
}

const AGAIN_AFTER_MS = 600_000;

/** Told of the epoch that does not hold any more, it answers the one that does. */
export type HistoryLost = (epoch: string) => Promise<string>;

export function createHistoryLost(tools: LostHistoryTools): HistoryLost {
  const { db, clock, random, epochFile } = tools;
  return async (lost) => {
    const begun = await db.transaction().execute(async (tx) => {
      // Others who report the same loss wait here, and then find it mended.
      await tx.selectFrom('meta').select('key').where('key', '=', 'epoch').forUpdate().execute();
      const now = await readEpoch(tx);
      if (now !== lost || isSoonAfter(await readReportedAt(tx))) return { epoch: now ?? lost, isNew: false };
      await passOverLives(tx, random);
      return { epoch: await writeNewEpoch(tx, random, clock.now()), isNew: true };
    });
    if (begun.isNew) {
      if (epochFile !== null) await writeEpochBeside(epochFile, begun.epoch);
      tools.onLost(begun.epoch);
    }
    return begun.epoch;
  };

  /** A time that lies ahead of a clock put right since holds nobody up. */
  function isSoonAfter(reportedAt: number | null): boolean {
    const since = reportedAt === null ? -1 : clock.now() - reportedAt;
    return since >= 0 && since < AGAIN_AFTER_MS;
  }
}
