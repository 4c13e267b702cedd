import { exportTerms, type TermLine } from '../../../shared/contract/heatmap/control-desk.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { sourceTitles, stateTitles } from '../../../shared/text/heatmap/control-desk.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import { cityDay } from '../../lib/city.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { readTermLines } from './list-terms.ts';

// Words of residents stay on the screen: a file outlives the term they are kept for.
const columns: Column<TermLine>[] = [
  { title: 'Источник', width: 22, of: ({ source }) => sourceTitles[source] },
  { title: 'Номер', width: 18, of: ({ number }) => number },
  { title: 'Блок', width: 24, of: ({ block }) => block && (findBlock(block)?.shortTitle ?? block) },
  { title: 'Тема', width: 34, of: ({ topic }) => topic },
  { title: 'Территория', width: 22, of: ({ district }) => district },
  { title: 'Исполнитель', width: 28, of: ({ unit }) => unit },
  { title: 'Что должно быть', width: 24, of: ({ clock }) => clock },
  { title: 'Срок', width: 18, kind: 'datetime', of: ({ dueAt }) => new Date(dueAt) },
  { title: 'Состояние', width: 18, of: ({ state }) => stateTitles[state] },
  { title: 'Сообщено', width: 26, of: ({ told }) => told },
  { title: 'Дальше', width: 26, of: ({ next }) => next?.title ?? null },
  { title: 'Когда', width: 18, kind: 'datetime', of: ({ next }) => next && new Date(next.at) },
];

/** Running terms as the screen lists them, by the same rule of reading. */
export const termsFile = defineReport(exportTerms, {
  journal: { action: 'control-desk.export', object: 'register' },
  most: 20_000,
  async make(ctx, { query: { format: _, ...filter } }, limit) {
    const lines = await readTermLines(ctx, filter, { after: null, limit });
    const { source, state, told, block, districtId } = filter;
    return {
      title: 'Пульт сроков',
      file: `Пульт сроков ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: [
        ['Источник', source === undefined ? 'все' : sourceTitles[source]],
        ['Состояние', state === undefined ? 'любое' : stateTitles[state]],
        ['Сообщено о сроке', told === undefined ? 'неважно' : told === 'yes' ? 'да' : 'ещё нет'],
        ['Блок', block === undefined ? 'все' : (findBlock(block)?.title ?? 'без темы')],
        [
          'Территория',
          districtId === undefined
            ? 'вся'
            : districtId === 'none'
              ? 'без территории'
              : districtTitle(districtId),
        ],
      ],
      table: fillTable(columns, lines),
      journal: { objectId: 'running', data: { ...filter } },
    };
  },
});
