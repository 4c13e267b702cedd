import { sql } from 'kysely';
import { z } from 'zod';
import type * as contract from '../../../shared/contract/messages/problems.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { firstOf } from '../../../shared/lists.ts';
import { HOUR } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob, isStaff } from '../../lib/module/context.ts';
import { forLists, ownCases, permissionsOn } from '../cases/index.ts';
import { judgeBurst } from './burst.ts';
import { type BurstRule, burstPack } from './burst-pack.ts';

export const burstJob = defineJob('problems.watch-bursts', z.object({}));

const WEEK = 7 * 24 * HOUR;

interface Flow {
  fact_id: string;
  block: string;
  district_id: string;
  hours: number;
  /** The window that ends now, then the same hours of former weeks. */
  counts: number[];
  examples: string[];
}

/**
 * Every ten minutes: what came by topic and district in the last hours against the same weekday and hours of former weeks.
 * A new burst becomes a warning, a running one is brought up to date, one that has passed ends.
 */
export async function watchBursts(ctx: Ctx): Promise<void> {
  const rule = burstPack.on(localDate(ctx.now));
  const best = new Map<string, Flow & { usual: number; threshold: number }>();
  for (const hours of rule.windowsHours) {
    for (const flow of await readFlows(ctx, hours, rule)) {
      const [count, ...former] = flow.counts;
      const { isBurst, usual, threshold } = judgeBurst(count!, former, rule);
      const key = `${flow.fact_id} ${flow.district_id}`;
      // The shortest window that shows it says best how fast it grows.
      if (isBurst && !best.has(key)) best.set(key, { ...flow, usual, threshold });
    }
  }
  const rows = [...best.values()].map(({ counts, ...flow }) => ({
    ...flow,
    id: newId(),
    count: firstOf(counts),
  }));
  await writeBursts(ctx, rows, rule);
}

/**
 * Counts of one window and of its like in former weeks, for topics with enough in the window. The district is the great
 * one: its parts are too small to count by. Plan: case_file_registered, the window once and each former one once.
 */
async function readFlows(ctx: Ctx, hours: number, rule: BurstRule): Promise<Flow[]> {
  const windows = Array.from({ length: rule.weeks + 1 }, (_, week) => ({
    week,
    from: new Date(ctx.now.getTime() - week * WEEK - hours * HOUR),
    until: new Date(ctx.now.getTime() - week * WEEK),
  }));
  const { rows } = await sql<{
    fact_id: string;
    block: string;
    district_id: string;
    week: number;
    count: number;
    examples: string[];
  }>`
    SELECT fact_id, min(block) AS block, district_id, week, count(*)::int AS count,
      (array_agg(id ORDER BY registered_at DESC))[1:${sql.lit(rule.examples)}] AS examples
    FROM (
      SELECT file.id, registered_at, week, coalesce(fact_id, suggestion -> 0 ->> 'factId') AS fact_id,
        coalesce(block, suggestion -> 0 ->> 'block') AS block, split_part(coalesce(district_id, ''), '.', 1) AS district_id
      FROM json_to_recordset(${JSON.stringify(windows)}::json) AS past(week int, "from" timestamptz, until timestamptz)
      JOIN cases.v_matter AS file ON file.registered_at > past."from" AND file.registered_at <= past.until
      WHERE file.status <> 'rejected'
    ) AS told
    WHERE fact_id IS NOT NULL AND block IS NOT NULL GROUP BY fact_id, district_id, week`.execute(ctx.db);
  const flows = new Map<string, Flow>();
  for (const row of rows) {
    const key = `${row.fact_id} ${row.district_id}`;
    const { fact_id, block, district_id } = row;
    const empty: Flow = {
      fact_id,
      block,
      district_id,
      hours,
      examples: [],
      counts: new Array<number>(rule.weeks + 1).fill(0),
    };
    const flow = flows.get(key) ?? empty;
    flow.counts[row.week] = row.count;
    if (row.week === 0) flow.examples = row.examples;
    flows.set(key, flow);
  }
  return [...flows.values()].filter(({ counts }) => firstOf(counts) >= rule.leastCount);
}

async function writeBursts(
  ctx: Ctx,
  rows: (Omit<Flow, 'counts'> & { id: string; count: number; usual: number; threshold: number })[],
  rule: BurstRule,
): Promise<void> {
  await sql`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(id uuid, fact_id text, block text,
        district_id text, hours int, count int, usual real, threshold int, examples uuid[])
    ), ended AS (
      UPDATE problems.burst SET ended_at = ${ctx.now}
      WHERE ended_at IS NULL AND (fact_id, district_id) NOT IN (SELECT fact_id, district_id FROM given)
    )
    INSERT INTO problems.burst (id, fact_id, block, district_id, hours, count, usual, threshold, rule_version, examples, began_at, seen_at)
    SELECT id, fact_id, block, district_id, hours, count, usual, threshold, ${rule.version}, examples, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    FROM given
    ON CONFLICT (fact_id, district_id) WHERE ended_at IS NULL DO UPDATE SET hours = excluded.hours, count = excluded.count,
      usual = excluded.usual, threshold = excluded.threshold, rule_version = excluded.rule_version,
      examples = excluded.examples, seen_at = excluded.seen_at`.execute(ctx.db);
}

