import { isDeepStrictEqual } from 'node:util';
import { type CityCard, cityCard } from '../../../shared/contract/base/our-city.ts';
import { holdCityEditions } from '../../lib/city.ts';
import type { Db } from '../../lib/database/db.ts';

/** An edition as it lies in its table. */
export interface EditionRow {
  version: number;
  card: CityCard;
  valid_from: Date;
  made_by_name: string;
  reason: string;
}

/** Every edition, the first one first: a city saves its card some dozens of times in its life. */
export async function listEditions(db: Db): Promise<EditionRow[]> {
  const rows = await db
    .selectFrom('our_city.edition')
    .select(['version', 'card', 'valid_from', 'made_by_name', 'reason'])
    .orderBy('version')
    .execute();
  return rows.map((row) => ({ ...row, card: cityCard.parse(row.card) }));
}

/** Puts in force here what is committed; at a start also the zone of the last edition. */
export async function loadEditions(db: Db, { isStart = false } = {}): Promise<void> {
  const rows = await listEditions(db);
  holdCityEditions(
    rows.map(({ version, valid_from, card }) => ({ version, from: valid_from, card })),
    { isStart },
  );
  loaded.version = rows.at(-1)?.version ?? 0;
}

/** How far this process has read. */
const loaded = { version: 0 };

/** Takes over what another process has saved: one end of a primary key where there is nothing new. */
export async function refreshEditions(db: Db): Promise<void> {
  const last = await db
    .selectFrom('our_city.edition')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if ((last?.version ?? 0) !== loaded.version) await loadEditions(db);
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Which fields of a card differ, by their paths: `organisation.inn`. */
export function changedFields(before: unknown, now: unknown, path = ''): string[] {
  if (!isPlain(before) && !isPlain(now)) return isDeepStrictEqual(before, now) ? [] : [path];
  const [old, fresh] = [isPlain(before) ? before : {}, isPlain(now) ? now : {}];
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].flatMap((key) =>
    changedFields(old[key], fresh[key], path ? `${path}.${key}` : key),
  );
}
