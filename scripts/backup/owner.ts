import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from './durable.ts';
import { BackupRefusal } from './refusal.ts';

const owner = z.object({ host: z.string(), data: z.string(), at: z.int() });

/** Who has written for so long is gone, ms. */
const GONE = 600_000;

/**
 * Says that this installation writes into the place; to be said again every minute. Refuses where another one does: a city that was returned
 * for a trial must not write among the copies of the one that works.
 */
export function claimPlace(place: string, data: string, now: number): void {
  const path = join(place, 'writer.json');
  const found = existsSync(path) ? owner.safeParse(parse(readFileSync(path, 'utf8'))).data : undefined;
  const isOurs = found?.host === hostname() && found.data === data;
  if (found && !isOurs && now - found.at < GONE)
    throw new BackupRefusal(
      `В папку копий ${place} пишет другая установка: ${found.data} на ${found.host}. Назовите другую папку в OTKLIK_BACKUP_TO.`,
    );
  seizePlace(place, data, now);
}

/** Takes the place over from a machine that works no more. */
export const seizePlace = (place: string, data: string, now: number): void =>
  writeWhole(join(place, 'writer.json'), JSON.stringify({ host: hostname(), data, at: now }));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
