import { sql } from 'kysely';
import type {
  IndicatorLine,
  ReportFigures,
  SectorFigures,
} from '../../../shared/contract/group/head-report-figures.ts';
import type { IndicatorId, IndicatorValue } from '../../../shared/contract/heatmap/indicators.ts';
import type { ZonePlace } from '../../../shared/contract/heatmap/zones.ts';
import { knownIn } from '../../../shared/known.ts';
import { firstOf } from '../../../shared/lists.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { localDayEnd, localDayStart } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { indicatorPack, readIndicators, readTrend } from '../../heatmap/indicators/index.ts';
import { zoneName } from '../../heatmap/zones/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readCoverage } from '../../pages/publications/index.ts';
import type { Period } from './figures.ts';

/** Running zones that are named one by one. */
const MOST_ZONES = 12;
const MOST_TOPICS = 5;

interface ZoneRow {
  id: string;
  place_kind: ZonePlace['kind'];
  place_key: string;
  block: string;
  opened_on: string;
  reason: string;
  owner_name: string | null;
  exit_on: string | null;
}

/** Step: red zones: opened and closed in the period, those that are red with who answers for the way out and by when. */
export async function countZones(
  ctx: Ctx,
  { from, to }: Period,
  sectors: readonly SectorFigures[],
): Promise<Pick<ReportFigures, 'zones' | 'sectors'>> {
  const [first, last] = [localDayStart(from), localDayEnd(to)];
  const { rows: counts } = await sql<{ opened: number; closed: number }>`
    SELECT count(*) FILTER (WHERE opened_at BETWEEN ${first} AND ${last})::int AS opened,
      count(*) FILTER (WHERE closed_at BETWEEN ${first} AND ${last})::int AS closed FROM zones.v_zone`.execute(
    ctx.db,
  );
  const { rows } = await sql<ZoneRow>`
    SELECT id, place_kind, place_key, block, opened_on, reason, owner_name, exit_on FROM zones.v_zone
    WHERE opened_at <= ${ctx.now} AND (closed_at IS NULL OR closed_at > ${ctx.now}) ORDER BY opened_at, id`.execute(
    ctx.db,
  );
  const today = cityDay(ctx.config, ctx.now);
  return {
    zones: {
      red: rows.length,
      ...firstOf(counts),
      running: rows.slice(0, MOST_ZONES).map((row) => ({
        id: row.id,
        title: zoneName(row),
        openedOn: row.opened_on,
        reason: row.reason,
        owner: row.owner_name,
        exitOn: row.exit_on,
        isLate: row.exit_on !== null && row.exit_on < today,
      })),
    },
    sectors: sectors.map((sector) => ({
      ...sector,
      zones: rows.filter(({ block }) => block === sector.code).length,
    })),
  };
}

/** Step: the indicators that have data, of the city and of each sector. */
export async function countIndicators(
  ctx: Ctx,
  { from, to }: Period,
  sectors: readonly SectorFigures[],
): Promise<Pick<ReportFigures, 'indicators' | 'trendMonths'>> {
  const city = await readIndicators(ctx, { from, to });
  // One after another: a step runs in one transaction, on one connection.
  const bySector: Map<IndicatorId, IndicatorValue>[] = [];
  for (const { code } of sectors) {
    const values = await readIndicators(ctx, { from, to, block: code });
    bySector.push(new Map(values.map((one) => [one.id, one])));
  }
  const { months, trends } = await readTrend(ctx, { from, to });
  const { indicators: words } = indicatorPack.on(to);
  const titles = new Map(words.map((one) => [one.id, one]));
  return {
    trendMonths: months,
    indicators: city
      .filter(({ lacks, value }) => lacks === null && value !== null)
      .map(({ id, value, cases }): IndicatorLine => {
        const { title, unit, better, target } = knownIn(titles, id);
        return {
          id,
          title,
          unit,
          better,
          target,
          value,
          cases,
          bySector: bySector.map((values) => values.get(id)?.value ?? null),
          trend: trends.find((one) => one.id === id)!.values,
        };
      }),
  };
}

/** Step: what residents wrote of most and what of it is done: where the word of the city is waited for. */
export async function countSocial(ctx: Ctx, { from, to }: Period): Promise<Pick<ReportFigures, 'social'>> {
  const [first, last] = [localDayStart(from), localDayEnd(to)];
  const former = new Date(first.getTime() - (last.getTime() - first.getTime()) - 1);
  const { rows: topics } = await sql<{ fact: string; received: number; former: number }>`
    SELECT fact_id AS fact, count(*) FILTER (WHERE registered_at >= ${first})::int AS received,
      count(*) FILTER (WHERE registered_at < ${first})::int AS former
    FROM cases.v_case WHERE registered_at BETWEEN ${former} AND ${last} AND fact_id IS NOT NULL AND status <> 'rejected'
    GROUP BY fact_id HAVING count(*) FILTER (WHERE registered_at >= ${first}) > 0
    ORDER BY received DESC, fact_id LIMIT ${MOST_TOPICS}`.execute(ctx.db);
  const { rows: networks } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM cases.v_case WHERE registered_at BETWEEN ${first} AND ${last}
      AND channel IN ('social_post', 'social_comment', 'direct_message')`.execute(ctx.db);
  const { rows: done } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM assignments.v_assignment
    WHERE state = 'accepted' AND accepted_at BETWEEN ${first} AND ${last}`.execute(ctx.db);
  const span = { from: first, to: localDayStart(addDays(to, 1)) };
  return {
    social: {
      posts: await countPosts(ctx, span),
      fromNetworks: firstOf(networks).count,
      drafts: firstOf(done).count,
      topics: topics.map((one) => ({
        title: findFact(one.fact)?.title ?? one.fact,
        received: one.received,
        former: one.former,
      })),
    },
  };
}

/** What pages told of, and what they told too little of. */
async function countPosts(
  ctx: Ctx,
  span: { from: Date; to: Date },
): Promise<NonNullable<ReportFigures['social']>['posts']> {
  const told = await readCoverage(ctx, span);
  if (!told) return null;
  const { topics } = told;
  return {
    count: told.posts,
    unsure: told.unsure,
    isJudged: topics.some(({ verdict }) => verdict !== 'few'),
    under: topics.flatMap(({ verdict, title, received, posts }) =>
      verdict === 'under' ? [{ title, received, posts }] : [],
    ),
  };
}
