import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Services } from '../server/lib/module/unit-of-work.ts';
import {
  type Complaint,
  type LocalFile,
  listComplaints,
  loadFile,
  openLocalFile,
  type RunProgress,
  stopLoad,
  tryFile,
} from '../server/messages/imports/index.ts';
import { channel } from '../shared/contract/messages/cases.ts';
import { type ImportSettings, importMapping, importSettings } from '../shared/contract/messages/imports.ts';
import { formatNumber } from '../shared/text/numbers.ts';
import { counted } from '../shared/text/plural.ts';
import { type OpenInstallation, runCommand } from './command.ts';
import { fromHere } from './support/places.mjs';
import { WrongCommand } from './support/run-main.ts';

const help = `Загружает реестр сообщений из файла CSV, JSONL или Excel (.xlsx): каждая строка становится делом.

  npm run import -- ФАЙЛ
  npm run import -- ФАЙЛ --source pos --channel pos --mapping столбцы.json

Ключи
  --source ИМЯ      откуда файл: по источнику и номеру узнаются повторы (a–z, цифры, дефис)
  --channel КАНАЛ   канал дел (обычно import): ${channel.options.join(', ')}
  --mapping ФАЙЛ    JSON «поле → столбец»; без ключа — как в прошлый раз или по названиям столбцов
  --other-city      сообщения другого города: адреса остаются словами, без точек на карте
  --strict          не загружать ничего, если хоть одна строка не годится
  --dry-run         только проверить, ничего не записывать
  --data ПАПКА      папка данных (обычно .local/data); своя PostgreSQL — в DATABASE_URL
  --help            этот текст

Сервер может работать. Прерванную загрузку (Ctrl+C, сбой) продолжает сервер или следующий запуск; повторный запуск
добавляет только то, чего ещё нет.`;

/** Refused rows that fit a screen; all of them are in the report on the page «Загрузка данных». */
const SHOWN = 20;

interface Wanted {
  path: string;
  data: string;
  isTrial: boolean;
  settings: Partial<ImportSettings>;
}

function readMapping(path: string): Record<string, string> {
  try {
    return importMapping.parse(JSON.parse(readFileSync(fromHere(path), 'utf8')));
  } catch {
    throw new WrongCommand(`Файл столбцов ${path} не читается. Нужен JSON вида {"text": "Текст обращения"}.`);
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        source: { type: 'string' },
        channel: { type: 'string' },
        mapping: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        'other-city': { type: 'boolean' },
        strict: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
      },
    });
  } catch (error) {
    const name = /--?[a-z][\w-]*/.exec((error as Error).message)?.[0] ?? args.join(' ');
    throw new WrongCommand(`Ключ ${name} задан неверно. Список: npm run import -- --help`);
  }
}

function readWanted(args: string[], defaultData: string): Wanted | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [file, ...rest] = positionals;
  if (!file || rest.length > 0) throw new WrongCommand('Назовите один файл: npm run import -- ФАЙЛ');
  const given = z
    .object({ source: importSettings.shape.source.optional(), channel: channel.optional() })
    .safeParse(values);
  if (!given.success) {
    const key = String(given.error.issues[0]?.path[0]);
    const allowed =
      key === 'source' ? 'латинские строчные буквы, цифры и дефис, от 2 до 40' : channel.options.join(', ');
    throw new WrongCommand(`Ключ --${key} задан неверно. Можно: ${allowed}`);
  }
  const { source, channel: way } = given.data;
  const path = fromHere(file);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new WrongCommand(`Файла нет: ${path}`);
  return {
    path,
    data: fromHere(values.data || defaultData),
    isTrial: values['dry-run'] === true,
    settings: {
      ...(source && { source }),
      ...(way && { channel: way }),
      ...(values.mapping && { mapping: readMapping(values.mapping) }),
      ...(values['other-city'] && { isOwnCity: false }),
      ...(values.strict && { isStrict: true }),
    },
  };
}

const encodings: Record<string, string> = { utf8: 'UTF-8', 'windows-1251': 'windows-1251' };

