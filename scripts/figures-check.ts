import { createApp } from '../server/app.ts';
import { readConfig } from '../server/lib/config.ts';
import { createLog } from '../server/lib/log.ts';
import {
  checkFigures,
  describeCheck,
  describeDifference,
  whenFilled,
} from '../server/modules/heatmap/index.ts';

const help = `Сверяет числа тепловой карты с делами и называет первую ячейку, которая разошлась.

  DATABASE_URL=postgres://… npm run figures:check

Читает то, с чего начинает работу сервер: последние сохранённые числа и всё, что изменилось после них.
Код выхода: 0 — числа верны, 1 — расходятся, 2 — проверить не удалось.
`;

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(help);
    return 0;
  }
  if (!process.env.DATABASE_URL) {
    console.error(`Не задан адрес базы.\n\n${help}`);
    return 2;
  }
  const config = readConfig({
    ...process.env,
    OTKLIK_ONLY: 'web',
    OTKLIK_POOL: '3',
    OTKLIK_FIGURES_LAG_MS: '0',
  });
  const app = await createApp({ config, log: createLog('error') });
  try {
    await whenFilled(app.services);
    const result = await checkFigures(app.services);
    if (!result) {
      console.error(
        'Дела не помещаются в память, отведённую числам (OTKLIK_FIGURES_MB): считает база, сверять нечего.',
      );
      return 2;
    }
    if (result.difference) {
      console.error(describeDifference(result.difference));
      return 1;
    }
    console.log(describeCheck(result));
    return 0;
  } catch (error) {
    console.error(`Проверить не удалось: ${(error as Error).message}`);
    return 2;
  } finally {
    await app.close();
  }
}

process.exitCode = await main(process.argv.slice(2));
