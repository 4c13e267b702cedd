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
import { channelTitles } from '../../../shared/text/channels.ts';
import { figureWords } from '../../../shared/text/heatmap/performance.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { findBlock, findFact } from '../../base/taxonomy/index.ts';
import { listDistricts } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countListed, type ListedOf } from './cases.ts';
import { countOf, countSums, mergeSums, type Sums } from './count.ts';
import { shareOf } from './definitions/records.ts';
import { shareInterval } from './interval.ts';
import { type IndicatorRules, indicatorPack } from './pack.ts';
import { quantileOfSketch, sketchOf } from './sketch.ts';

type List = typeof listPerformance;
type Figure = PerformanceLine['figures'][PerformanceFigure];
type Flags = PerformanceLine['flags'];

/** Signs of an organisation: how many of each kind, and how many cases stand behind them. */
interface Signs {
  flags: Flags;
  cases: number;
}
const noSigns: Signs = { flags: [], cases: 0 };

/** Route: one line for each channel, block, district, organisation or topic, and one for the whole slice. */
export async function showPerformance(
  ctx: Ctx,
  { query: { by, ...slice } }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const rules = indicatorPack.on(localDate(ctx.now));
  const [sums, listed, whole, titleOf, signs] = await Promise.all([
    countSums(ctx, slice, by),
    countListed(ctx, slice, by),
    countListed(ctx, slice),
    readTitles(ctx, by),
    by === 'unit' ? readSigns(ctx, slice) : new Map<string, Signs>(),
  ]);
  const lines = [...sums].map(([id, own]) =>
    withLists(describe(id || 'none', titleOf(id), own, rules, signs.get(id)), id, listed),
  );
  return {
    lines: by === 'unit' ? giveRanks(lines, rules.performance) : lines,
    whole: withLists(describe('', 'Весь отбор', mergeSums([...sums.values()]), rules), '', whole),
    rules: rules.performance,
    ruleVersion: rules.version,
    asOf: ctx.now.toISOString(),
  };
}

/** A line with how many cases each of its numbers opens. */
function withLists(line: PerformanceLine, group: string, listed: ListedOf): PerformanceLine {
  const figures = { ...line.figures };
  for (const id of performanceFigures)
    figures[id] = { ...figures[id], listed: listed(group, figureWords[id].list) };
  return { ...line, figures };
}

const DAY = 86_400;
const ratio = (part: number, of: number, cases = part): Figure => ({
  value: shareOf(part, of),
  of,
  cases,
  listed: null,
});

function describe(
  id: string,
  title: string,
  sums: Sums,
  rules: IndicatorRules,
  { flags, cases }: Signs = noSigns,
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
  const good = scores[3]! + scores[4]!;
  const promised = countOf(sums, 'promises', 'kept');
  const broken = countOf(sums, 'promises', 'broken') + countOf(sums, 'promises', 'moved');
  const unsolved = countOf(sums, 'words', 'no');
  const told = unsolved + countOf(sums, 'words', 'partly') + countOf(sums, 'words', 'yes');
  return {
    id,
    title,
    answered,
    flags,
    doubted: Math.min(cases, confirmed),
    rank: null,
    figures: {
      median: wait(0.5),
      slowest: wait(0.9),
      overdue: ratio(breached, breached + kept),
      confirmed: ratio(confirmed, closed),
      kept: ratio(kept, breached + kept),
      good: ratio(good, good + scores[0]! + scores[1]! + scores[2]!, scores[0]! + scores[1]! + scores[2]!),
      prolonged: ratio(countOf(sums, 'prolonged', 'prolonged'), breached + kept),
      promises: ratio(promised, promised + broken, broken),
      rework: ratio(countOf(sums, 'steps', 'rework'), countOf(sums, 'steps', 'review')),
      reopened: ratio(countOf(sums, 'reopened', 'reopened'), answered),
      unsolved: ratio(unsolved, told),
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

/** Signs of the period by organisation; they are of all its cases, whatever block or territory is looked at. */
async function readSigns(ctx: Ctx, { from, to }: IndicatorSlice): Promise<Map<string, Signs>> {
  const { rows } = await sql<Signs & { unit_id: string }>`
    WITH flag AS (SELECT unit_id, kind, case_ids FROM quality.v_flag WHERE day >= ${from}::date AND day <= ${to}::date)
    SELECT unit_id, json_agg(json_build_object('kind', kind, 'count', count) ORDER BY count DESC, kind) AS flags,
      (SELECT count(DISTINCT case_id)::int FROM flag, unnest(case_ids) AS case_id WHERE flag.unit_id = told.unit_id) AS cases
    FROM (SELECT unit_id, kind, count(*)::int AS count FROM flag GROUP BY unit_id, kind) AS told GROUP BY unit_id`.execute(
    ctx.db,
  );
  return new Map(rows.map(({ unit_id, ...signs }) => [unit_id, signs]));
}

/** What a line is called; '' = cases that have nothing of the kind. */
async function readTitles(ctx: Ctx, by: PerformanceSide): Promise<(id: string) => string> {
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
