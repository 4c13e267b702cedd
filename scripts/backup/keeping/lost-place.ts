import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../postgres/account.mjs';
import { writeWhole } from '../durable.ts';
import { KEY_FILE } from '../keyring.ts';
import { BackupRefusal } from '../refusal.ts';

/** Beside the cluster: where its copies go. */
const markOf = (cluster: Place): string => join(cluster.dir, 'copies-place');

/** Remembers that copies of the cluster go to the place, whose keys are there. */
export function markPlace(cluster: Place, place: string): void {
  if (readMark(cluster) !== place) writeWhole(markOf(cluster), place);
}

function readMark(cluster: Place): string | null {
  const path = markOf(cluster);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/**
 * Refuses a place of copies whose keys are gone: mostly a disk that is not mounted, whose empty folder would be filled with copies of
 * other keys, or of none, on the disk of the system.
 */
export function refuseLost(cluster: Place, place: string): void {
  if (existsSync(join(place, KEY_FILE)) || readMark(cluster) !== place) return;
  throw new BackupRefusal(
    `В папке копий ${place} нет файла ${KEY_FILE}, а копии туда снимались: диск отключён или папка очищена. Подключите диск; ` +
      'если копии начинаются заново, назовите другую папку в OTKLIK_BACKUP_TO.',
  );
}
