import { type OpenMeasure, openMeasures } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { readCity } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { heatPack } from '../heat-pack.ts';
import type { Line, OpenMonth } from './month.ts';

/** The open set: each published month as rows, and what the set says of itself. */

/** Names are for programs, titles for people. */
export const rowNames = [
  ['month', 'Месяц, ГГГГ-ММ'],
  ['level', 'Чего строка: city — города, block — темы, district — района, pair — темы в районе'],
  ['block_id', 'Код темы (блока); all — все темы, none — тема не определена'],
  ['block', 'Тема'],
  ['district_id', 'Код района; all — весь город, none — без места'],
  ['district', 'Район'],
] as const;

export const measureColumns: Readonly<Record<OpenMeasure, readonly [string, string]>> = {
  received: ['received', 'Поступило сообщений'],
  answered: ['answered', 'Дано ответов'],
  solved: ['solved', 'Из ответов с итогом «решено»'],
  due: ['due', 'Наступило сроков ответа'],
  late: ['due_late', 'Из сроков пропущено: ответ позже или его нет'],
  rated: ['rated', 'Поставлено оценок'],
  ratedWell: ['rated_4_5', 'Из оценок 4 и 5'],
  said: ['said', 'Жители сказали, решена ли проблема'],
  saidSolved: ['said_solved', 'Из них сказали «решено»'],
};

export const setColumns: readonly (readonly [string, string])[] = [
  ...rowNames,
  ...openMeasures.map((measure) => measureColumns[measure]),
];

/** null is hidden; undefined is not told of pairs in that month. */
export type SetRow = readonly (string | number | null | undefined)[];

const ALL = {
  blocks: { id: 'all', title: 'Все темы' },
  districts: { id: 'all', title: 'Весь город' },
} as const;

/** Rows of a month: the city, its blocks, its districts, and pairs where anything is told of them. */
export function writeRows(month: OpenMonth): SetRow[] {
  const blocks: Line[] = [...month.blocks, ALL.blocks];
  const districts: Line[] = [...month.districts, ALL.districts];
  return blocks.flatMap((block, row) =>
    districts.flatMap((district, column): SetRow[] => {
      const level = levelOf(block === ALL.blocks, district === ALL.districts);
      if (level === 'pair' && month.paired.length === 0) return [];
      const numbers = openMeasures.map((measure) =>
        level === 'pair' && !month.paired.includes(measure)
          ? undefined
          : month.shown[measure][row * districts.length + column],
      );
      return [[month.month, level, block.id, block.title, district.id, district.title, ...numbers]];
    }),
  );
}

function levelOf(isAllBlocks: boolean, isAllDistricts: boolean): 'city' | 'block' | 'district' | 'pair' {
  if (isAllBlocks) return isAllDistricts ? 'city' : 'district';
  return isAllDistricts ? 'block' : 'pair';
}

/** What the set is, by whom, under what licence, and what is hidden in it. */
export function describeSet(ctx: Ctx, edition: string, months: readonly OpenMonth[]) {
  const { public: rules, licence } = heatPack.on(edition);
  const [first, last] = [months[0], months.at(-1)];
  return {
    id: 'messages',
    title: 'Сообщения жителей по месяцам, темам и районам',
    description:
      'Сколько сообщений поступило, сколько дано ответов, сколько сроков пропущено и что сказали жители. Число относится к месяцу, в котором это случилось. Только числа: без текстов, имён, контактов и адресов.',
    publisher: readCity(ctx.config).title,
    source: 'Муниципальный центр управления «Отклик», тепловая карта',
    licence,
    updated: edition,
    schedule:
      'Выпуск — по понедельникам: в нём месяцы, которые кончились. Месяц считается один раз и больше не пересчитывается.',
    period: first && last ? { from: first.month, to: last.month } : null,
    columns: setColumns.map(([name, title]) => ({ name, title })),
    suppression: `Числа от 1 до ${rules.smallest - 1} скрыты (пусто в CSV, null в JSON), в том числе те, что получаются вычитанием: сроки без пропущенных, оценки без хороших. Вместе с ними скрыто как можно меньше других — ровно столько, чтобы по итогам, остаткам и прошлым выпускам каждое скрытое могло быть любым из промежутка шириной не меньше ${rules.smallest}. Скрытым бывает и ноль.`,
    pairs: `Показатель даётся по темам внутри районов в те месяцы, когда на такую пару приходится в среднем не меньше ${rules.perPair}; иначе — по темам и по районам отдельно (в JSON ключа нет).`,
    formats: { csv: '/api/open-data/messages?format=csv', json: '/api/open-data/messages?format=json' },
  };
}
