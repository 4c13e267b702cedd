import { type RawBuilder, sql } from 'kysely';
import type {
  IncidentListId,
  IndicatorSlice,
  Listed,
  NetworkSide,
  PerformanceSide,
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
  /** Incidents of the two lists, and of them those the reader sees; null for who reads none. */
  listed: Record<IncidentListId, Listed> | null;
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

const mayRead = (ctx: Ctx): boolean => hasPermission(ctx, 'incidents.read');
const isSeen = (ctx: Ctx) => (mayRead(ctx) ? seenIncidents(ctx.actor) : sql<boolean>`false`);

/** Incidents that had their first answer in the period. Plan: reply_published. */
function answersOf(ctx: Ctx, slice: IndicatorSlice, by?: Side): RawBuilder<unknown> {
  const { from, to } = readScope(slice, ctx.now);
  const kind = sql`answer.kind`;
  return sql`
    SELECT ${groupOf(by, kind, sql`answer.page_id`)} AS g, incident.id AS incident_id, ${isSeen(ctx)} AS is_seen,
      answer.captured_at, answer.published_at
    FROM incidents.v_first_answer AS answer JOIN incidents.v_incident AS incident ON incident.id = answer.incident_id
    WHERE answer.published_at >= ${from} AND answer.published_at < ${to} AND ${whereOf(slice, columnsOf(kind))}`;
}

/** Comments noticed in the period that want an answer. Plan: post_captured. */
function commentsOf(ctx: Ctx, slice: IndicatorSlice, by?: Side): RawBuilder<unknown> {
  const { from, to } = readScope(slice, ctx.now);
  const kind = sql`'comment'::text`;
  return sql`
    SELECT ${groupOf(by, kind, sql`comment.page_id`)} AS g, incident.id AS incident_id, ${isSeen(ctx)} AS is_seen,
      comment.captured_at, comment.answered_at
    FROM incidents.v_comment AS comment JOIN incidents.v_incident AS incident ON incident.id = comment.incident_id
    WHERE comment.captured_at >= ${from} AND comment.captured_at < ${to} AND ${whereOf(slice, columnsOf(kind))}`;
}

/** Of which group it is, of which incident, and whether the reader sees that one. */
interface Told {
  g: string;
  incident_id: string;
  is_seen: boolean;
}

interface AnswerRow extends Told {
  captured_at: Date;
  published_at: Date;
}

interface Answer extends AnswerRow {
  /** Minutes of duty it took. */
  watched: number;
}

interface CommentRow extends Told {
  captured_at: Date;
  answered_at: Date | null;
}

/** The incidents of these rows: what the list of a number holds. */
const listOf = (rows: readonly Told[]): Listed => ({
  all: new Set(rows.map(({ incident_id: id }) => id)).size,
  own: new Set(rows.filter(({ is_seen: isOwn }) => isOwn).map(({ incident_id: id }) => id)).size,
});

function figuresOf(
  ctx: Ctx,
  answers: readonly Answer[],
  comments: readonly CommentRow[],
  window: Window,
): NetworkFigures {
  const records: SocialRecords = {
    captured: answers.map((row) => ({
      capturedAt: row.captured_at.getTime(),
      publishedAt: row.published_at.getTime(),
    })),
    comments: comments.map((row) => ({
      at: row.captured_at.getTime(),
      needsAnswer: true,
      answeredAt: row.answered_at?.getTime() ?? null,
    })),
  };
  const { value: median, percentile: slowest } = firstAnswer(records, window);
  const { value: share, medianHours } = unanswered(records, window);
  const waiting = comments.filter((row) => row.answered_at === null);
  return {
    answers: answers.length,
    median,
    watched: quantileOf(
      answers.map(({ watched }) => watched),
      0.5,
    ),
    slowest,
    comments: comments.length,
    unanswered: waiting.length,
    share,
    commentHours: medianHours,
    listed: mayRead(ctx) ? { K7: listOf(answers), K18: listOf(waiting) } : null,
  };
}

/** K7 and K18 of each group there is and of the whole slice. */
export interface Networks {
  groups: readonly string[];
  /** Of a group, though it have nothing. */
  of: (group: string) => NetworkFigures;
  whole: NetworkFigures;
}

/** Each counted by its very definition over the rows of the period, with the length of its list beside it. */
export async function countNetworks(ctx: Ctx, slice: IndicatorSlice, by?: Side): Promise<Networks> {
  const { from, to } = readScope(slice, ctx.now);
  const window = { from: from.getTime(), to: to.getTime(), now: ctx.now.getTime() };
  const [{ rows }, { rows: comments }] = await Promise.all([
    sql<AnswerRow>`${answersOf(ctx, slice, by)}`.execute(ctx.db),
    sql<CommentRow>`${commentsOf(ctx, slice, by)}`.execute(ctx.db),
  ]);
  const countWatched = dutyCounter();
  const answers = rows.map((row) => ({ ...row, watched: countWatched(row.captured_at, row.published_at) }));
  const answersBy = Map.groupBy(answers, ({ g }) => g);
  const commentsBy = Map.groupBy(comments, ({ g }) => g);
  return {
    groups: [...new Set([...answersBy.keys(), ...commentsBy.keys()])],
    of: (group) => figuresOf(ctx, answersBy.get(group) ?? [], commentsBy.get(group) ?? [], window),
    whole: figuresOf(ctx, answers, comments, window),
  };
}

/** Whether there is, or was, anything to count: a page of ours or an incident. */
export async function areNetworksKept({ db }: Pick<Ctx, 'db'>): Promise<boolean> {
  const { rows } = await sql<{ is_kept: boolean }>`
    SELECT EXISTS (SELECT FROM networks.v_page WHERE is_own) OR EXISTS (SELECT FROM incidents.v_incident) AS is_kept`.execute(
    db,
  );
  return firstRow(rows).is_kept;
}
