import { openMeasures } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { defineOpenSet } from '../../../base/open-data/index.ts';
import { heatPack } from '../heat-pack.ts';
import { editionOf, readMonths } from './editions.ts';
import { measureColumns, rowNames, type SetRow, writeRows } from './open-set.ts';

const text = (row: SetRow, at: number): string => String(row[at]);

const number = (row: SetRow, at: number): number | null => {
  const value = row[at];
  return typeof value === 'number' ? value : null;
};

/** Figures by month as they were published once: what is hidden on the page is hidden here. */
export const monthlySet = defineOpenSet<SetRow>({
  id: 'messages-by-month',
  title: 'Сообщения жителей по месяцам, темам и районам',
  description:
    'Сколько сообщений поступило, сколько дано ответов, сколько сроков пропущено и что сказали жители. Число относится к месяцу, в котором это случилось. Малые числа и те, что их выдали бы, скрыты: пусто. Пусто и там, где показатель в этом месяце не даётся по темам внутри районов.',
  keywords: ['сообщения жителей', 'статистика', 'сроки ответов', 'районы'],
  provenance: 'Тепловая карта «Отклик»',
  periodicity: 'по понедельникам: месяцы, которые кончились; месяц считается один раз',
  primaryKey: ['month', 'level', 'block_id', 'district_id'],
  fields: [
    ...rowNames.map(([name, title], at) => ({
      name,
      title,
      type: 'string' as const,
      isRequired: true,
      of: (row: SetRow) => text(row, at),
    })),
    ...openMeasures.map((measure, at) => ({
      name: measureColumns[measure][0],
      title: measureColumns[measure][1],
      type: 'integer' as const,
      of: (row: SetRow) => number(row, rowNames.length + at),
    })),
  ],
  rows: async (ctx) => {
    const edition = editionOf(localDate(ctx.now));
    const months = await readMonths(ctx, heatPack.on(edition).public.months);
    return months.flatMap(writeRows);
  },
});
