/** What PostgreSQL itself says of a running cluster, in the file `postmaster.pid` of its folder, and how it is asked to end. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Timers } from '../../kernel/ports.ts';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const STOP_PAUSE_MS = 25;
const STOP_ATTEMPTS = 1_200;

/** Null when no cluster runs there, or it has not yet said on which port. */
export async function readPostmaster(folder: string): Promise<Postmaster | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null);
  const lines = text?.split('\n') ?? [];
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : null;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ends its sessions, writes everything out, and waits until it has. */
export async function stopPostmaster(folder: string, postmaster: Postmaster, timers: Timers): Promise<void> {
  const isRunning = () => existsSync(join(folder, 'postmaster.pid')) && isAlive(postmaster.pid);
  if (!isRunning()) return;
  process.kill(postmaster.pid, 'SIGINT');
  for (let attempt = 0; attempt < STOP_ATTEMPTS && isRunning(); attempt++) await timers.sleep(STOP_PAUSE_MS);
}
