import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../server/app.ts';
import { type BulkOptions, fillBulk } from '../server/demo/bulk/bulk.ts';
import { requireDemoOrEmpty } from '../server/demo/guard.ts';
import { readConfig } from '../server/lib/config.ts';
import { createLog } from '../server/lib/log.ts';
import { formatNumber } from '../shared/text/numbers.ts';
import { openAccount } from './account/act.mjs';
import { refusePlanted } from './account/settle.mjs';
import { startPostgres } from './postgres.mjs';

const help = `Наполняет базу демонстрационным городом: дела за дни до этой минуты, люди вымышлены.

  npm run demo -- --cases 100000
  npm run demo -- --cases 1000000 --years 3 --seed 1 --database postgres://…

Ключи
  --cases N         сколько дел (обычно 3000)
  --years Y         за сколько лет (обычно 3; до 20 000 дел — 90 дней)
  --seed S          то же зерно даёт тот же город (обычно 1)
  --database URL    база PostgreSQL; без ключа — DATABASE_URL или собственная база в папке данных
  --data ПАПКА      папка данных (обычно .local/data)
  --no-photos       без фотографий
  --force           разрешить базу, где есть и другие дела
  --help            этот текст

Если в базе уже есть демонстрация, новые дела добавятся к ней. На время наполнения остановите сервер: таблицы заперты.
Всё пишется одной транзакцией: прерванный запуск ничего не оставляет.`;

interface Wanted {
  count: number;
  days: number;
  seed: string;
  url: string;
  data: string;
  withPhotos: boolean;
  isForced: boolean;
}

const SHORT = 20_000;

function readWhole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most)
    throw new Error(`Ключ --${name} задан неверно: «${text}». Нужно целое число от 1 до ${most}.`);
  return value;
}

function readWanted(args: string[], defaultData: string): Wanted | null {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '3000' },
      years: { type: 'string' },
      seed: { type: 'string', default: '1' },
      database: { type: 'string', default: process.env.DATABASE_URL ?? '' },
      data: { type: 'string', default: '' },
      'no-photos': { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const count = readWhole('cases', values.cases, 5_000_000);
  // The working calendar begins with 2019.
  const years = values.years === undefined ? null : readWhole('years', values.years, 7);
  if (!/^[\p{L}\p{N}_-]{1,40}$/u.test(values.seed))
    throw new Error('Ключ --seed: буквы, цифры и дефис, не больше 40.');
  return {
    count,
    days: years === null && count < SHORT ? 90 : Math.round((years ?? 3) * 365.25),
    seed: values.seed,
    url: values.database,
    data: resolve(process.env.INIT_CWD ?? process.cwd(), values.data || defaultData),
    withPhotos: !values['no-photos'],
    isForced: values.force,
  };
}

interface Addresses {
  url: string;
  /** Under the account that owns the tables; empty where there is one alone. */
  ownerUrl: string;
}

/** The own database of the data folder; one that runs already is left running. */
async function openOwn(data: string): Promise<Addresses & { close: () => Promise<void> }> {
  mkdirSync(data, { recursive: true });
  refusePlanted(data);
  const log = (text: string) => console.error(`· ${text}`);
  const server = await startPostgres({ dataDir: join(data, 'postgres'), log, detached: true });
  const { url, ownerUrl } = server;
  return { url, ownerUrl, close: server.adopted ? async () => {} : () => server.stop() };
}

const stages = {
  cases: 'пишу дела',
  indexes: 'строю указатели',
  tidying: 'собираю статистику',
};

/** Says how far it is, at most every two seconds. */
function createReport(count: number): BulkOptions['report'] {
  const began = Date.now();
  let said = 0;
  let stageSaid = '';
  return (done, stage) => {
    const now = Date.now();
    const isNew = stage !== stageSaid;
    if (!isNew && now - said < 2000 && done < count) return;
    [said, stageSaid] = [now, stage];
    const seconds = (now - began) / 1000;
    const share = Math.floor((100 * done) / count);
    const pace = formatNumber(Math.round(done / Math.max(seconds, 0.001)));
    const figures =
      stage === 'cases'
        ? `: ${formatNumber(done)} из ${formatNumber(count)}, ${share} %, ${pace} в секунду`
        : '';
    console.log(`· ${seconds.toFixed(0)} с — ${stages[stage]}${figures}`);
  };
}

async function fill(wanted: Wanted, { url, ownerUrl }: Addresses): Promise<void> {
  if (!wanted.isForced) await requireDemoOrEmpty(ownerUrl || url);
  const config = readConfig({
    ...process.env,
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    OTKLIK_DATA: wanted.data,
    OTKLIK_DEMO: '1',
    OTKLIK_POOL: '4',
    LOG_LEVEL: 'silent',
  });
  const app = await createApp({ config, log: createLog('silent') });
  try {
    const began = Date.now();
    const { count, days, seed, withPhotos } = wanted;
    await fillBulk(app.services, { count, days, seed, withPhotos, ownerUrl, report: createReport(count) });
    console.log(`Готово: ${formatNumber(count)} дел за ${((Date.now() - began) / 1000).toFixed(0)} с.`);
  } finally {
    await app.close();
  }
}

/** Returns the exit code: 0 filled, 1 refused or failed. `defaultData` is the data folder when none is named. */
export async function main(args: string[], defaultData: string): Promise<number> {
  try {
    const wanted = readWanted(args, defaultData);
    if (!wanted) {
      console.log(help);
      return 0;
    }
    const own = wanted.url ? null : await openOwn(wanted.data);
    try {
      const addresses = own ?? { url: wanted.url, ownerUrl: process.env.DATABASE_OWNER_URL ?? '' };
      mkdirSync(wanted.data, { recursive: true });
      await openAccount(realpathSync(wanted.data)).act(() => fill(wanted, addresses));
    } finally {
      await own?.close();
    }
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
