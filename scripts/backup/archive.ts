import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../server/lib/error-code.ts';
import type { Place } from '../postgres/account.mjs';
import { archivedFolder } from '../postgres/archiving.mjs';
import type { Keyring } from './keyring.ts';
import { readSegmentStem, readTip, segmentStem, walFolder, writeTip } from './place.ts';
import { BackupRefusal } from './refusal.ts';
import { listSealed, openSealed, type SealedFile, writeSealed } from './sealed-file.ts';
import { isArchived, readSegmentName } from './wal-names.ts';

/** Takes finished segments of WAL from a running cluster into a place of backups. */

export interface ArchiveOptions {
  place: string;
  keyring: Keyring;
  /** Identifier of the cluster. */
  system: string;
  cluster: Place;
}

/**
 * A transaction notes its moment and writes itself down a little later: within so many ms of the end of a segment it may stand in the
 * next one, so the segment promises less.
 */
const MARGIN = 1000;

/** Names the server wants archived, oldest first. */
export function listReady({ data }: Place): string[] {
  try {
    return readdirSync(join(data, 'pg_wal', 'archive_status'))
      .filter((name) => name.endsWith('.ready'))
      .map((name) => name.slice(0, -'.ready'.length))
      .filter(isArchived)
      .sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** How many files wait, and since when the oldest of them does, ms. */
export function findWaiting(cluster: Place): { count: number; since: number | null } {
  const ready = listReady(cluster);
  const times = ready.flatMap((name) => {
    const path = join(cluster.data, 'pg_wal', 'archive_status', `${name}.ready`);
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? [];
  });
  return { count: ready.length, since: times.length > 0 ? Math.floor(Math.min(...times)) : null };
}

async function hashOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

/** Throws where the place holds something else under the name of the segment. */
async function requireSame(
  { place, keyring }: ArchiveOptions,
  file: SealedFile,
  path: string,
): Promise<void> {
  const kept = await hashOf(openSealed(place, keyring, file)).catch(() => '');
  if (kept === (await hashOf(createReadStream(path)))) return;
  throw new BackupRefusal(
    `В архиве уже есть другой ${file.folder}/${file.stem}: в эту папку копий писала ещё одна установка, или файл испорчен. ` +
      'Укажите новую пустую папку в OTKLIK_BACKUP_TO, прежнюю сохраните.',
  );
}

/** Archives one file of the cluster; what is there already is left as it is. Returns when it is on the disk. */
export async function archiveOne(options: ArchiveOptions, name: string): Promise<void> {
  const { place, keyring, system, cluster } = options;
  const segment = readSegmentName(name);
  // Histories of timelines, halves of segments and marks of base backups are of no use to a return of ours.
  if (!segment) return;
  const path = join(cluster.data, 'pg_wal', name);
  const folder = walFolder(system, segment.timeline);
  const kept = listSealed(place, folder).files.find(({ stem }) => readSegmentStem(stem)?.name === name);
  if (kept) await requireSame(options, kept, path);
  else {
    const endedAt = Math.floor(statSync(path).mtimeMs) - MARGIN;
    await writeSealed(place, keyring, { folder, stem: segmentStem(name, endedAt) }, createReadStream(path));
    const tip = readTip(place, keyring, system);
    if (!tip || tip.timeline < segment.timeline || tip.number < segment.number)
      writeTip(place, keyring, system, {
        ...segment,
        endedAt,
        changeAt: tip?.changeAt ?? 0,
        lookedAt: tip?.lookedAt ?? 0,
      });
  }
}

const markOf = (cluster: Place, name: string): string => join(archivedFolder(cluster), name);

/** Tells the server that it may let the file go, and forgets what it has let go. */
function mark(cluster: Place, name: string): void {
  mkdirSync(archivedFolder(cluster), { recursive: true, mode: 0o755 });
  writeFileSync(markOf(cluster, name), '', { mode: 0o644 });
}

function dropMarks(cluster: Place, ready: readonly string[]): void {
  for (const name of readdirSync(archivedFolder(cluster)))
    if (isArchived(name) && !ready.includes(name)) rmSync(markOf(cluster, name), { force: true });
}

/** Archives what is ready. Returns how many files that was. */
export async function archiveReady(options: ArchiveOptions, isStopping = () => false): Promise<number> {
  const ready = listReady(options.cluster);
  let count = 0;
  for (const name of ready) {
    if (isStopping()) return count;
    await archiveOne(options, name);
    mark(options.cluster, name);
    count += 1;
  }
  if (ready.length === 0) mkdirSync(archivedFolder(options.cluster), { recursive: true, mode: 0o755 });
  dropMarks(options.cluster, ready);
  return count;
}
