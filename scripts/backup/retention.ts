import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DAY } from '../../shared/time.ts';
import { chooseExpired, isSpentSegment } from './chain.ts';
import { fileChange, fileList, listObjects } from './file-copier.ts';
import type { Keyring } from './keyring.ts';
import type { Manifest } from './manifest.ts';
import { baseFolder, factsOf, findBases, listChanges, listSegments } from './place.ts';
import { readSealed, type SealedFile, sealedPath } from './sealed-file.ts';
import { LIST_PART } from './take.ts';

async function readJson(place: string, keyring: Keyring, file: SealedFile): Promise<unknown> {
  return JSON.parse((await readSealed(place, keyring, file)).toString('utf8'));
}

/** Contents that a kept base backup or a kept change names. Throws where one cannot be read: then nothing may be dropped. */
async function readNeeded(
  place: string,
  keyring: Keyring,
  bases: readonly Manifest[],
  changes: readonly SealedFile[],
): Promise<Set<string>> {
  const needed = new Set<string>();
  for (const { id, parts } of bases) {
    const part = parts.find(({ stem }) => stem === LIST_PART);
    if (!part) throw new Error(`В копии ${id} нет списка файлов.`);
    const { stem, mac } = part;
    const list = fileList.parse(await readJson(place, keyring, { folder: baseFolder(id), stem, mac }));
    for (const { object } of list) needed.add(object);
  }
  for (const file of changes)
    for (const { object } of fileChange.parse(await readJson(place, keyring, file)).added) needed.add(object);
  return needed;
}

/**
 * Drops base backups past their days, the segments and changes nothing kept is reached by, and contents nothing kept names that are older
 * than a day: a copy under way may be writing them. Nothing is dropped while a manifest cannot be believed. Returns what was dropped.
 */
export async function dropExpired(
  place: string,
  keyring: Keyring,
  days: number,
  now: number,
): Promise<number> {
  const { bases, faults } = findBases(place, keyring);
  if (faults.length > 0) return 0;
  const expired = new Set(chooseExpired(bases.map(factsOf), now, days).map(({ id }) => id));
  if (expired.size === 0) return 0;
  const kept = bases.filter(({ id }) => !expired.has(id));
  const oldest = Math.min(...kept.map(({ filesAt }) => filesAt));
  const changes = listChanges(place);
  const spent = changes.filter(({ at }) => at <= oldest).map(({ file }) => file);
  const keptChanges = changes.filter(({ at }) => at > oldest).map(({ file }) => file);
  const needed = await readNeeded(place, keyring, kept, keptChanges);
  for (const id of expired) rmSync(join(place, baseFolder(id)), { recursive: true, force: true });
  for (const system of new Set(bases.map((base) => base.system))) {
    const own = kept.filter((base) => base.system === system).map(factsOf);
    const { segments } = listSegments(place, system);
    spent.push(...segments.filter((segment) => isSpentSegment(segment, own)).map(({ file }) => file));
  }
  for (const [object, file] of listObjects(place))
    if (!needed.has(object) && now - statSync(sealedPath(place, file)).mtimeMs > DAY) spent.push(file);
  for (const file of spent) rmSync(sealedPath(place, file), { force: true });
  return expired.size;
}

/** Bytes that lie in a place. */
export function weighPlace(place: string): number {
  let bytes = 0;
  for (const entry of readdirSync(place, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
}
