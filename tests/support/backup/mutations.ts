import { readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { examineBackup, type Plan } from '../../../scripts/backup/examine.ts';
import { OBJECTS } from '../../../scripts/backup/file-copier.ts';
import type { Keyring } from '../../../scripts/backup/keyring.ts';
import type { Manifest } from '../../../scripts/backup/manifest.ts';
import { openPlaceOfCopies } from '../../../scripts/backup/open-place.ts';
import { findBases, listChanges, listSegments } from '../../../scripts/backup/place.ts';
import { type SealedFile, sealedPath } from '../../../scripts/backup/sealed-file.ts';
import type { Random } from '../../law/random.ts';

/** What may happen to a folder of copies on its disk, and what a return says of it before it begins. */

export const mutationKinds = ['flip', 'cut', 'drop', 'rename', 'swap'] as const;
type MutationKind = (typeof mutationKinds)[number];

/** Files of the place, but for what is not finished. */
export function listPlaceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function requireObject({ objects }: Pick<Plan, 'objects'>, object: string): SealedFile {
  const file = objects.get(object);
  if (!file) throw new Error(`Нет содержания ${object}`);
  return file;
}

/** Leaves of a place what a return to its end from one of its bases needs. Returns the files that are left. */
export async function trimPlace(place: string, keyring: Keyring, base: Manifest): Promise<string[]> {
  for (const { id } of findBases(place, keyring).bases)
    if (id !== base.id) rmSync(join(place, 'base', id), { recursive: true });
  for (const { number, file } of listSegments(place, base.system).segments)
    if (number <= base.lastSegment) rmSync(sealedPath(place, file));
  for (const { at, file } of listChanges(place)) if (at <= base.filesAt) rmSync(sealedPath(place, file));
  const plan = await examineBackup({ place, keyring, at: null, describe: String });
  const needed = new Set(plan.files.map(({ object }) => sealedPath(place, requireObject(plan, object))));
  for (const path of listPlaceFiles(join(place, OBJECTS))) if (!needed.has(path)) rmSync(path);
  // It says who writes here, and is no part of a copy.
  rmSync(join(place, 'writer.json'), { force: true });
  return listPlaceFiles(place);
}

/** Looks as a return to the last moment does. Returns what is wrong, in words; empty = nothing is. */
export async function nameFaults(place: string, passphrase: string): Promise<string> {
  try {
    const opened = await openPlaceOfCopies(place, passphrase);
    const { warnings } = await examineBackup({ ...opened, at: null });
    return warnings.join('\n');
  } catch (error) {
    return (error as Error).message;
  }
}

/** What of a path the words must hold: its segment of WAL, its folder of a base, its moment, its content. */
export function nameOfPath(place: string, path: string): string {
  const inside = relative(place, path);
  const segment = /[0-9A-F]{24}(?=@)/u.exec(inside)?.[0];
  const [top, second] = inside.split('/');
  if (segment) return segment;
  if (top === 'base') return `base/${second}`;
  return basename(inside).split('.')[0] ?? inside;
}

/** Changes one file, or two of them; `undo` brings back what was there. */
export function mutate(
  files: readonly string[],
  path: string,
  kind: MutationKind,
  random: Random,
): { touched: string[]; undo: () => void } {
  const whole = readFileSync(path);
  const undo = (): void => writeFileSync(path, whole);
  if (kind === 'flip') {
    const changed = Buffer.from(whole);
    const at = random.int(0, whole.length - 1);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.int(0, 7));
    writeFileSync(path, changed);
  } else if (kind === 'cut') truncateSync(path, random.int(0, whole.length - 1));
  else if (kind === 'drop') rmSync(path);
  else if (kind === 'rename') {
    const to = join(dirname(path), renamed(basename(path), random));
    renameSync(path, to);
    return {
      touched: [path],
      undo: () => {
        rmSync(to, { force: true });
        undo();
      },
    };
  } else {
    const other = random.pick(files.filter((one) => one !== path));
    const another = readFileSync(other);
    writeFileSync(path, another);
    writeFileSync(other, whole);
    return {
      touched: [path, other],
      undo: () => {
        undo();
        writeFileSync(other, another);
      },
    };
  }
  return { touched: [path], undo };
}

/** A name that says nothing, or one that could be another's: a digit of it is another digit. */
function renamed(name: string, random: Random): string {
  const digits = [...name.matchAll(/\d/gu)].map(({ index }) => index);
  const at = random.chance(0.5) && digits.length > 0 ? random.pick(digits) : null;
  if (at === null) return `${name}.moved`;
  return `${name.slice(0, at)}${(Number(name[at]) + 1) % 10}${name.slice(at + 1)}`;
}
