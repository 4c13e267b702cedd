import { sql } from 'kysely';
import {
  type IndicatorSlice,
  type listPerformance,
  type PerformanceFigure,
  type PerformanceLine,
  type PerformanceSide,
  performanceFigures,
} from '../../../shared/contract/heatmap/indicators.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { firstOf, numberAt } from '../../../shared/lists.ts';
import { channelTitles } from '../../../shared/text/channels.ts';
import { isOfIncidents } from '../../../shared/text/heatmap/indicators.ts';
import { figureWords } from '../../../shared/text/heatmap/performance.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { findBlock, findFact } from '../../base/taxonomy/index.ts';
import { listDistricts } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countListed } from './cases.ts';
import { countOf, countSums, mergeSums, optionsOf, type Sums } from './count.ts';
import { shareOf } from './definitions/records.ts';
import { shareInterval } from './interval.ts';
import { countNetworks, type NetworkFigures } from './networks.ts';
import { type IndicatorRules, indicatorPack } from './pack.ts';
import { quantileOfSketch, sketchOf } from './sketch.ts';
import { readScope } from './slice.ts';
import { sourceRows } from './sources.ts';

type List = typeof listPerformance;
type Figure = PerformanceLine['figures'][PerformanceFigure];
type Flags = PerformanceLine['flags'];

/** Signs of an organisation, and how many of its confirmed cases carry one. */
interface Signs {
  flags: Flags;
  doubted: number;
}
const noSigns: Signs = { flags: [], doubted: 0 };

/** Lists that the numbers of a line open. */
const lists = [...new Set(performanceFigures.map((id) => figureWords[id].list))];

/** Route: one line for each channel, block, district, organisation or topic, and one for the whole slice. */
export async function showPerformance(
  ctx: Ctx,
  { query: { by, ...slice } }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const [reply, listed] = await Promise.all([
    countPerformance(ctx, slice, by),
    countListed(ctx, slice, lists, by),
  ]);
  const withLists = (line: PerformanceLine, group: string | null): PerformanceLine => {
    const figures = { ...line.figures };
    for (const id of performanceFigures) {
      const { list } = figureWords[id];
      // Of incidents the list was counted with the number.
      if (!isOfIncidents(list)) figures[id] = { ...figures[id], listed: listed(group, list) };
    }
    return { ...line, figures };
  };
  return {
    ...reply,
    lines: reply.lines.map((line) => withLists(line, line.id === 'none' ? '' : line.id)),
    whole: withLists(reply.whole, null),
  };
}

/** The same without how many cases its numbers open: for who opens none. */
export async function countPerformance(
  ctx: Ctx,
  slice: IndicatorSlice,
  by: PerformanceSide,
): Promise<RouteReplyInput<List>> {
  const rules = indicatorPack.on(localDate(ctx.now));
  const [sums, titleOf, signs, networks] = await Promise.all([
    countSums(ctx, slice, by),
    readTitles(ctx, by),
    by === 'unit' ? readSigns(ctx, slice) : new Map<string, Signs>(),
    countNetworks(ctx, slice, by),
  ]);
  // Of what was answered in networks alone there is a line too.
  const ids = new Set([...sums.keys(), ...networks.groups]);
  const lines = [...ids].map((id) =>
    describe(id || 'none', titleOf(id), sums.get(id) ?? mergeSums([]), rules, {
      ...(signs.get(id) ?? noSigns),
      networks: networks.of(id),
    }),
  );
  return {
    lines: by === 'unit' ? giveRanks(lines, rules.performance) : lines,
    whole: describe('', 'Весь отбор', mergeSums([...sums.values()]), rules, {
      ...noSigns,
      networks: networks.whole,
    }),
    rules: rules.performance,
    ruleVersion: rules.version,
    asOf: ctx.now.toISOString(),
  };
}

const DAY = 86_400;
const ratio = (part: number, of: number, cases = part): Figure => ({
  value: shareOf(part, of),
  of,
  cases,
  listed: null,
});

/** Hours to the first answer in networks, of so many incidents. */
const firstAnswers = ({ median, answers, listed }: NetworkFigures): Figure => ({
  value: median === null ? null : median / 60,
  of: answers,
  cases: answers,
  listed: listed?.K7 ?? null,
});

