import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadEditions } from '../../server/base/our-city/index.ts';
import {
  currentCityTitle,
  type GarLoad,
  listGazetteers,
  loadGar,
  returnFormerGazetteer,
} from '../../server/base/territory/index.ts';
import type { Services } from '../../server/lib/module/unit-of-work.ts';
import { formatNumber } from '../../shared/text/numbers.ts';
import { type OpenInstallation, runCommand } from '../command.ts';
import { fromHere } from '../support/places.mjs';
import { WrongCommand } from '../support/run-main.ts';

const help = `Заменяет справочник улиц и домов выгрузкой ГАР (XML с fias.nalog.ru): один регион, один город или округ.

  npm run gar -- ПАПКА_ИЛИ_АРХИВ --region 66
  npm run gar -- --list      какие справочники загружены
  npm run gar -- --return    вернуть прежний

Ключи
  --region NN       номер региона: папка с этим именем в выгрузке
  --town ИМЯ        город или округ, как он назван в ГАР, или его OBJECTID (обычно — город этой установки)
  --division mun    состав города по муниципальному делению (обычно adm, по административному)
  --dry-run         только прочитать и сосчитать
  --data ПАПКА      папка данных (обычно .local/data); своя PostgreSQL — в DATABASE_URL
  --help            этот текст

Координат в ГАР нет: точки домов берутся из прежнего справочника, остальные дома — без точки. Сервер может работать:
новый справочник действует в нём через несколько секунд.`;

interface Wanted {
  data: string;
  act: 'load' | 'list' | 'return';
  path: string;
  region: string;
  town: string | undefined;
  division: 'adm' | 'mun';
  isTrial: boolean;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        region: { type: 'string' },
        town: { type: 'string' },
        division: { type: 'string' },
        data: { type: 'string' },
        list: { type: 'boolean' },
        return: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch {
    throw new WrongCommand('Ключ задан неверно. Список: npm run gar -- --help');
  }
}

function readWanted(args: string[], defaultData: string): Wanted | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const act = values.list ? 'list' : values.return ? 'return' : 'load';
  const [path = '', ...rest] = positionals;
  if (act === 'load') {
    if (!path || rest.length > 0)
      throw new WrongCommand('Назовите папку или архив: npm run gar -- ПАПКА_ИЛИ_АРХИВ --region 66');
    if (!existsSync(fromHere(path))) throw new WrongCommand(`Такого нет: ${fromHere(path)}`);
    if (!/^\d{2}$/.test(values.region ?? ''))
      throw new WrongCommand('Назовите регион двумя цифрами: --region 66');
  }
  const division = values.division ?? 'adm';
  if (division !== 'adm' && division !== 'mun') throw new WrongCommand('Ключ --division: adm или mun');
  return {
    act,
    division,
    town: values.town,
    region: values.region ?? '',
    path: fromHere(path),
    data: fromHere(values.data || defaultData),
    isTrial: values['dry-run'] === true,
  };
}

function tell({ version, ...load }: GarLoad): void {
  const megabytes = load.bytes / 1_000_000;
  const speed = (megabytes / Math.max(load.readSeconds, 0.001)).toFixed(1).replace('.', ',');
  console.log(
    `· прочитано ${megabytes.toFixed(1).replace('.', ',')} МБ, записей ${formatNumber(load.rows)}, ${speed} МБ/с`,
  );
  console.log(`· улиц ${formatNumber(load.streets)}, домов ${formatNumber(load.houses)}`);
  console.log(
    `· с точкой на карте ${formatNumber(load.placed)}, без точки ${formatNumber(load.houses - load.placed)}`,
  );
  if (load.unreadable > 0) console.log(`· номеров, которые не читаются: ${formatNumber(load.unreadable)}`);
  console.log(
    version
      ? 'Справочник действует. Вернуть прежний: npm run gar -- --return'
      : 'Проверено, ничего не записано.',
  );
}

async function tellVersions(services: Services): Promise<void> {
  const versions = await listGazetteers(services.database);
  if (versions.length === 0) console.log('Действует справочник из пакета города.');
  for (const { isCurrent, town, region, streets, houses, loadedAt } of versions)
    console.log(
      `${isCurrent ? '●' : '○'} ${loadedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC · ${town}, регион ${region} · улиц ${formatNumber(streets)}, домов ${formatNumber(houses)}`,
    );
}

async function run(services: Services, wanted: Wanted): Promise<number> {
  if (wanted.act === 'return') await returnFormerGazetteer(services);
  if (wanted.act === 'load') {
    const { path, region, division, isTrial } = wanted;
    await loadEditions(services.database);
    const town = wanted.town ?? currentCityTitle(services.config);
    if (town === null)
      throw new WrongCommand(
        'Город не назван. Заполните «Настройки → Наш город» или назовите его ключом --town.',
      );
    tell(await loadGar(services, { path, region, town, division, isTrial }));
  } else await tellVersions(services);
  return 0;
}

/** Returns the exit code: 0 done, 1 not, 2 the command is wrong. `defaultData` is the folder when none is named. */
export const main = (args: string[], defaultData: string, open: OpenInstallation): Promise<number> =>
  runCommand({ help, wanted: () => readWanted(args, defaultData), open, pool: 2, isFiling: false, run });
