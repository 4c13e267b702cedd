import { sql } from 'kysely';
import { type GroundKind, groundKinds } from '../../../shared/contract/group/counted.ts';
import type { readChangedYear as yearRoute } from '../../../shared/contract/group/counted-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { MINUTE } from '../../../shared/time.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { createKept } from '../../lib/jobs/kept.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { openMatters } from '../../messages/cases/index.ts';
import { findCountableDiscussions } from '../../participation/discussions/index.ts';
import { findCountablePolls } from '../../participation/polls/index.ts';
import { type GroundRow, presentOpen } from './rows.ts';
import { openCount, roughSum, SMALLEST } from './rules.ts';

type Year = typeof yearRoute;
type Line = RouteReplyInput<Year>['lines'][number];

/** So many decisions of a year are told one by one, and so many examples of each. */
const MOST = 100;
const EXAMPLES = 3;

/** Messages behind links: themselves, or those of a mass problem; each with whoever joined it, and once of each decision. */
const messagesOf = sql`
  SELECT DISTINCT link.ground_id, file.id AS case_id, 1 + file.joined_count AS people FROM counted.link AS link
  JOIN LATERAL (SELECT link.target_id AS case_id WHERE link.kind = 'case'
    UNION ALL SELECT member.case_id FROM problems.v_member AS member WHERE link.kind = 'problem' AND member.problem_id = link.target_id) AS behind ON true
  JOIN cases.v_matter AS file ON file.id = behind.case_id WHERE link.removed_at IS NULL`;

/** Decisions of a year that took anything into account, the latest first. */
async function selectYear(ctx: Ctx, year: number): Promise<(GroundRow & { messages: number })[]> {
  const { rows } = await sql<GroundRow & { messages: number }>`
    WITH message AS (${messagesOf})
    SELECT ground.*, ground.on_day::text AS on_day, ground.result_on::text AS result_on,
      (SELECT coalesce(sum(people), 0)::int FROM message WHERE ground_id = ground.id) AS messages
    FROM counted.ground AS ground WHERE on_day BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date
      AND EXISTS (SELECT FROM counted.link WHERE ground_id = ground.id AND removed_at IS NULL)
    ORDER BY ground.on_day DESC, ground.id DESC`.execute(ctx.db);
  return rows;
}

async function countYear(ctx: Ctx, groundIds: readonly string[]) {
  const { rows } = await sql<{ people: number; polls: number; proposals: number }>`
    WITH message AS (${messagesOf})
    SELECT (SELECT coalesce(sum(people), 0)::int FROM (
        SELECT DISTINCT case_id, people FROM message WHERE ground_id = ANY(${[...groundIds]}::uuid[])) AS once) AS people,
      (SELECT count(DISTINCT target_id)::int FROM counted.link
        WHERE kind = 'poll' AND removed_at IS NULL AND ground_id = ANY(${[...groundIds]}::uuid[])) AS polls,
      (SELECT count(DISTINCT target_id)::int FROM counted.link
        WHERE kind = 'remark' AND removed_at IS NULL AND ground_id = ANY(${[...groundIds]}::uuid[])) AS proposals`.execute(
    ctx.db,
  );
  return firstRow(rows);
}

/** Released messages, polls and discussions each decision took in: nothing that is not open elsewhere. */
async function selectExamples(
  ctx: Ctx,
  groundIds: readonly string[],
): Promise<Map<string, Line['examples']>> {
  const { rows } = await sql<{ ground_id: string; kind: string; id: string }>`
    WITH message AS (${messagesOf})
    SELECT ground_id, 'case' AS kind, case_id AS id FROM message WHERE ground_id = ANY(${[...groundIds]}::uuid[])
    UNION SELECT ground_id, CASE kind WHEN 'poll' THEN 'poll' ELSE 'discussion' END, coalesce(discussion_id, target_id) FROM counted.link
    WHERE kind IN ('poll', 'remark') AND removed_at IS NULL AND ground_id = ANY(${[...groundIds]}::uuid[])`.execute(
    ctx.db,
  );
  const idsOf = (kind: string) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  const [matters, polls, discussions] = await Promise.all([
    openMatters(ctx, idsOf('case')),
    findCountablePolls(ctx, { ids: idsOf('poll') }),
    findCountableDiscussions(ctx, { ids: idsOf('discussion') }),
  ]);
  const shown = new Map<string, { title: string; href: string }>([
    ...polls.map(({ id, title }) => [id, { title, href: `/polls/${id}` }] as const),
    ...discussions.map(({ id, title }) => [id, { title, href: `/consultations/${id}` }] as const),
    ...[...matters.values()].map(({ id, title, number }) => [id, { title, href: `/m/${number}` }] as const),
  ]);
  const found = new Map<string, Line['examples']>();
  for (const { ground_id: groundId, id } of rows.toSorted((a, b) => b.kind.localeCompare(a.kind))) {
    const example = shown.get(id);
    const own = found.get(groundId) ?? [];
    if (example && own.length < EXAMPLES) found.set(groundId, [...own, example]);
  }
  return found;
}

async function listYears(ctx: Ctx): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    SELECT DISTINCT extract(year FROM on_day)::int AS year FROM counted.ground AS ground
    WHERE EXISTS (SELECT FROM counted.link WHERE ground_id = ground.id AND removed_at IS NULL) ORDER BY year DESC`.execute(
    ctx.db,
  );
  return rows.map(({ year }) => year);
}

const countKind = (rows: readonly GroundRow[], kind: GroundKind): number =>
  rows.filter((row) => row.kind === kind).length;

/** Everybody is told the same: counted once in a while, however many ask. */
const keptYears = createKept<RouteReplyInput<Year>>(30);

/** Route: counted from the links; only what was let out is told in words. */
export const readChangedYear = (
  ctx: Ctx,
  { params: { year } }: HandlerInput<Year>,
): Promise<RouteReplyInput<Year>> =>
  keptYears(ctx, String(year), { fresh: MINUTE }, () => countChangedYear(ctx, year));

async function countChangedYear(ctx: Ctx, year: number): Promise<RouteReplyInput<Year>> {
  const rows = await selectYear(ctx, year);
  const ids = rows.map(({ id }) => id);
  const shown = rows.filter((row) => row.is_shown).slice(0, MOST);
  const [totals, examples, years] = await Promise.all([
    countYear(ctx, ids),
    selectExamples(
      ctx,
      shown.map(({ id }) => id),
    ),
    listYears(ctx),
  ]);
  return {
    year,
    years,
    asOf: ctx.now.toISOString(),
    decisions: rows.length,
    done: rows.filter((row) => row.result_on !== null).length,
    messages: roughSum(totals.people),
    polls: totals.polls,
    proposals: openCount(totals.proposals),
    smallest: SMALLEST,
    months: Array.from({ length: 12 }, (_, at) => {
      const month = `${year}-${String(at + 1).padStart(2, '0')}`;
      return { month, decisions: rows.filter((row) => row.on_day.startsWith(month)).length };
    }),
    kinds: groundKinds
      .map((kind) => ({ kind, decisions: countKind(rows, kind) }))
      .filter((one) => one.decisions > 0),
    lines: shown.map((row) => ({
      ...presentOpen(row),
      messages: openCount(row.messages),
      examples: examples.get(row.id) ?? [],
    })),
  };
}
