import {
  type AgeingWeek,
  cohortAges,
  exportAnalysis,
  type Fullness,
} from '../../../shared/contract/heatmap/analysis.ts';
import { caseFields } from '../../../shared/contract/messages/cases-list.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { fieldWords } from '../../../shared/text/case-fields.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { ageTitle, bandTitle, weekTitle } from '../../../shared/text/heatmap/ageing.ts';
import { causeTitles, confidenceTitles, outcomeTitles } from '../../../shared/text/heatmap/analysis.ts';
import { sideTitles } from '../../../shared/text/heatmap/heatmap.ts';
import { findBlock, findFact } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import type { Fact } from '../../lib/reports/draw-report.ts';
import { type Column, fillTable, type Table } from '../../lib/tables/columns.ts';
import { countTop } from '../objects/index.ts';
import { findAgeing } from './ageing.ts';
import { findCauses } from './causes.ts';
import { findClusters } from './clusters.ts';
import { findFullness } from './fullness.ts';
import { readAnalysisPeriod } from './period.ts';
import { findRising } from './rising.ts';

type Query = HandlerInput<typeof exportAnalysis>['query'];
type Asked = Pick<Query, 'kind' | 'by'>;
type Slice = Omit<Query, 'part' | 'kind' | 'by' | 'format'>;
type Of<T> = T extends readonly (infer One)[] ? One : never;

/** Objects a file holds. */
const MOST_OBJECTS = 100;
const fact = (id: string | null): string => (id === null ? 'без темы' : (findFact(id)?.title ?? id));

type Rising = Of<Awaited<ReturnType<typeof findRising>>['topics']>;
const ofRising: Column<Rising>[] = [
  { title: 'Тема', width: 44, of: ({ factId }) => fact(factId) },
  { title: 'Блок', width: 24, of: ({ block }) => block && (findBlock(block)?.title ?? block) },
  { title: 'Сообщений', width: 12, kind: 'number', of: ({ count }) => count },
  { title: 'Ожидалось', width: 12, kind: 'decimal', of: ({ expected }) => tenths(expected) },
  { title: 'Во сколько раз', width: 12, kind: 'decimal', of: ({ growth }) => tenths(growth) },
  { title: 'Уверенность', width: 20, of: ({ confidence }) => confidenceTitles[confidence] },
  { title: 'Прежние периоды', width: 28, of: ({ former }) => former.join(', ') },
];

const tenths = (value: number): number => Math.round(value * 10) / 10;

type Reason = { what: string; title: string; count: number; factId: string | null };
const ofReasons: Column<Reason>[] = [
  { title: 'Что', width: 30, of: ({ what }) => what },
  { title: 'Причина', width: 50, of: ({ title }) => title },
  { title: 'Дел', width: 10, kind: 'number', of: ({ count }) => count },
  { title: 'Чаще всего тема', width: 44, of: ({ factId }) => fact(factId) },
];

type Cluster = Of<Awaited<ReturnType<typeof findClusters>>['clusters']>;
const ofClusters: Column<Cluster>[] = [
  { title: 'Группа', width: 40, of: ({ name }) => name },
  { title: 'Сообщений', width: 12, kind: 'number', of: ({ count }) => count },
  { title: 'Мест', width: 10, kind: 'number', of: ({ places }) => places },
  { title: 'Тема', width: 44, of: ({ factId }) => fact(factId) },
  { title: 'Первое', width: 18, kind: 'datetime', of: ({ firstAt }) => new Date(firstAt) },
  { title: 'Последнее', width: 18, kind: 'datetime', of: ({ lastAt }) => new Date(lastAt) },
  { title: 'Номера дел', width: 60, of: ({ numbers }) => numbers.join(', ') },
];

type Counted = Of<Awaited<ReturnType<typeof countTop>>>;
const ofObjects: Column<Counted>[] = [
  { title: 'Объект', width: 40, of: ({ object }) => object.label },
  {
    title: 'Территория',
    width: 24,
    of: ({ object: { districtId } }) => districtId && districtTitle(districtId),
  },
  { title: 'Дел', width: 10, kind: 'number', of: ({ count }) => count },
  { title: 'Открыто', width: 10, kind: 'number', of: ({ open }) => open },
  { title: 'Просрочено', width: 12, kind: 'number', of: ({ overdue }) => overdue },
  { title: 'Чаще всего', width: 44, of: ({ factId }) => fact(factId) },
  { title: 'Таких', width: 10, kind: 'number', of: ({ factCount }) => factCount },
];

