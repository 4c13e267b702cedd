import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../../server/lib/error-code.ts';
import type { BaseFacts, SegmentFacts } from './chain.ts';
import { HALF, writeWhole } from './durable.ts';
import type { Keyring } from './keyring.ts';
import { type Manifest, readManifest, readSigned, signText } from './manifest.ts';
import { listSealed, type SealedFile } from './sealed-file.ts';
import { nameSegment, readSegmentName } from './wal-names.ts';

/**
 * A place of backups:
 *   key.age                          keys, sealed by the passphrase
 *   base/<moment>/                   a base backup: manifest.json, the cluster, the list of files
 *   wal/<cluster>/<timeline>/        segments of WAL, each with the moment of its end
 *   wal/<cluster>/tip.json           the last of them
 *   changes/                         what came to and went from the data folder after the base backups
 *   objects/ab/                      contents of files
 */

export const BASES = 'base';
export const MANIFEST = 'manifest.json';

export const baseFolder = (id: string): string => `${BASES}/${id}`;
export const CHANGES = 'changes';

export const walFolder = (system: string, timeline: number): string =>
  `wal/${system}/${timeline.toString(16).toUpperCase().padStart(8, '0')}`;

function namesIn(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** What an interrupted copy left in a folder of the place. */
export function sweepHalves(place: string, folder: string): void {
  for (const name of namesIn(join(place, folder)))
    if (name.startsWith(HALF)) rmSync(join(place, folder, name), { recursive: true, force: true });
}

export interface FoundBases {
  bases: Manifest[];
  /** Folders whose manifest is not to be believed, in words. */
  faults: string[];
}

/** Base backups, oldest first. */
export function findBases(place: string, keyring: Keyring): FoundBases {
  const found: FoundBases = { bases: [], faults: [] };
  for (const id of namesIn(join(place, BASES))) {
    if (id.startsWith(HALF)) continue;
    const path = join(place, BASES, id, MANIFEST);
    const known = existsSync(path) ? readManifest(keyring, id, readFileSync(path, 'utf8')) : undefined;
    if (known) found.bases.push(known);
    else found.faults.push(`${BASES}/${id}/${MANIFEST}: ${known === null ? 'изменён' : 'пропал'}`);
  }
  return found;
}

export const factsOf = ({ id, timeline, firstSegment, lastSegment, stoppedAt }: Manifest): BaseFacts => ({
  id,
  timeline,
  firstSegment,
  lastSegment,
  stoppedAt,
});

export interface StoredSegment extends SegmentFacts {
  file: SealedFile;
}

/** `000000010000000000000005@1764500000000.zst`. */
export const segmentStem = (name: string, endedAt: number): string => `${name}@${endedAt}.zst`;

export function readSegmentStem(stem: string): { name: string; endedAt: number } | null {
  const { name, endedAt } = /^(?<name>[0-9A-Fa-z.]+)@(?<endedAt>\d{1,15})\.zst$/.exec(stem)?.groups ?? {};
  return name !== undefined && endedAt !== undefined ? { name, endedAt: Number(endedAt) } : null;
}

/** Segments of a cluster, with the names of the folder that are nothing of ours. */
export function listSegments(
  place: string,
  system: string,
): { segments: StoredSegment[]; strange: string[] } {
  const segments: StoredSegment[] = [];
  const strange: string[] = [];
  for (const timeline of namesIn(join(place, 'wal', system)).filter((name) => /^[0-9A-F]{8}$/.test(name))) {
    const folder = `wal/${system}/${timeline}`;
    const found = listSealed(place, folder);
    strange.push(...found.strange.map((name) => `${folder}/${name}`));
    for (const file of found.files) {
      const stem = readSegmentStem(file.stem);
      const named = stem && readSegmentName(stem.name);
      if (stem && named && nameSegment(named.timeline, named.number).startsWith(timeline))
        segments.push({ ...named, endedAt: stem.endedAt, file });
    }
  }
  return { segments, strange };
}

const tip = z.strictObject({
  /** The last segment; number -1 = none yet. */
  timeline: z.int(),
  number: z.int(),
  endedAt: z.int(),
  /** The last change of the data folder; 0 = none yet. */
  changeAt: z.int(),
  /** When the keeper last looked at the data folder; 0 = never. */
  lookedAt: z.int().default(0),
});
export type Tip = z.output<typeof tip>;

const tipContext = (system: string): string => `wal/${system}/tip`;
const tipPath = (place: string, system: string): string => join(place, 'wal', system, 'tip.json');

export function writeTip(place: string, keyring: Keyring, system: string, value: Tip): void {
  mkdirSync(join(place, 'wal', system), { recursive: true });
  writeWhole(tipPath(place, system), signText(keyring, tipContext(system), value));
}

/** The last segment that was put here; null = none yet, undefined = what says so is not to be believed. */
export function readTip(place: string, keyring: Keyring, system: string): Tip | null | undefined {
  const path = tipPath(place, system);
  if (!existsSync(path)) return null;
  return tip.safeParse(readSigned(keyring, tipContext(system), readFileSync(path, 'utf8'))).data;
}

/** Files that tell of changes of the data folder, each with its moment. */
export function listChanges(place: string): { at: number; file: SealedFile }[] {
  return listSealed(place, CHANGES).files.flatMap((file) => {
    const { at } = /^(?<at>\d{1,15})\.json\.zst$/.exec(file.stem)?.groups ?? {};
    return at === undefined ? [] : [{ at: Number(at), file }];
  });
}

export const changeStem = (at: number): string => `${at}.json.zst`;
