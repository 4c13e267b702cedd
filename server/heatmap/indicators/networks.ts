import { type RawBuilder, sql } from 'kysely';
import {
  type IncidentListId,
  type IndicatorSlice,
  incidentLists,
  type Listed,
  type NetworkSide,
  type PerformanceSide,
} from '../../../shared/contract/heatmap/indicators.ts';
import { dutyCounter } from '../../base/deadlines/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { seenIncidents } from '../../monitoring/incidents/index.ts';
import { firstAnswer, unanswered } from './definitions/outer.ts';
import { quantileOf, type SocialRecords, type Window } from './definitions/records.ts';
import { readScope, type SliceColumns, whereOf } from './slice.ts';

/** K7 and K18 of a slice and a period: answers of pages and comments under them, as incidents keep them. */
export interface NetworkFigures {
  answers: number;
  /** Minutes to the first answer, and of them those of duty. */
  median: number | null;
  watched: number | null;
  slowest: number | null;
  comments: number;
  unanswered: number;
  /** Share of the comments without an answer; hours to the answer of the others. */
  share: number | null;
  commentHours: number | null;
}

type Side = NetworkSide | PerformanceSide;

/** A kind of post as the channel of a case made of it. */
const channelOf = (kind: RawBuilder<unknown>) =>
  sql`CASE ${kind} WHEN 'message' THEN 'direct_message' WHEN 'comment' THEN 'social_comment'
    WHEN 'article' THEN 'media_publication' ELSE 'social_post' END`;

/** The columns an incident is narrowed by; where it was written is told by what is counted. */
const columnsOf = (kind: RawBuilder<unknown>): SliceColumns => ({
  channel: channelOf(kind),
  block: sql`incident.block`,
  district: sql`incident.district_id`,
  unit: sql`incident.unit_id`,
  fact: sql`incident.fact_id`,
});

function groupOf(by: Side | undefined, kind: RawBuilder<unknown>, page: RawBuilder<unknown>) {
  switch (by) {
    case undefined:
      return sql<string>`''`;
    case 'page':
      return sql<string>`coalesce(${page}::text, '')`;
    case 'unit':
      return sql<string>`coalesce(incident.unit_id::text, '')`;
    case 'block':
      return sql<string>`coalesce(incident.block, '')`;
    case 'fact':
      return sql<string>`coalesce(incident.fact_id, '')`;
    case 'district':
      return sql<string>`split_part(coalesce(incident.district_id, ''), '.', 1)`;
    case 'channel':
      return sql<string>`${channelOf(kind)}`;
  }
}

/** Incidents that had their first answer in the period. Plan: reply_published. */
function answersOf(ctx: Ctx, slice: IndicatorSlice, by?: Side): RawBuilder<unknown> {
  const { from, to } = readScope(slice, ctx.now);
  const kind = sql`answer.kind`;
  return sql`
    SELECT ${groupOf(by, kind, sql`answer.page_id`)} AS g, incident.id AS incident_id, answer.captured_at, answer.published_at
    FROM incidents.v_first_answer AS answer JOIN incidents.v_incident AS incident ON incident.id = answer.incident_id
    WHERE answer.published_at >= ${from} AND answer.published_at < ${to} AND ${whereOf(slice, columnsOf(kind))}`;
}

/** Comments noticed in the period that want an answer. Plan: post_captured. */
function commentsOf(ctx: Ctx, slice: IndicatorSlice, by?: Side): RawBuilder<unknown> {
  const { from, to } = readScope(slice, ctx.now);
  const kind = sql`'comment'::text`;
  return sql`
    SELECT ${groupOf(by, kind, sql`comment.page_id`)} AS g, incident.id AS incident_id, comment.captured_at, comment.answered_at
    FROM incidents.v_comment AS comment JOIN incidents.v_incident AS incident ON incident.id = comment.incident_id
    WHERE comment.captured_at >= ${from} AND comment.captured_at < ${to} AND ${whereOf(slice, columnsOf(kind))}`;
}

interface AnswerRow {
  g: string;
  captured_at: Date;
  published_at: Date;
}

interface CommentRow {
  g: string;
  captured_at: Date;
  answered_at: Date | null;
}

