/**
 * PostgreSQL refuses to run as root. A server started by root (a container) runs it as the account
 * `postgres`, made when missing, and only in folders that account can enter.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

export interface PostgresAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Where root keeps what must be reachable by that account and cannot be where it was asked for. */
export const SHARED_FOLDER = '/var/lib/evertill';

const ACCOUNT = 'postgres';
const run = promisify(execFile);

/** Null when this process may run PostgreSQL itself. `owned` already belongs to the account to use, when it exists. */
export async function postgresAccount(owned: string): Promise<PostgresAccount | null> {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(owned)) {
    const { uid, gid } = await stat(owned);
    if (uid !== 0) return { uid, gid };
  }
  const known = await lookUp();
  if (known !== null) return known;
  await run('groupadd', ['--system', ACCOUNT]).catch(() => undefined);
  await run('useradd', ['--system', '--no-create-home', '--gid', ACCOUNT, ACCOUNT]);
  const made = await lookUp();
  if (made === null) throw new Error(`the account ${ACCOUNT} could not be made`);
  return made;
}

async function lookUp(): Promise<PostgresAccount | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', ACCOUNT]), run('id', ['-g', ACCOUNT])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/** Whether every folder on the way to `path` (as far as it exists) lets the account through. */
export async function canReach(path: string, account: PostgresAccount): Promise<boolean> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { uid, gid, mode } = await stat(folder);
      const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & enter) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}
