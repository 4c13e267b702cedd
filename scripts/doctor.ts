import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { createApp } from '../server/app.ts';
import { ownCopies } from '../server/base/backups/index.ts';
import { commandChecks, gatherHealth, healthStart, machineChecks } from '../server/base/health/index.ts';
import { hasGround } from '../server/lib/city.ts';
import { type Config, readConfig } from '../server/lib/config.ts';
import { openDatabase, openPool } from '../server/lib/database/db.ts';
import { compareMigrations } from '../server/lib/database/migrate.ts';
import {
  type HealthReport,
  type HealthTrouble,
  joinReports,
  runChecks,
} from '../server/lib/health/run-checks.ts';
import { createLog } from '../server/lib/log.ts';
import { runQuery } from '../server/lib/module/unit-of-work.ts';
import { counted } from '../shared/text/plural.ts';
import { openAccount } from './account/act.mjs';
import { judgeCopiesSettings, readCopiesSettings } from './doctor/copies-settings.ts';
import { isPortTaken, isServerThere } from './doctor/server-there.ts';
import { defaultData, hasInstallation, openInstallation } from './support/installation.mjs';
import { fromHere } from './support/places.mjs';

const help = `Смотрит, что неладно с установкой, и говорит, чем лечить. Ничего не меняет.

  npm run doctor [-- --data ПАПКА] [--json]
      --data   папка данных (обычно .local/data); своя база — DATABASE_URL=postgres://…
      --json   то же для программы

Работает и без базы: тогда говорит о диске, файлах, памяти, версиях. Переменные запуска (OTKLIK_URL и другие) назовите те же, что серверу.
Все неполадки с лечением — docs/doctor.md; то же видно на экране «Состояние».
Код выхода: 0 — всё в порядке, 1 — есть предупреждения, 2 — есть сбои или проверить не удалось.
`;

type Known = keyof typeof commandChecks;

/** A trouble that only the command can tell. */
function tell<C extends Known>(
  check: C,
  code: keyof (typeof commandChecks)[C]['faults'] & string,
  words: string,
): HealthReport {
  const faults: Readonly<Record<string, Omit<HealthTrouble, 'id' | 'words'>>> = commandChecks[check].faults;
  const fault = faults[code];
  if (!fault) throw new Error(`${check} tells no ${code}`);
  return { troubles: [{ ...fault, id: `${check}/${code}`, words }], well: [], unjudged: [], checked: 1 };
}

/** A check of the command's own in which all is well. */
const isWell = (check: Known): HealthReport => ({
  troubles: [],
  well: [commandChecks[check].looksAt],
  unjudged: [],
  checked: 1,
});

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const codeOf = (error: unknown): unknown => {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code ?? (cause === undefined ? undefined : codeOf(cause));
};

/** SQLSTATE: no room for one more connection; nothing is written here; a right is missing. */
const [TOO_MANY, READ_ONLY, NO_RIGHT] = ['53300', '25006', '42501'];

/** Checks of the command beside those of the program. */
const OWN_CHECKS = 2;

/** An address where nobody is asked: the settings are read without a database too. */
const NO_DATABASE = 'postgres://nobody';

function readSettings(data: string, url: string): Config {
  return readConfig(
    Object.assign({}, process.env, {
      DATABASE_URL: url,
      DATABASE_OWNER_URL: '',
      OTKLIK_DATA: data,
      OTKLIK_DEMO: '',
      LOG_LEVEL: 'silent',
      // The figures are nothing it asks about: a large city's would be read for minutes.
      OTKLIK_FIGURES_MB: '0',
      OTKLIK_FIGURES_ROLLUP: '0',
      OTKLIK_BACKUPS: process.env.DATABASE_URL ? 'own' : 'off',
    }),
  );
}

/** A database of another age than the program is not worked with: a doctor changes nothing. */
async function lookAtAge(pool: pg.Pool): Promise<HealthReport | null> {
  const { behind, ahead, changed } = await compareMigrations(openDatabase(pool));
  const found = [
    ...(behind.length > 0
      ? [tell('database', 'older', `Нет изменений: ${counted(behind.length, 'файл', 'файла', 'файлов')}.`)]
      : []),
    ...(ahead.length > 0 ? [tell('database', 'newer', `${ahead.join(', ')}.`)] : []),
    ...(changed.length > 0 ? [tell('database', 'edited', `${changed.join(', ')}.`)] : []),
  ];
  return found.length > 0 ? joinReports(found) : null;
}

const isReadOnly = async (pool: pg.Pool): Promise<boolean> => {
  const { rows } = await pool.query<{ is_read_only: boolean }>(
    "SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS is_read_only",
  );
  return rows[0]?.is_read_only ?? false;
};