function describeFile({ filename, sample, settings, fields, isRemembered, addresses }: LocalFile): void {
  const { format, encoding, delimiter, sheet, headers } = sample;
  const details = [
    format.toUpperCase(),
    ...(format === 'xlsx' ? [`лист «${sheet}»`] : [encodings[encoding] ?? 'UTF-16']),
    ...(delimiter ? [`разделитель «${delimiter === '\t' ? 'табуляция' : delimiter}»`] : []),
    counted(headers.length, 'столбец', 'столбца', 'столбцов'),
  ];
  console.log(`· ${filename}: ${details.join(', ')}`);
  console.log(`· столбцы ${isRemembered ? 'как в прошлый раз' : 'по названиям'}:`);
  for (const { id, title } of fields)
    if (settings.mapping[id]) console.log(`    ${title} (${id}) ← «${settings.mapping[id]}»`);
  console.log(`· источник ${settings.source}, канал ${settings.channel}`);
  if (addresses.looksForeign && settings.isOwnCity)
    console.log(
      `· похоже на другой город: из ${addresses.named} адресов здесь известно ${addresses.known}. Тогда добавьте --other-city`,
    );
}

/** Says how far it is: in one line of a terminal, else every two seconds. */
function createReport(): (progress: RunProgress) => void {
  const isTerminal = process.stdout.isTTY === true;
  let said = 0;
  return ({ state, rowsRead, accepted, refused, repeated }) => {
    const now = Date.now();
    if (now - said < (isTerminal ? 100 : 2000)) return;
    said = now;
    const done = accepted + refused + repeated;
    const words =
      state === 'reading'
        ? `проверено строк: ${formatNumber(rowsRead)}`
        : `разобрано ${formatNumber(done)} из ${formatNumber(rowsRead)}`;
    if (isTerminal) process.stdout.write(`\r\x1b[K· ${words}`);
    else console.log(`· ${words}`);
  };
}

type Result = Omit<RunProgress, 'state'> & { state: string; error?: string | null };

function tellResult(result: Result, complaints: Complaint[], isTrial: boolean, began: number): void {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  const { rowsRead, accepted, refused, repeated } = result;
  const heads: Record<string, string> = { done: 'Готово', failed: 'Не загружено', cancelled: 'Остановлено' };
  const seconds = ((Date.now() - began) / 1000).toFixed(1).replace('.', ',');
  console.log(
    `${isTrial ? 'Проверено, ничего не записано' : (heads[result.state] ?? result.state)} за ${seconds} с.`,
  );
  if (result.error) console.log(result.error);
  console.log(`  строк прочитано  ${formatNumber(rowsRead)}`);
  console.log(`  ${isTrial ? 'будет принято    ' : 'принято          '}${formatNumber(accepted)}`);
  console.log(`  повторов         ${formatNumber(repeated)}`);
  console.log(`  не принято       ${formatNumber(refused)}`);
  for (const { row, reason } of complaints) console.log(`    строка ${row}: ${reason}`);
  if (refused > complaints.length)
    console.log(
      `    и ещё ${formatNumber(refused - complaints.length)}: все причины — на странице «Загрузка данных»`,
    );
}

async function load(services: Services, { path, settings, isTrial }: Wanted): Promise<number> {
  const file = await openLocalFile(services, path, settings);
  describeFile(file);
  const began = Date.now();
  if (isTrial) {
    const result = await tryFile(services, file, SHOWN, createReport());
    tellResult(result, result.complaints, true, began);
    return 0;
  }
  let importId = '';
  const onSignal = () => {
    console.log('· останавливаю после этих строк');
    if (importId) void stopLoad(services, importId);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  const onBegin = (id: string) => {
    importId = id;
  };
  const result = await loadFile(services, file, onBegin, createReport());
  tellResult(result, await listComplaints(services, importId, SHOWN), false, began);
  return result.state === 'done' ? 0 : 1;
}

/** Returns the exit code: 0 loaded, 1 not, 2 the command is wrong. `defaultData` is the folder when none is named. */
export const main = (args: string[], defaultData: string, open: OpenInstallation): Promise<number> =>
  runCommand({ help, wanted: () => readWanted(args, defaultData), open, pool: 4, isFiling: true, run: load });
