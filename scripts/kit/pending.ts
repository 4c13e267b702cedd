import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An upgrade that was begun and whose portal is not opened yet: what the way back needs. */
export interface Pending {
  from: string;
  to: string;
  /** ISO. */
  begunAt: string;
  /** `copying`: the former version has not been touched; `switched`: the new one may have changed the database. */
  step: 'copying' | 'switched';
  /** Copy of the embedded database as it was; null = the database is another's. */
  copy: string | null;
  /** Migrations the new version brought. */
  changes: number;
}

const fileOf = (home: string): string => join(home, 'upgrade.json');

export function readPending(home: string): Pending | null {
  try {
    return JSON.parse(readFileSync(fileOf(home), 'utf8')) as Pending;
  } catch {
    return null;
  }
}

export function writePending(home: string, pending: Pending): void {
  writeFileSync(`${fileOf(home)}.next`, `${JSON.stringify(pending, null, 2)}\n`);
  renameSync(`${fileOf(home)}.next`, fileOf(home));
}

export const dropPending = (home: string): void => rmSync(fileOf(home), { force: true });
