import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { exportCases } from '../../../../shared/contract/messages/cases-list.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { lacksWords } from '../../../../shared/text/case-fields.ts';
import { channelTitles } from '../../../../shared/text/channels.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { outcomeTitles } from '../../../../shared/text/heatmap/analysis.ts';
import { toldWords } from '../../../../shared/text/heatmap/indicators.ts';
import { turnWords } from '../../../../shared/text/turns.ts';
import { resolvedTitles, statusTitles } from '../../../../shared/text/words.ts';
import { findBlock, findFact } from '../../../base/taxonomy/index.ts';
import { districtTitle } from '../../../base/territory/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { defineReport } from '../../../lib/reports/define-report.ts';
import type { Fact } from '../../../lib/reports/draw-report.ts';
import { type Column, fillTable } from '../../../lib/tables/columns.ts';
import { collectCases } from './case-list.ts';

type Query = HandlerInput<typeof exportCases>['query'];

const topic = ({ block, factId }: Pick<CaseRow, 'block' | 'factId'>): string => {
  const title = block && findBlock(block)?.shortTitle;
  const fact = factId && !factId.endsWith('.general.other') && findFact(factId)?.shortTitle;
  return [title, fact].filter(Boolean).join(' · ') || 'без темы';
};

const opinion = ({ rating, resolved }: CaseRow): string =>
  [rating === null ? '' : `${rating} из 5`, resolved ? `решено: ${resolvedTitles[resolved]}` : '']
    .filter(Boolean)
    .join(', ');

/** Columns of the list by their names, in the order they stand on the screen. */
const columns: readonly (Column<CaseRow> & { id: string })[] = [
  { id: 'number', title: 'Номер', width: 16, of: ({ number }) => number },
  { id: 'title', title: 'О чём', width: 50, of: ({ title }) => title },
  { id: 'status', title: 'Состояние', width: 24, of: ({ status }) => statusTitles[status] },
  {
    id: 'due',
    title: 'Срок',
    width: 18,
    kind: 'datetime',
    of: ({ deadline }) => deadline && new Date(deadline.dueAt),
  },
  { id: 'topic', title: 'Тема', width: 24, of: topic },
  {
    id: 'unit',
    title: 'Исполнитель',
    width: 34,
    of: ({ executorUnit, executorName }) =>
      [executorUnit, executorName].filter(Boolean).join(', ') || 'не назначен',
  },
  { id: 'place', title: 'Место', width: 34, of: ({ address }) => address ?? 'без места' },
  {
    id: 'district',
    title: 'Территория',
    width: 24,
    of: ({ districtId }) => districtId && districtTitle(districtId),
  },
  { id: 'channel', title: 'Канал', width: 20, of: ({ channel }) => channelTitles[channel] },
  {
    id: 'registered',
    title: 'Поступило',
    width: 18,
    kind: 'datetime',
    of: ({ registeredAt }) => new Date(registeredAt),
  },
  {
    id: 'outcome',
    title: 'Результат',
    width: 24,
    of: ({ outcome }) => (outcome ? outcomeTitles[outcome] : 'ещё нет'),
  },
  { id: 'rating', title: 'Оценка', width: 24, of: opinion },
  { id: 'joined', title: 'Подписано', width: 11, kind: 'number', of: ({ joinedCount }) => joinedCount },
];

/** Number and matter are always there. */
const alwaysShown: readonly string[] = ['number', 'title'];

/** Cases by the filter, in the order and the columns of the list. */
export const casesFile = defineReport(exportCases, {
  journal: { action: 'cases.export', object: 'register' },
  most: 5000,
  async make(ctx, { query }, limit) {
    const { format: _, columns: asked, ...filter } = query;
    const ids = [...alwaysShown, ...(asked?.split(',') ?? columns.map(({ id }) => id))];
    return {
      title: 'Дела',
      file: `Дела ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: tellFilter(query),
      table: fillTable(
        columns.filter(({ id }) => ids.includes(id)),
        await collectCases(ctx, { ...filter, limit }),
      ),
      // What was looked for may be a name.
      journal: { objectId: 'cases', data: { ...filter, q: filter.q && '…' } },
    };
  },
});

const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** `none` is no district, `<id>.none` the district outside its parts. */
const nameDistrict = (id: string): string =>
  id === 'none' ? 'без территории' : districtTitle(id.replace(/\.none$/u, ''));

/** The conditions in words; those that only a link from elsewhere gives are counted. */
export function tellFilter(query: Query): Fact[] {
  const told = {
    Поиск: query.q,
    Состояние: query.status && listOf(query.status).map((one) => statusTitles[one as CaseRow['status']]),
    Темы: query.block && listOf(query.block).map((code) => findBlock(code)?.title ?? 'без темы'),
    Факт: query.factId && (findFact(query.factId)?.title ?? 'не назван'),
    Территория: query.districtId && nameDistrict(query.districtId),
    Канал: query.channel && listOf(query.channel).map((one) => channelTitles[one as CaseRow['channel']]),
    'Поступили с': query.from && formatDay(query.from),
    'Поступили по': query.to && formatDay(query.to),
    Объединённые: query.merged && 'вместе с ними',
    'Открыты на конец': query.openOn && formatDay(query.openOn),
    'Просрочены на конец': query.overdueOn && formatDay(query.overdueOn),
    Событие: query.turn && turnWords(query),
    Показатель: query.told && toldWords(query.told),
    'Чего нет': query.lacks && lacksWords(query.lacks),
  };
  const named = [
    'q',
    'status',
    'block',
    'factId',
    'districtId',
    'channel',
    'from',
    'to',
    'merged',
    'openOn',
    'overdueOn',
    'turn',
    'since',
    'until',
    'told',
    'lacks',
  ];
  const asides = ['format', 'columns', 'sort', ...named];
  const more = Object.entries(query).filter(([name, value]) => value !== undefined && !asides.includes(name));
  const facts = Object.entries(told).flatMap(([name, value]): Fact[] =>
    value ? [[name, listOf(value).join(', ')]] : [],
  );
  if (more.length > 0) facts.push(['Ещё условий', String(more.length)]);
  return facts.length > 0 ? facts : [['Отбор', 'все открытые вам дела']];
}