function describe(
  id: string,
  title: string,
  sums: Sums,
  rules: IndicatorRules,
  { flags, doubted, networks }: Signs & { networks: NetworkFigures },
): PerformanceLine {
  const { answered } = sums;
  const sketch = sketchOf(sums.calendar);
  const wait = (quantile: number): Figure => {
    const seconds = quantileOfSketch(sketch, quantile);
    return { value: seconds === null ? null : seconds / DAY, of: answered, cases: answered, listed: null };
  };
  const kept = countOf(sums, 'terms', 'kept');
  const breached = countOf(sums, 'terms', 'breached');
  const confirmed = countOf(sums, 'closed', 'confirmed');
  const closed = confirmed + countOf(sums, 'closed', 'unconfirmed');
  const scores = [1, 2, 3, 4, 5].map((score) => countOf(sums, 'ratings', `${score}`));
  const good = numberAt(scores, 3) + numberAt(scores, 4);
  const promised = countOf(sums, 'promises', 'kept');
  const broken = countOf(sums, 'promises', 'broken') + countOf(sums, 'promises', 'moved');
  const unsolved = countOf(sums, 'words', 'no');
  const told = unsolved + countOf(sums, 'words', 'partly') + countOf(sums, 'words', 'yes');
  return {
    id,
    title,
    answered,
    flags,
    doubted,
    rank: null,
    figures: {
      median: wait(0.5),
      slowest: wait(0.9),
      overdue: ratio(breached, breached + kept),
      confirmed: ratio(confirmed, closed),
      kept: ratio(kept, breached + kept),
      good: ratio(
        good,
        good + firstOf(scores) + numberAt(scores, 1) + numberAt(scores, 2),
        firstOf(scores) + numberAt(scores, 1) + numberAt(scores, 2),
      ),
      prolonged: ratio(countOf(sums, 'prolonged', 'prolonged'), breached + kept),
      promises: ratio(promised, promised + broken, broken),
      rework: ratio(countOf(sums, 'steps', 'rework'), countOf(sums, 'steps', 'review')),
      reopened: ratio(countOf(sums, 'reopened', 'reopened'), answered),
      unsolved: ratio(unsolved, told),
      social: firstAnswers(networks),
    },
    interval: shareInterval(confirmed, closed, rules.performance.z),
  };
}

/** The lower end of the confirmed share where what is doubted is not confirmed. */
function standingOf({ figures: { confirmed }, doubted }: PerformanceLine, z: number): number {
  return shareInterval(confirmed.cases - doubted, confirmed.of, z)?.low ?? 0;
}

/**
 * Places by the lower end of the interval; who closed too few has none, nor have cases that nobody executes. What carries a sign that
 * nobody has dismissed lifts nobody.
 */
export function giveRanks(
  lines: readonly PerformanceLine[],
  { leastRanked, z }: IndicatorRules['performance'],
): PerformanceLine[] {
  const ranked = lines
    .filter(({ id, figures }) => id !== 'none' && figures.confirmed.of >= leastRanked)
    .toSorted((a, b) => standingOf(b, z) - standingOf(a, z));
  const rankOf = new Map(ranked.map(({ id }, at) => [id, at + 1]));
  return lines.map((line) => ({ ...line, rank: rankOf.get(line.id) ?? null }));
}

/**
 * Signs of the period by organisation, of all its cases, whatever block or territory is looked at; and of the confirmed cases of the slice,
 * by who executes them, those that carry one.
 */
async function readSigns(ctx: Ctx, slice: IndicatorSlice): Promise<Map<string, Signs>> {
  const scope = readScope(slice, ctx.now, 'unit');
  const flag = sql`(SELECT unit_id, kind, case_ids FROM quality.v_flag WHERE day >= ${slice.from}::date AND day <= ${slice.to}::date)`;
  const [told, doubted] = await Promise.all([
    sql<{ unit_id: string; flags: Flags }>`
      SELECT unit_id, json_agg(json_build_object('kind', kind, 'count', count) ORDER BY count DESC, kind) AS flags
      FROM (SELECT unit_id, kind, count(*)::int AS count FROM ${flag} AS flag GROUP BY unit_id, kind) AS told
      GROUP BY unit_id`.execute(ctx.db),
    sql<{ g: string; count: number }>`
      SELECT g, count(DISTINCT case_id)::int AS count FROM (${sourceRows('closed', scope, optionsOf(ctx, slice))}) AS closed
      WHERE mark = 'confirmed' AND case_id IN (SELECT unnest(case_ids) FROM ${flag} AS flag) GROUP BY g`.execute(
      ctx.db,
    ),
  ]);
  const signs = new Map(told.rows.map(({ unit_id, flags }) => [unit_id, { flags, doubted: 0 }]));
  for (const { g, count } of doubted.rows) signs.set(g, { flags: signs.get(g)?.flags ?? [], doubted: count });
  return signs;
}

/** What a line is called; '' = cases that have nothing of the kind. */
export async function readTitles(ctx: Ctx, by: PerformanceSide): Promise<(id: string) => string> {
  switch (by) {
    case 'channel':
      return (id) => channelTitles[id as keyof typeof channelTitles] ?? id;
    case 'block':
      return (id) => (id === '' ? 'Тема не определена' : (findBlock(id)?.shortTitle ?? id));
    case 'fact':
      return (id) => (id === '' ? 'Тема не определена' : (findFact(id)?.title ?? id));
    case 'district': {
      const titles = new Map(listDistricts().map(({ id, title }) => [id, title]));
      return (id) => titles.get(id) ?? (id === '' ? 'Без места' : id);
    }
    case 'unit': {
      const units = await ctx.db.selectFrom('identity.v_unit').select(['id', 'short_title']).execute();
      const titles = new Map(units.map(({ id, short_title }) => [id, short_title!]));
      return (id) => (id === '' ? 'Исполнитель не назначен' : (titles.get(id) ?? id));
    }
  }
}