/** Each field as a share and as how many lack it: a share of three cases is not to be read as one of three hundred. */
const ofFullness = (by: Asked['by']): Column<Fullness['lines'][number]>[] => [
  { title: sideTitles[by], width: 30, of: ({ title }) => title },
  { title: 'Дел', width: 10, kind: 'number', of: ({ total }) => total },
  ...caseFields.flatMap((field): Column<Fullness['lines'][number]>[] => [
    {
      title: fieldWords[field].title,
      width: 12,
      kind: 'percent',
      of: ({ fields: { [field]: count } }) => (count.asked === 0 ? null : count.has / count.asked),
    },
    {
      title: fieldWords[field].lacks,
      width: 12,
      kind: 'number',
      of: ({ fields: { [field]: count } }) => count.asked - count.has,
    },
  ]),
];

/** A week in a line: what became of its cases, then what was open on its Sunday. */
const ofAgeing: Column<AgeingWeek>[] = [
  { title: 'Неделя', width: 22, of: weekTitle },
  { title: 'Поступило', width: 12, kind: 'number', of: ({ received }) => received },
  ...cohortAges.map(
    (age, at): Column<AgeingWeek> => ({
      title: `${ageTitle(age)} открыто`,
      width: 12,
      kind: 'number',
      of: ({ open }) => open[at] ?? null,
    }),
  ),
  { title: 'Открыто всего на конец недели', width: 14, kind: 'number', of: ({ stock }) => stock },
  ...cohortAges.map(
    (_, band): Column<AgeingWeek> => ({
      title: `Из них: ${bandTitle(band).toLocaleLowerCase('ru')}`,
      width: 12,
      kind: 'number',
      of: ({ byAge }) => byAge[band] ?? 0,
    }),
  ),
];

/** What each part of the screen is as a table. */
const parts: Readonly<
  Record<Query['part'], { title: string; count: (ctx: Ctx, slice: Slice, asked: Asked) => Promise<Table> }>
> = {
  rising: {
    title: 'Растущие темы',
    count: async (ctx, slice) => fillTable(ofRising, (await findRising(ctx, slice)).topics),
  },
  causes: {
    title: 'Причины',
    count: async (ctx, slice) => {
      const { outcomes, causes } = await findCauses(ctx, slice);
      return fillTable(ofReasons, [
        ...outcomes.map((one) => ({ ...one, what: 'Результат', title: outcomeTitles[one.outcome] })),
        ...causes.map((one) => ({ ...one, what: causeTitles[one.kind] })),
      ]);
    },
  },
  clusters: {
    title: 'О чём пишут',
    count: async (ctx, slice) => fillTable(ofClusters, (await findClusters(ctx, slice)).clusters),
  },
  objects: {
    title: 'Объекты',
    count: async (ctx, slice, { kind }) =>
      fillTable(ofObjects, await countTop(ctx, kind, slice, MOST_OBJECTS)),
  },
  ageing: {
    title: 'Возраст дел',
    count: async (ctx, slice) => fillTable(ofAgeing, (await findAgeing(ctx, slice)).weeks),
  },
  fullness: {
    title: 'Полнота полей',
    count: async (ctx, slice, { by }) => {
      const { lines, whole } = await findFullness(ctx, slice, by);
      return fillTable(ofFullness(by), [...lines, whole]);
    },
  },
};

/** What the screen shows, with its slice above. */
export const analysisFile = defineReport(exportAnalysis, {
  journal: { action: 'analysis.export', object: 'analysis' },
  most: 10_000,
  async make(ctx, { query }) {
    readAnalysisPeriod(query);
    const { part, kind, by, format: _, ...slice } = query;
    const { title, count } = parts[part];
    return {
      title,
      file: `${title} ${formatDay(query.from)}–${formatDay(query.to)}`,
      facts: tellSlice(slice),
      table: await count(ctx, slice, { kind, by }),
      journal: { objectId: `${query.from}..${query.to}`, data: { part, kind, by, ...slice } },
    };
  },
});

const tellSlice = ({ block, districtId, from, to }: Slice): Fact[] => [
  ['Период', `${formatDay(from)}–${formatDay(to)}`],
  ['Блок', block === undefined ? 'все' : block === 'none' ? 'без темы' : (findBlock(block)?.title ?? block)],
  [
    'Территория',
    districtId === undefined ? 'вся' : districtId === 'none' ? 'без территории' : districtTitle(districtId),
  ],
  ['Дела', 'только открытые вам'],
];
