import { buffer } from 'node:stream/consumers';
import type { getOpenData } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import type { AdditiveMeasure } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { readCity } from '../../../lib/city.ts';
import { hideSmall, linesOf } from '../../../lib/hide-small.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { writeCsv } from '../../../lib/tables/csv.ts';
import { heatPack } from '../heat-pack.ts';
import { countOpen, type OpenCell } from './open-count.ts';
import { keep, sendKept } from './open-kept.ts';
import { monthsBefore } from './open-period.ts';

const measures = [
  'received',
  'answered',
  'late',
  'solved',
  'rated',
  'rated-well',
] as const satisfies readonly AdditiveMeasure[];

/** Columns of the set in their order; names are for programs, titles for people. */
const columns = [
  ['month', 'Месяц регистрации, ГГГГ-ММ'],
  ['block_id', 'Код темы (блока); none — тема не определена'],
  ['block', 'Тема'],
  ['district_id', 'Код района; none — без места'],
  ['district', 'Район'],
  ['received', 'Поступило сообщений'],
  ['answered', 'Из них с ответом'],
  ['answered_late', 'Из них ответ позже срока'],
  ['solved', 'Из них с итогом «решено»'],
  ['rated', 'Из них оценено жителем'],
  ['rated_4_5', 'Из них с оценкой 4 или 5'],
] as const;

type Row = (string | number | null)[];

/** Route: the open data set of the heat map and its passport. */
export function readOpenData(ctx: Ctx, { query }: HandlerInput<typeof getOpenData>): Promise<Download> {
  const today = localDate(ctx.now);
  return keep(ctx, `data ${query.format} ${today}`, async () => {
    const passport = describe(ctx, today);
    const json = 'application/json; charset=utf-8';
    if (query.format === 'passport')
      return sendKept(ctx, { text: JSON.stringify(passport, null, 2), contentType: json });
    const rows = await countRows(ctx, today);
    if (query.format === 'csv')
      return sendKept(ctx, {
        text: String(await buffer(writeCsv([columns.map(([name]) => name), ...rows]))),
        contentType: 'text/csv; charset=utf-8',
        filename: 'messages.csv',
      });
    const named = rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at]![0], value])));
    return sendKept(ctx, {
      text: JSON.stringify({ passport, rows: named }),
      contentType: json,
      filename: 'messages.json',
    });
  });
}

async function countRows(ctx: Ctx, today: string): Promise<Row[]> {
  const pack = heatPack.on(today).public;
  const rows: Row[] = [];
  for (const { id, ...days } of monthsBefore(today, pack.months))
    rows.push(...writeMonth(id, await countOpen(ctx, { rows: 'block', days, wanted: 'set' }), pack.smallest));
  return rows;
}

/** Rows of a month: all there is, and those hidden beside, which may be of nobody. */
function writeMonth(month: string, cells: readonly OpenCell[], smallest: number): Row[] {
  const blocks = distinct(cells.map(({ rowId, rowTitle }) => [rowId, rowTitle]));
  const districts = distinct(cells.map(({ columnId, columnTitle }) => [columnId, columnTitle]));
  const places = blocks.flatMap(([block]) =>
    districts.map(([district]) => JSON.stringify([block, district])),
  );
  const byPlace = new Map(cells.map((cell) => [JSON.stringify([cell.rowId, cell.columnId]), cell.counts]));
  const numbers = (measure: AdditiveMeasure) => places.map((place) => byPlace.get(place)?.[measure] ?? 0);
  const lines = linesOf(blocks.length, districts.length);
  const received = numbers('received');
  const areHidden = hideSmall(received, lines, smallest);
  const shown = measures.map((measure) => {
    const values = numbers(measure);
    const hidden = hideSmall(values, lines, smallest, (at) => areHidden[at]!);
    return values.map((value, at) => (hidden[at] ? null : value));
  });
  return places.flatMap((_, at): Row[] => {
    if (received[at] === 0 && !areHidden[at]) return [];
    const names = [...blocks[Math.floor(at / districts.length)]!, ...districts[at % districts.length]!];
    return [[month, ...names, ...shown.map((values) => values[at]!)]];
  });
}

/** Pairs of code and title by the code, in the order of codes: not of what was met first. */
const distinct = (pairs: [string, string][]): [string, string][] =>
  [...new Map(pairs)].toSorted(([one], [other]) => (one < other ? -1 : 1));

/** What the set is, by whom, under what licence, and what is hidden in it. */
function describe(ctx: Ctx, today: string) {
  const { public: rules, licence } = heatPack.on(today);
  const months = monthsBefore(today, rules.months);
  return {
    id: 'messages',
    title: 'Сообщения жителей по месяцам, темам и районам',
    description:
      'Сколько сообщений поступило, на сколько ответили, сколько ответов опоздало, сколько решено и как оценили жители. Только числа: без текстов, имён, контактов и адресов.',
    publisher: readCity(ctx.config).title,
    source: 'Муниципальный центр управления «Отклик», тепловая карта',
    licence,
    updated: today,
    period: { from: months[0]!.id, to: months.at(-1)!.id },
    columns: columns.map(([name, title]) => ({ name, title })),
    suppression: `Числа меньше ${rules.smallest} скрыты (пусто в CSV, null в JSON). Чтобы скрытое нельзя было вычислить из итогов, в каждой теме, каждом районе и в месяце целиком скрыто не меньше двух чисел, вместе не меньше ${rules.smallest}. Строка, где скрыты все числа, может быть и нулевой; строк с нулём сообщений нет. Итогов в наборе нет.`,
    formats: { csv: '/api/open-data/messages?format=csv', json: '/api/open-data/messages?format=json' },
  };
}
