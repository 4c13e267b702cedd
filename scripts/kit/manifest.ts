import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { KitRefusal } from './kit.ts';

/** What an archive says of itself and of every file in it. */

export const MANIFEST = 'manifest.json';

export interface ReleaseFacts {
  /** `0.2.0`, or `0.2.0-20261201.64754341` where the commit bears no tag of a version. */
  version: string;
  commit: string;
  /** Of the commit, ISO. */
  madeAt: string;
  /** `linux-x64`: the programs inside run on nothing else. */
  platform: string;
  node: string;
  /** Files of migrations, in order. */
  migrations: string[];
}

export interface ReleaseManifest extends ReleaseFacts {
  /** Path → SHA-256 in hex; a link → `link:` and where it leads. */
  files: Record<string, string>;
}

function hashOf(path: string): string {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return `link:${readlinkSync(path)}`;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Every file and link below a folder, by its path from there, in order. */
export function listTree(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below ? `${below}/${entry.name}` : entry.name;
      return entry.isDirectory() ? listTree(folder, path) : [path];
    });
}

/** All but the manifest itself. */
export function hashTree(folder: string): Record<string, string> {
  const names = listTree(folder).filter((name) => name !== MANIFEST);
  return Object.fromEntries(names.map((name) => [name, hashOf(join(folder, name))]));
}

/** What is wrong with the files of a release, a sentence each: changed, missing, added. */
export function compareTree(wanted: Record<string, string>, found: Record<string, string>): string[] {
  const faults: string[] = [];
  for (const [name, hash] of Object.entries(wanted)) {
    const own = found[name];
    if (own === undefined) faults.push(`нет файла ${name}`);
    else if (own !== hash) faults.push(`изменён файл ${name}`);
  }
  for (const name of Object.keys(found)) if (!(name in wanted)) faults.push(`лишний файл ${name}`);
  return faults;
}

export function readManifest(folder: string): ReleaseManifest {
  try {
    return JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as ReleaseManifest;
  } catch {
    throw new KitRefusal(`В ${folder} нет выпуска Отклика: файл ${MANIFEST} не читается.`);
  }
}