/** Whether a program of ours is at work with this database, here or on another machine. */
async function countPrograms(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND application_name ~ '^otklik' AND pid <> pg_backend_pid()`,
  );
  return rows[0]?.count ?? 0;
}

async function lookForServer(pool: pg.Pool, config: Config): Promise<HealthReport> {
  if (isServerThere(config.dataDir) || (process.env.DATABASE_URL && (await countPrograms(pool)) > 0))
    return isWell('server');
  return (await isPortTaken(config))
    ? tell('server', 'port-taken', `${config.host}:${config.port}.`)
    : tell('server', 'stopped', '');
}

async function lookInside(config: Config): Promise<HealthReport> {
  const pool = openPool(config.databaseUrl, 1);
  let server: HealthReport;
  try {
    if (await isReadOnly(pool)) return tell('database', 'read-only', '');
    const age = await lookAtAge(pool);
    if (age) return age;
    server = await lookForServer(pool, config);
    // The command may be typed without the variables of the server: the keeper of copies tells that it is there by itself.
    const { rows } = await pool.query("SELECT FROM backups.state WHERE told_at > now() - interval '1 day'");
    if (!process.env.DATABASE_URL && (process.env.OTKLIK_BACKUP_TO || rows.length > 0))
      config.backups = 'kept';
  } finally {
    await pool.end();
  }
  const app = await createApp({ config, log: createLog('silent') });
  try {
    // It is asked about a server that should have been working for long.
    healthStart.set(app.services, new Date(0));
    const caller = { actor: { kind: 'system', name: 'doctor' } as const, requestId: 'doctor', ip: '' };
    return joinReports([server, await runQuery(app.services, caller, gatherHealth)]);
  } finally {
    await app.close();
  }
}

/** What a failure means that ends the look at the database. */
function tellFailure(error: unknown): HealthReport {
  const { isUnfit } = error as { isUnfit?: boolean };
  const code = codeOf(error);
  if (isUnfit) return tell('database', 'unfit', wordsOf(error));
  if (code === TOO_MANY) return tell('database', 'full', 'Нет свободных соединений.');
  if (code === READ_ONLY) return tell('database', 'read-only', '');
  if (code === NO_RIGHT) return tell('database', 'no-rights', `${wordsOf(error)}.`);
  return tell('database', 'away', wordsOf(error));
}

async function lookAtDatabase(data: string): Promise<HealthReport> {
  let installation: Awaited<ReturnType<typeof openInstallation>>;
  if (!hasInstallation(data)) return tell('database', 'none', `Смотрели в ${data}.`);
  try {
    installation = await openInstallation(data);
  } catch (error) {
    return tellFailure(error);
  }
  try {
    // Without the owner of the tables: nothing is changed, rights that are missing are told of and not given.
    const config = readSettings(data, installation.url);
    if (!hasGround(config)) return tell('start', 'city', `OTKLIK_CITY=${config.city}.`);
    return await actAsServer(data, () => lookInside(config));
  } catch (error) {
    if ([TOO_MANY, READ_ONLY, NO_RIGHT].includes(String(codeOf(error)))) return tellFailure(error);
    return tell('start', 'refused', wordsOf(error));
  } finally {
    await installation.close();
  }
}

function lookAtCopies(data: string): HealthReport {
  const settings = readCopiesSettings(process.env, data);
  if (settings.folder === '') {
    const why = process.env.DATABASE_URL ? ownCopies : 'папка копий команде не названа: OTKLIK_BACKUP_TO';
    return { troubles: [], well: [], unjudged: [{ title: commandChecks.copies.looksAt, why }], checked: 0 };
  }
  const found = judgeCopiesSettings(settings);
  return found.length === 0
    ? isWell('copies')
    : joinReports(found.map(({ code, words }) => tell('copies', code, words)));
}

function canEnter(folder: string): boolean {
  try {
    // Who acts as another is asked as that one here alone: access() goes by the real number.
    readdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Works as the server of the folder would; in one that was never given to its account, as ourselves. */
async function actAsServer<T>(data: string, work: () => Promise<T>): Promise<T> {
  const { act } = openAccount(data, { looksOnly: true });
  return (await act(() => canEnter(data))) ? act(work) : work();
}

/** All that can be seen: the machine alone while the database is away, everything otherwise. */
async function examine(folder: string): Promise<HealthReport> {
  const data = existsSync(folder) ? realpathSync(folder) : folder;
  let config: Config;
  try {
    config = readSettings(data, NO_DATABASE);
  } catch (error) {
    return tell('settings', 'wrong', wordsOf(error));
  }
  const inside = await lookAtDatabase(data);
  const copies = lookAtCopies(data);
  // Asked with the rest where the program has started.
  if (inside.well.length > 0 && inside.checked > OWN_CHECKS) return joinReports([inside, copies]);
  const isThere = existsSync(data);
  // Of a folder where nothing was ever made it has been said already: nobody is to write into it.
  const checks =
    isThere || hasInstallation(data)
      ? machineChecks
      : machineChecks.filter(({ id }) => id !== 'machine.folder');
  const look = () => runChecks(checks, { config, now: new Date() });
  return joinReports([inside, copies, await (isThere ? actAsServer(data, look) : look())]);
}

function print({ troubles, well, unjudged, checked }: HealthReport): void {
  for (const { severity, title, words, cure } of troubles) {
    console.log(`${severity === 'error' ? '◆ Сбой' : '▲ Предупреждение'}: ${title}`);
    if (words) console.log(`  ${words}`);
    console.log(`  Что делать: ${cure}\n`);
  }
  if (well.length > 0) console.log(`✓ Хорошо: ${well.join(', ')}.`);
  if (unjudged.length > 0)
    console.log(`– Не проверяли: ${unjudged.map(({ title, why }) => `${title} (${why})`).join(', ')}.`);
  if (troubles.length === 0) console.log(`Всё в порядке, проверено ${checked}.`);
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const report = await examine(values.data ? fromHere(values.data) : defaultData());
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else print(report);
  if (report.troubles.length === 0) return 0;
  return report.troubles.some(({ severity }) => severity === 'error') ? 2 : 1;
}

/** What has been said is let out first: a start that was broken off may have left something open that would keep the command for ever. */
const end = (code: number): void => void process.stdout.write('', () => process.exit(code));

try {
  end(await main(process.argv.slice(2)));
} catch (error) {
  console.error(wordsOf(error));
  end(2);
}
