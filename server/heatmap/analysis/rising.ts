import { sql } from 'kysely';
import type {
  listRising as listRisingRoute,
  Rising,
  RisingTopic,
} from '../../../shared/contract/heatmap/analysis.ts';
import type { SliceFilter } from '../../../shared/contract/heatmap/objects.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { medianOf } from '../../lib/chance.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { forLists, listedCases } from '../../messages/cases/index.ts';
import { burstPack } from '../../messages/problems/index.ts';
import { readAnalysisPeriod } from './period.ts';
import {
  findRises,
  knownWindows,
  planWindows,
  type Rise,
  type TopicFlow,
  type Windows,
} from './rising-rule.ts';

/** Topics, examples of each and districts of each that are shown. */
const SHOWN = { topics: 15, examples: 3, districts: 2 } as const;
/** Former windows a season is told by. */
const SEASON_WINDOWS = 2;
/** Cases of a year ago below which nothing is known of the season. */
const LEAST_SEASON = 50;

/** Route. */
export const listRising = (ctx: Ctx, { query }: HandlerInput<typeof listRisingRoute>): Promise<Rising> =>
  findRising(ctx, query);

/** Topics of a slice that grow, those told of most above their usual first. */
export async function findRising(ctx: Ctx, slice: SliceFilter): Promise<Rising> {
  const { from, to } = readAnalysisPeriod(slice);
  const pack = burstPack.on(localDate(ctx.now));
  const windows = planWindows(from, to, ctx.now.getTime(), pack.rising);
  const first = await findFirst(ctx);
  const known = knownWindows(windows, windows.until, first);
  const knownThen = Math.min(SEASON_WINDOWS, knownWindows(windows, windows.yearAgo, first));
  const [now, yearAgo] = await Promise.all([
    countWindows(ctx, slice, windows, windows.until, known),
    knownThen < SEASON_WINDOWS ? null : countWindows(ctx, slice, windows, windows.yearAgo, knownThen),
  ]);
  const isSeasonKnown = yearAgo !== null && yearAgo.total >= LEAST_SEASON;
  const factIds = [...now.topics.keys()];
  const flows = factIds.map((id): TopicFlow => {
    const [count, ...former] = sumOf(now.topics.get(id)!, known);
    const [then, ...before] = sumOf(yearAgo?.topics.get(id), knownThen);
    return {
      count: count!,
      former,
      yearAgo: isSeasonKnown ? { count: then!, former: before } : null,
    };
  });
  const isYoung = known < pack.rising.leastWindows;
  const rises = isYoung ? new Map<number, Rise>() : findRises(flows, pack.rising);
  const found = [...rises]
    .map(([at, rise]) => ({ factId: factIds[at]!, flow: flows[at]!, rise }))
    .sort((a, b) => b.flow.count - b.rise.expected - (a.flow.count - a.rise.expected))
    .slice(0, SHOWN.topics);
  return {
    topics: await Promise.all(
      found.map(async ({ factId, flow, rise }) => ({
        ...present(factId, flow, rise, now.topics.get(factId)!),
        ...(await readTopic(ctx, slice, factId)),
      })),
    ),
    tested: factIds.length,
    total: now.present + now.untold,
    untold: now.untold,
    days: Math.round(windows.length / 86_400_000),
    windows: known,
    hasSeason: isSeasonKnown,
    isYoung,
    ruleVersion: pack.version,
  };
}

/** When the first case the reader may see came: nothing is known before it. Plan: case_file_registered from its beginning. */
async function findFirst(ctx: Ctx): Promise<number> {
  const select = await listedCases(ctx, {});
  const row = await select()
    .select('registered_at')
    .orderBy('registered_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.registered_at.getTime() ?? ctx.now.getTime();
}

/** Messages of a topic in each window, the present one first, by great district. */
type ByDistrict = Map<string, number[]>;

interface Counted {
  topics: Map<string, ByDistrict>;
  /** Cases of all windows, of the present one with a topic, of it without. */
  total: number;
  present: number;
  untold: number;
}

/**
 * Windows that end at `until`, counted in one walk. Plan: case_file_registered over all of them (case_file_district_block with a
 * district); as many rows as came in half a year or in four periods.
 */
async function countWindows(
  ctx: Ctx,
  slice: SliceFilter,
  { length, shift }: Windows,
  until: number,
  former: number,
): Promise<Counted> {
  // Days whole around the windows: the exact moments are told apart below.
  const select = await listedCases(ctx, {
    ...slice,
    from: localDate(new Date(until - former * shift - length)),
    to: localDate(new Date(until)),
  });
  const own = select().select(['fact_id', 'district_id', 'registered_at']);
  const end = new Date(until);
  const { rows } = await sql<{ fact_id: string | null; district: string; place: number; count: number }>`
    SELECT fact_id, district, place, count(*)::int AS count FROM (
      SELECT fact_id, split_part(coalesce(district_id, ''), '.', 1) AS district,
        floor(extract(epoch FROM ${end}::timestamptz - registered_at) / ${shift / 1000}::float8)::int AS place,
        extract(epoch FROM ${end}::timestamptz - registered_at) AS age
      FROM ${own} AS own
    ) AS told
    WHERE place BETWEEN 0 AND ${former} AND age - place * ${shift / 1000}::float8 <= ${length / 1000}::float8
    GROUP BY fact_id, district, place`.execute(ctx.db);
  const counted: Counted = { topics: new Map(), total: 0, present: 0, untold: 0 };
  for (const { fact_id, district, place, count } of rows) {
    counted.total += count;
    if (place === 0) counted[fact_id === null ? 'untold' : 'present'] += count;
    if (fact_id === null) continue;
    const districts = counted.topics.get(fact_id) ?? new Map<string, number[]>();
    const places = districts.get(district) ?? new Array<number>(former + 1).fill(0);
    places[place] = count;
    counted.topics.set(fact_id, districts.set(district, places));
  }
  return counted;
}

function sumOf(districts: ByDistrict | undefined, former: number): number[] {
  const sums = new Array<number>(former + 1).fill(0);
  for (const places of districts?.values() ?? [])
    places.forEach((count, place) => {
      sums[place]! += count;
    });
  return sums;
}

function present(
  factId: string,
  { count, former }: TopicFlow,
  rise: Rise,
  districts: ByDistrict,
): Omit<RisingTopic, 'examples' | 'block'> {
  const above = [...districts]
    .map(([id, [now = 0, ...before]]) => ({
      districtId: id === '' ? null : id,
      count: now,
      usual: medianOf(before.toSorted((a, b) => a - b)),
    }))
    .filter((one) => one.count > one.usual)
    .sort((a, b) => b.count - b.usual - (a.count - a.usual));
  return {
    factId,
    count,
    expected: rise.expected,
    usual: rise.usual,
    season: rise.season,
    growth: rise.growth,
    confidence: rise.confidence,
    chance: rise.chance,
    former: former.toReversed(),
    districts: above.slice(0, SHOWN.districts),
  };
}

/** The newest of a topic's cases. Plan: case_file_fact from its end. */
async function readTopic(
  ctx: Ctx,
  slice: SliceFilter,
  factId: string,
): Promise<Pick<RisingTopic, 'examples' | 'block'>> {
  const select = await listedCases(ctx, { ...slice, factId });
  const rows = await select()
    .select(['number', 'title', 'block'])
    .orderBy('registered_at', 'desc')
    .orderBy('id')
    .limit(SHOWN.examples)
    .execute();
  return {
    block: rows[0]?.block ?? null,
    examples: rows.map(({ number, title }) => ({ number, title: forLists(title) })),
  };
}