type List = typeof contract.listBursts;

/** Route: running warnings, those nobody has noted first; each with messages the reader may see. */
export async function listBursts(ctx: Ctx): Promise<RouteReplyInput<List>> {
  const bursts = await ctx.db
    .selectFrom('problems.burst')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy(sql`noted_at IS NOT NULL`)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .limit(30)
    .execute();
  const ids = bursts.flatMap(({ examples }) => examples);
  const { rows: files } = await sql<{ id: string; number: string; title: string }>`
    SELECT id, number, title FROM cases.v_matter
    WHERE id = ANY(${ids}::uuid[]) AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(ctx.db);
  const known = new Map(files.map((file) => [file.id, { ...file, title: forLists(file.title) }]));
  return {
    bursts: bursts
      .map((row) => ({
        id: row.id,
        factId: row.fact_id,
        fact: findFact(row.fact_id)?.shortTitle ?? row.fact_id,
        block: row.block,
        districtId: row.district_id === '' ? null : row.district_id,
        hours: row.hours,
        count: row.count,
        usual: row.usual,
        threshold: row.threshold,
        ruleVersion: row.rule_version,
        beganAt: row.began_at.toISOString(),
        seenAt: row.seen_at.toISOString(),
        notedBy: row.noted_by,
        problemId: row.problem_id,
        examples: row.examples.flatMap((id) => known.get(id) ?? []),
        can: maySort(ctx, row) ? actsOn(row) : [],
      }))
      // A warning of which the reader may see no message is of others' work.
      .filter(({ examples }) => examples.length > 0),
  };
}

/** What is left to do with a warning: to say that it was seen, to make one matter of its messages. */
const actsOn = (row: { noted_at: Date | null; problem_id: string | null }): string[] => [
  ...(row.problem_id === null ? ['gather'] : []),
  ...(row.noted_at === null ? ['note'] : []),
];

/** Whose work the messages of a burst are, is said by block and district. */
const maySort = ({ actor }: Ctx, { block, district_id }: { block: string; district_id: string }): boolean =>
  permissionsOn(actor, { block, district_id: district_id || null }).has('cases.triage');

type Note = typeof contract.noteBurst;

/** Route: somebody has seen it; it stays on the desk until the flow falls. */
export async function noteBurst(ctx: Ctx, { params }: HandlerInput<Note>): Promise<RouteReplyInput<Note>> {
  const { id } = await findRunning(ctx, params.id);
  await settleBurst(ctx, id, null);
  return listBursts(ctx);
}

/** Somebody above has ordered what to do about a warning that runs and that nobody took up: it is taken up with that. */
export async function takeUpBurst(ctx: Ctx, id: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('problems.burst')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('noted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (row) await settleBurst(ctx, row.id, null);
}

/** A running warning the caller sorts. Throws `lib.not-found` where it has passed or is of others' work. */
export async function findRunning(ctx: Ctx, id: string) {
  const seen = (await listBursts(ctx)).bursts.find((one) => one.id === id);
  if (!seen) throw new AppError('lib.not-found', 'Этот всплеск уже прошёл.');
  if (!maySort(ctx, { block: seen.block, district_id: seen.districtId ?? '' }))
    throw new AppError(
      'lib.forbidden',
      'Этот всплеск разбирают другие: в этом блоке или районе у вас нет такого права.',
    );
  return ctx.db.selectFrom('problems.burst').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Somebody has taken it up: the ladder climbs no further. With a problem, its messages were gathered there. */
export async function settleBurst(ctx: Ctx, id: string, problemId: string | null): Promise<void> {
  await ctx.db
    .updateTable('problems.burst')
    .set({
      noted_by: sql`coalesce(noted_by, ${isStaff(ctx.actor) ? ctx.actor.name : null})`,
      noted_at: sql`coalesce(noted_at, ${ctx.now})`,
      ...(problemId && { problem_id: problemId }),
    })
    .where('id', '=', id)
    .execute();
  ctx.audit({
    action: problemId ? 'problems.gather-burst' : 'problems.note-burst',
    object: 'burst',
    objectId: id,
    ...(problemId && { data: { problem: problemId } }),
  });
}
