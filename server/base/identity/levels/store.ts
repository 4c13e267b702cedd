import { sql } from 'kysely';
import type { IdentityLevel } from '../../../../shared/contract/base/identity.ts';
import type { Db } from '../../../lib/database/db.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import { createReferenceData } from '../../../lib/reference-data.ts';
import { createTakeOver } from '../../../lib/take-over.ts';
import type { CityLevel } from './level-of.ts';

export interface CityLevelRow extends CityLevel {
  id: string;
  reason: string;
  madeByName: string;
}

/** In memory: registration asks it for every message. Empty before the first start, as in pure tests. */
const state = createReferenceData<CityLevelRow[]>('Уровни входа ещё не загружены');
const takeOver = createTakeOver('уровни входа не перечитаны');

export const cityLevels = (): readonly CityLevelRow[] => state.find() ?? [];

async function readCityLevels(db: Db): Promise<CityLevelRow[]> {
  const { rows } = await sql<CityLevelRow & { level: IdentityLevel }>`
    SELECT id, category, level, valid_from::text AS "validFrom", why, basis, reason, made_at AS "madeAt", made_by_name AS "madeByName"
    FROM identity.level_rule ORDER BY valid_from, made_at, id`.execute(db);
  return rows;
}

/** Takes at once what this process has saved. */
export async function reloadCityLevels(database: Db): Promise<void> {
  state.put(await readCityLevels(database));
}

/** One small query when nothing was saved elsewhere. */
async function refreshCityLevels(database: Db): Promise<void> {
  const { rows } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM identity.level_rule`.execute(database);
  if (rows[0]?.count !== cityLevels().length) await reloadCityLevels(database);
}

export async function startCityLevels({ database, log }: Services): Promise<void> {
  await reloadCityLevels(database);
  takeOver.start(log, () => refreshCityLevels(database));
}

export const stopCityLevels = (): Promise<void> => takeOver.stop();
