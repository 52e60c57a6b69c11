/**
 * A database that went back in time does not know the tablets that were enrolled since. No life of a
 * register is ever begun twice, for two tablets would number their receipts alike: their numbers are
 * passed over. Chance sets apart what several returns to one moment begin.
 */
import { sql } from 'kysely';
import type { Random } from '../../kernel/ports.ts';
import type { Db } from '../db/schema.ts';

const LIVES_PASSED_OVER = 26;

export async function passOverLives(db: Db, random: Random): Promise<void> {
  const further = LIVES_PASSED_OVER + (random.bytes(1)[0] ?? 0);
  await sql`update register set incarnations = incarnations + ${further}::int`.execute(db);
}
