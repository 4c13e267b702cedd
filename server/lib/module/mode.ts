import type pg from 'pg';
import { BLANK_GROUND } from '../city.ts';
import type { Config } from '../config.ts';
import { firstRow } from '../database/first-row.ts';
import { StartRefusal } from '../start-refusal.ts';

/** What an installation is, for ever: invented cases that never leave it, or real ones. */
type Mode = 'demo' | 'real';

const refusals: Record<Mode, string> = {
  demo:
    'Эта установка — демонстрация и останется ею: её люди и дела вымышлены. ' +
    'Для настоящей работы начните с другой папкой или базой: npm start -- --empty --data ПАПКА',
  real:
    'Эта установка настоящая: демонстрацию в неё не добавить. ' +
    'Для демонстрации начните с другой папкой или базой: npm start -- --data ПАПКА',
};

/**
 * Reads what the installation is and where, or, at its first start, settles that for good. Returns the settings with the answer in
 * them; throws `StartRefusal` where they ask for the other kind.
 */
export async function settleMode(pool: pg.Pool, config: Config): Promise<Config> {
  const { asked, first } = config.mode;
  await pool.query(
    `INSERT INTO lib.setting (name, value) VALUES ('mode', to_jsonb($1::text)) ON CONFLICT (name) DO NOTHING`,
    [first],
  );
  const { rows } = await pool.query<{ value: Mode }>(`SELECT value FROM lib.setting WHERE name = 'mode'`);
  const mode = firstRow(rows).value;
  if (asked && asked !== mode) throw new StartRefusal(refusals[mode]);
  return { ...config, isDemo: mode === 'demo', city: config.city || (await findGround(pool, mode)) };
}

/** The invented city of every demonstration. */
const DEMO_GROUND = 'kamensk-uralsky';

/** By which streets and districts an installation works that names none: the demo's, those it had before, or none at all. */
async function findGround(pool: pg.Pool, mode: Mode): Promise<string> {
  if (mode === 'demo') return DEMO_GROUND;
  const { rows } = await pool.query<{ value: string }>(`SELECT value FROM lib.setting WHERE name = 'ground'`);
  return rows[0]?.value ?? BLANK_GROUND;
}
