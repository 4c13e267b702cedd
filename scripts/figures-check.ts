import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../server/app.ts';
import {
  checkFigures,
  checkRollup,
  describeCheck,
  describeDifference,
  describeRollupCheck,
  describeRollupDifference,
  whenFilled,
} from '../server/heatmap/figures/index.ts';
import { readConfig } from '../server/lib/config.ts';
import { createLog } from '../server/lib/log.ts';
import type { Services } from '../server/lib/module/unit-of-work.ts';
import {
  defaultData,
  type OpenedInstallation,
  openInstallation,
  requireInstallation,
} from './support/installation.mjs';

const help = `Сверяет числа тепловой карты с делами и называет первую ячейку, которая разошлась.

  npm run figures:check [-- --data ПАПКА]

База — папки данных (обычно .local/data) или своя, DATABASE_URL=postgres://…
Читает то, с чего начинает работу сервер: последние сохранённые числа и всё, что изменилось после них. Если дела не
помещаются в отведённую память (OTKLIK_FIGURES_MB), сверяет числа по месяцам, которые хранит база.
Код выхода: 0 — числа верны, 1 — расходятся, 2 — проверить не удалось.
`;

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(help);
    return 0;
  }
  const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
  const data = values.data ? resolve(process.env.INIT_CWD ?? process.cwd(), values.data) : defaultData();
  try {
    requireInstallation(data);
    const installation = await openInstallation(data);
    try {
      return await installation.files().act(() => check(installation, data));
    } finally {
      await installation.close();
    }
  } catch (error) {
    console.error(`Проверить не удалось: ${(error as Error).message}`);
    return 2;
  }
}

async function check({ url, ownerUrl }: OpenedInstallation, data: string): Promise<number> {
  const config = readConfig({
    ...process.env,
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    OTKLIK_DATA: data,
    OTKLIK_ONLY: 'web',
    OTKLIK_POOL: '3',
    OTKLIK_FIGURES_LAG_MS: '0',
  });
  const app = await createApp({ config, log: createLog('error') });
  try {
    await whenFilled(app.services);
    const result = await checkFigures(app.services);
    if (!result) return await checkRolledUp(app.services);
    if (result.difference) {
      console.error(describeDifference(result.difference));
      return 1;
    }
    console.log(describeCheck(result));
    return 0;
  } finally {
    await app.close();
  }
}

async function checkRolledUp(services: Services): Promise<number> {
  const result = await checkRollup(services);
  if (!result) {
    console.error('Числа не хранятся: каждый вопрос читает дела, сверять нечего.');
    return 2;
  }
  if (result.difference) {
    console.error(describeRollupDifference(result.difference));
    return 1;
  }
  console.log(describeRollupCheck(result));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
