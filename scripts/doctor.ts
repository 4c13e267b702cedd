import { existsSync, realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createApp } from '../server/app.ts';
import { commandChecks, gatherHealth, healthStart, machineChecks } from '../server/base/health/index.ts';
import { type Config, readConfig } from '../server/lib/config.ts';
import { openDatabase, openPool } from '../server/lib/database/db.ts';
import { compareMigrations } from '../server/lib/database/migrate.ts';
import {
  type HealthReport,
  type HealthTrouble,
  runChecks,
  sortTroubles,
} from '../server/lib/health/run-checks.ts';
import { createLog } from '../server/lib/log.ts';
import { runQuery } from '../server/lib/module/unit-of-work.ts';
import { counted } from '../shared/text/plural.ts';
import { defaultData, openInstallation, requireInstallation } from './support/installation.mjs';
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
  return { troubles: [{ ...fault, id: `${check}/${code}`, words }], well: [], checked: 1 };
}

const join = (reports: readonly HealthReport[]): HealthReport => ({
  troubles: sortTroubles(reports.flatMap(({ troubles }) => troubles)),
  well: reports.flatMap(({ well }) => well),
  checked: reports.reduce((sum, { checked }) => sum + checked, 0),
});

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** An address where nobody is asked: the settings are read without a database too. */
const NO_DATABASE = 'postgres://nobody';

function readSettings(data: string, url: string, ownerUrl: string): Config {
  return readConfig(
    Object.assign({}, process.env, {
      DATABASE_URL: url,
      DATABASE_OWNER_URL: ownerUrl,
      OTKLIK_DATA: data,
      OTKLIK_DEMO: '',
      LOG_LEVEL: 'silent',
      OTKLIK_BACKUPS: process.env.DATABASE_URL ? 'own' : 'off',
    }),
  );
}

/** A database of another age than the program is not worked with: a doctor changes nothing. */
async function lookInside(config: Config): Promise<HealthReport> {
  const pool = openPool(config.databaseUrl, 1);
  try {
    const { behind, ahead, changed } = await compareMigrations(openDatabase(pool));
    const words = [
      behind.length > 0 &&
        `База старее программы, нет изменений: ${counted(behind.length, 'файл', 'файла', 'файлов')}.`,
      ahead.length > 0 && `База новее программы: ${ahead.join(', ')}.`,
      changed.length > 0 && `Изменены применённые файлы: ${changed.join(', ')}.`,
    ].filter(Boolean);
    if (words.length > 0) return tell('start', 'refused', words.join(' '));
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
    return await runQuery(app.services, caller, gatherHealth);
  } finally {
    await app.close();
  }
}

async function lookAtDatabase(data: string): Promise<HealthReport> {
  let installation: Awaited<ReturnType<typeof openInstallation>>;
  try {
    requireInstallation(data);
    installation = await openInstallation(data);
  } catch (error) {
    const { isUnfit } = error as { isUnfit?: boolean };
    return tell('database', isUnfit ? 'unfit' : 'away', wordsOf(error));
  }
  try {
    const { url, ownerUrl } = installation;
    return await installation.files().act(() => lookInside(readSettings(data, url, ownerUrl)));
  } catch (error) {
    return tell('start', 'refused', wordsOf(error));
  } finally {
    await installation.close();
  }
}

/** All that can be seen: the machine alone while the database is away, everything otherwise. */
async function examine(folder: string): Promise<HealthReport> {
  const data = existsSync(folder) ? realpathSync(folder) : folder;
  let config: Config;
  try {
    config = readSettings(data, NO_DATABASE, '');
  } catch (error) {
    return tell('settings', 'wrong', wordsOf(error));
  }
  const inside = await lookAtDatabase(data);
  // Asked with the rest where the program has started.
  if (inside.well.length > 0) return inside;
  return join([inside, await runChecks(machineChecks, { config, now: new Date() })]);
}

function print({ troubles, well, checked }: HealthReport): void {
  for (const { severity, title, words, cure } of troubles) {
    console.log(`${severity === 'error' ? '◆ Сбой' : '▲ Предупреждение'}: ${title}`);
    if (words) console.log(`  ${words}`);
    console.log(`  Что делать: ${cure}\n`);
  }
  if (well.length > 0) console.log(`✓ Хорошо: ${well.join(', ')}.`);
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

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(wordsOf(error));
  process.exitCode = 2;
}