function figuresOf(
  answers: readonly AnswerRow[],
  comments: readonly CommentRow[],
  window: Window,
): NetworkFigures {
  const countWatched = dutyCounter();
  const records: SocialRecords = {
    captured: answers.map((row) => ({
      capturedAt: row.captured_at.getTime(),
      publishedAt: row.published_at.getTime(),
    })),
    checks: [],
    posts: [],
    comments: comments.map((row) => ({
      at: row.captured_at.getTime(),
      needsAnswer: true,
      answeredAt: row.answered_at?.getTime() ?? null,
    })),
  };
  const { value: share, medianHours } = unanswered(records, window);
  const minutes = records.captured.map(
    ({ capturedAt, publishedAt }) => ((publishedAt ?? capturedAt) - capturedAt) / 60_000,
  );
  return {
    answers: answers.length,
    median: firstAnswer(records, window).value,
    watched: quantileOf(
      answers.map((row) => countWatched(row.captured_at, row.published_at)),
      0.5,
    ),
    slowest: quantileOf(minutes, 0.9),
    comments: comments.length,
    unanswered: comments.filter((row) => row.answered_at === null).length,
    share,
    commentHours: medianHours,
  };
}

/** K7 and K18 by group and of the whole slice, each counted by its very definition over the rows of the period. */
export async function countNetworks(
  ctx: Ctx,
  slice: IndicatorSlice,
  by?: Side,
): Promise<{ groups: Map<string, NetworkFigures>; whole: NetworkFigures }> {
  const { from, to } = readScope(slice, ctx.now);
  const window = { from: from.getTime(), to: to.getTime(), now: ctx.now.getTime() };
  const [{ rows: answers }, { rows: comments }] = await Promise.all([
    sql<AnswerRow>`${answersOf(ctx, slice, by)}`.execute(ctx.db),
    sql<CommentRow>`${commentsOf(ctx, slice, by)}`.execute(ctx.db),
  ]);
  const answersBy = Map.groupBy(answers, ({ g }) => g);
  const commentsBy = Map.groupBy(comments, ({ g }) => g);
  const names = new Set([...answersBy.keys(), ...commentsBy.keys()]);
  return {
    groups: new Map(
      [...names].map((g) => [g, figuresOf(answersBy.get(g) ?? [], commentsBy.get(g) ?? [], window)]),
    ),
    whole: figuresOf(answers, comments, window),
  };
}

/** How many incidents a list of a group has, of all groups by null; null for who reads none. */
export type IncidentsListed = (group: string | null, id: IncidentListId) => Listed | null;

export async function countListedIncidents(
  ctx: Ctx,
  slice: IndicatorSlice,
  by?: Side,
): Promise<IncidentsListed> {
  if (!hasPermission(ctx, 'incidents.read')) return () => null;
  const { rows } = await sql<{ g: string; id: IncidentListId; all: number; own: number }>`
    SELECT told.g, told.id, count(*)::int AS "all", count(*) FILTER (WHERE ${seenIncidents(ctx.actor)})::int AS own
    FROM (SELECT DISTINCT 'K7' AS id, g, incident_id FROM (${answersOf(ctx, slice, by)}) AS answer
      UNION ALL SELECT DISTINCT 'K18', g, incident_id FROM (${commentsOf(ctx, slice, by)}) AS comment WHERE answered_at IS NULL) AS told
    JOIN incidents.v_incident AS incident ON incident.id = told.incident_id GROUP BY 1, 2`.execute(ctx.db);
  const wholes = await countWholes(ctx, slice, by, rows);
  return (group, id) =>
    (group === null ? wholes.get(id) : rows.find((row) => row.g === group && row.id === id)) ?? {
      all: 0,
      own: 0,
    };
}

/** By page one incident may stand in two groups: the whole is counted by itself. */
async function countWholes(
  ctx: Ctx,
  slice: IndicatorSlice,
  by: Side | undefined,
  rows: readonly ({ id: IncidentListId } & Listed)[],
): Promise<Map<IncidentListId, Listed>> {
  if (by === 'page') {
    const listed = await countListedIncidents(ctx, slice);
    return new Map(incidentLists.map((id) => [id, listed(null, id) ?? { all: 0, own: 0 }]));
  }
  return new Map(
    incidentLists.map((id) => {
      const own = rows.filter((row) => row.id === id);
      return [
        id,
        {
          all: own.reduce((sum, row) => sum + row.all, 0),
          own: own.reduce((sum, row) => sum + row.own, 0),
        },
      ];
    }),
  );
}

/** Whether there is, or was, anything to count: a page of ours or an incident. */
export async function areNetworksKept({ db }: Pick<Ctx, 'db'>): Promise<boolean> {
  const { rows } = await sql<{ is_kept: boolean }>`
    SELECT EXISTS (SELECT FROM networks.v_page WHERE is_own) OR EXISTS (SELECT FROM incidents.v_incident) AS is_kept`.execute(
    db,
  );
  return firstRow(rows).is_kept;
}
