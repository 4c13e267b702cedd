import {
  exportNetworkAnswers,
  type IndicatorSlice,
  type listNetworkAnswers,
  type NetworkLine,
  type NetworkSide,
} from '../../../shared/contract/heatmap/indicators.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { networkSideWords } from '../../../shared/text/heatmap/performance.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { networksToday } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { areNetworksKept, countNetworks, type NetworkFigures } from './networks.ts';
import { indicatorPack } from './pack.ts';
import { readTitles } from './performance.ts';

type List = typeof listNetworkAnswers;

async function readNetworkTitles(ctx: Ctx, by: NetworkSide): Promise<(id: string) => string> {
  if (by !== 'page') return readTitles(ctx, by);
  const rows = await ctx.db.selectFrom('networks.v_page').select(['id', 'title', 'network']).execute();
  const networks = new Map(networksToday(ctx).map(({ id, title }) => [id, title]));
  const titles = new Map(
    rows.map(({ id, title, network }) => [id, `${title} (${networks.get(network ?? '') ?? network})`]),
  );
  return (id) => titles.get(id) ?? 'Страница не указана';
}

const describeLine = (
  id: string,
  title: string,
  { answers, median, watched, slowest, comments, unanswered, commentHours, listed }: NetworkFigures,
): NetworkLine => ({
  id,
  title,
  answers,
  median,
  watched,
  slowest,
  comments,
  unanswered,
  commentHours,
  listed,
});

/** K7 and K18 by page, organisation, block or territory; the slowest answered come first. */
export async function countNetworkAnswers(
  ctx: Ctx,
  slice: IndicatorSlice,
  by: NetworkSide,
): Promise<RouteReplyInput<List>> {
  const { performance } = indicatorPack.on(localDate(ctx.now));
  const [networks, titleOf, isKept] = await Promise.all([
    countNetworks(ctx, slice, by),
    readNetworkTitles(ctx, by),
    areNetworksKept(ctx),
  ]);
  const lines = networks.groups.map((group) =>
    describeLine(group || 'none', titleOf(group), networks.of(group)),
  );
  return {
    lines: lines.toSorted((one, other) => (other.median ?? -1) - (one.median ?? -1)),
    whole: describeLine('', 'Весь отбор', networks.whole),
    rules: performance,
    isKept,
    asOf: ctx.now.toISOString(),
  };
}

/** Route. */
export const showNetworkAnswers = (
  ctx: Ctx,
  { query: { by, ...slice } }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> => countNetworkAnswers(ctx, slice, by);

const tenths = (value: number | null): number | null => value && Math.round(value * 10) / 10;

const columnsBy = (by: NetworkSide): Column<NetworkLine>[] => [
  { title: networkSideWords[by].head, width: 40, of: ({ title }) => title },
  { title: 'Первых ответов', width: 14, kind: 'number', of: ({ answers }) => answers },
  { title: 'Первый ответ, медиана, мин', width: 16, kind: 'decimal', of: ({ median }) => tenths(median) },
  { title: 'В часы дежурства, мин', width: 16, kind: 'decimal', of: ({ watched }) => tenths(watched) },
  { title: '9 из 10 быстрее, мин', width: 16, kind: 'decimal', of: ({ slowest }) => tenths(slowest) },
  { title: 'Комментариев', width: 14, kind: 'number', of: ({ comments }) => comments },
  { title: 'Без ответа', width: 12, kind: 'number', of: ({ unanswered }) => unanswered },
  {
    title: 'Ответ на комментарий, ч',
    width: 16,
    kind: 'decimal',
    of: ({ commentHours }) => tenths(commentHours),
  },
];

/** The same as a file, the whole slice last. */
export const networkAnswersFile = defineReport(exportNetworkAnswers, {
  journal: { action: 'indicators.export', object: 'indicator' },
  most: 10_000,
  async make(ctx, { query: { format: _, by, ...slice } }) {
    const { lines, whole } = await countNetworkAnswers(ctx, slice, by);
    const period = `${formatDay(slice.from)}–${formatDay(slice.to)}`;
    return {
      title: 'Ответы в соцсетях',
      file: `Ответы в соцсетях ${period}`,
      facts: [
        ['Период', period],
        ['По', networkSideWords[by].by],
      ],
      table: fillTable(columnsBy(by), [...lines, whole]),
      journal: { objectId: `${slice.from}..${slice.to}`, data: { view: 'networks', by, ...slice } },
    };
  },
});
