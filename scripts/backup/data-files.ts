import { constants, type Dirent, lstatSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { errorCode } from '../../server/lib/error-code.ts';
import { roleFiles } from '../postgres/roles.mjs';

/** Files of a data folder that go into a backup: all but the cluster itself, locks and what is not finished. */

export interface FoundFile {
  /** From the data folder, with `/`. */
  path: string;
  /** Where it lies. */
  full: string;
  mode: number;
  bytes: number;
  mtimeMs: number;
}

/** At the top of a data folder: of this run of the program, no part of what the city has. */
const PASSING = /^(start-.*|server-.*\.pid|restore-unfinished|postgres|lost\+found|\..*|.*\.tmp)$/;
const DRAFTS = 'files/tmp';

function statOf(path: string): Stats | null {
  return lstatSync(path, { throwIfNoEntry: false }) ?? null;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** An administrator may keep a folder elsewhere; a link inside leads nowhere. */
function followTop(full: string): string {
  const found = statOf(full);
  return found?.isSymbolicLink() && (process.getuid?.() ?? found.uid) === found.uid
    ? realpathSync(full)
    : full;
}

function* walk(full: string, path: string): Generator<FoundFile> {
  const found = statOf(full);
  if (!found || path === DRAFTS) return;
  if (found.isDirectory())
    for (const { name } of entriesOf(full)) yield* walk(join(full, name), `${path}/${name}`);
  else if (found.isFile())
    yield { path, full, mode: found.mode & 0o777, bytes: found.size, mtimeMs: Math.floor(found.mtimeMs) };
}

/**
 * Walks a data folder. `except` is a folder never entered: the place of backups, where it lies inside. `cluster` is the folder of the
 * passwords of the database.
 */
export function* walkData(data: string, cluster: string, except: string): Generator<FoundFile> {
  for (const { name } of entriesOf(data)) {
    const full = followTop(join(data, name));
    if (PASSING.test(name) || full === except || `${except}${sep}`.startsWith(`${full}${sep}`)) continue;
    yield* walk(full, name);
  }
  for (const name of roleFiles) yield* walk(join(cluster, name), `postgres/${name}`);
}

/** Reads a file that is no link. */
export async function* readPlain(full: string): AsyncGenerator<Buffer> {
  const file = await open(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 }))
      yield chunk as Buffer;
  } finally {
    await file.close();
  }
}
