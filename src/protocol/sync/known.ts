/**
 * What a tablet was told before, with every request: under which epoch, and up to where its own entries
 * count as the server's. A server that has less under that very epoch has lost history, and says so with
 * a new one. Optional: tablets of older builds do not say it.
 */
import { z } from 'zod';
import { epochName, wholeNotNegative } from '../scalars.ts';

export const knownHistory = z.strictObject({ epoch: epochName, acknowledged: wholeNotNegative });
export type KnownHistory = z.infer<typeof knownHistory>;
