import { type RawBuilder, sql } from 'kysely';
import {
  type BoardView,
  boardViews,
  type listAssignments as listAssignmentsRoute,
} from '../../../shared/contract/group/assignments.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { lastOf } from '../../../shared/lists.ts';
import { localDayEnd } from '../../base/deadlines/index.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { escapeLike } from '../../lib/database/like.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { cityNumbersOf } from '../city-numbers/index.ts';
import {
  type AssignmentRecord,
  assignmentColumns,
  ownAssignments,
  readableAssignments,
} from './assignment-rows.ts';
import { helpersOf, presentAssignmentRow } from './present.ts';

type List = typeof listAssignmentsRoute;
type Query = HandlerInput<List>['query'];
export type BoardFilter = Omit<Query, 'cursor' | 'limit'>;

/** Conditions of the views: what a secretary asks every morning. */
function viewConditions(ctx: Ctx): Record<BoardView, RawBuilder<boolean>> {
  const today = cityDay(ctx.config, ctx.now);
  const running = sql`state IN ('issued', 'acknowledged', 'in_work', 'returned')`;
  return {
    open: sql`state NOT IN ('accepted', 'cancelled')`,
    week: sql`${running} AND due_at >= ${ctx.now} AND due_at <= ${localDayEnd(sundayOf(today))}`,
    overdue: sql`${running} AND due_at < ${ctx.now}`,
    unacknowledged: sql`state = 'issued'`,
    returned: sql`state = 'returned'`,
    reported: sql`state = 'reported'`,
    done: sql`state IN ('accepted', 'cancelled')`,
    all: sql`true`,
  };
}

/** The last day of the week of a day `YYYY-MM-DD`. */
function sundayOf(day: string): string {
  const at = Date.parse(`${day}T00:00Z`);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at + (6 - weekday) * 86_400_000).toISOString().slice(0, 10);
}

/** Words, a number «П-12/2026», one of the document system or a part of a word: what a person types into one field. */
function searchCondition(text: string): RawBuilder<boolean> {
  return sql`(${ownCondition(text)} OR EXISTS (SELECT FROM city_numbers.v_number AS registered
    WHERE registered.paper_id = assignment.id AND registered.number ILIKE ${`%${escapeLike(text.replace(/^№\s*/u, ''))}%`}))`;
}

function ownCondition(text: string): RawBuilder<boolean> {
  const number = /^(?:П-?)?(\d{1,6})(?:\/(\d{4}))?$/iu.exec(text.replaceAll(' ', ''));
  if (number)
    return number[2]
      ? sql`(serial = ${Number(number[1])} AND year = ${Number(number[2])})`
      : sql`(serial = ${Number(number[1])})`;
  return sql`(search @@ websearch_to_tsquery('russian', ${text}) OR text ILIKE ${`%${escapeLike(text)}%`}
    OR responsible_name ILIKE ${`%${escapeLike(text)}%`})`;
}

/** Everything of a filter but its view. */
function filterConditions(ctx: Ctx, filter: BoardFilter): RawBuilder<boolean> {
  const { mine, responsible, source, control, meeting, year, q } = filter;
  return sql`${readableAssignments(ctx.actor)}
    AND ${mine ? ownAssignments(ctx.actor) : sql`true`}
    AND ${responsible ? sql`responsible_id = ${responsible}` : sql`true`}
    AND ${source ? sql`source = ${source}` : sql`true`}
    AND ${control ? sql`control = ${control}` : sql`true`}
    AND ${meeting ? sql`meeting_id = ${meeting}` : sql`true`}
    AND ${year ? sql`year = ${year}` : sql`true`}
    AND ${q ? searchCondition(q) : sql`true`}`;
}

/** A page ends on a term and an id. */
const cursorOf = (row: AssignmentRecord): string => writeCursor([row.due_at.toISOString(), row.id]);

/** Rows of a filter by term, the nearest first; of what is over, the latest first. */
export async function selectRows(
  ctx: Ctx,
  filter: BoardFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<AssignmentRecord[]> {
  const last = readCursor(page.cursor, 2);
  const [at, id] = last ? [cursorMoment(last[0] ?? ''), cursorId(last[1] ?? null)] : [null, null];
  const isBack = filter.view === 'done' || filter.view === 'all';
  const after = isBack
    ? sql`(due_at, id) < (${at}::timestamptz, ${id}::uuid)`
    : sql`(due_at, id) > (${at}::timestamptz, ${id}::uuid)`;
  const { rows } = await sql<AssignmentRecord>`
    SELECT ${assignmentColumns} FROM assignments.assignment AS assignment
    WHERE ${filterConditions(ctx, filter)} AND ${viewConditions(ctx)[filter.view]} AND ${last ? after : sql`true`}
    ORDER BY ${isBack ? sql`due_at DESC, id DESC` : sql`due_at, id`} LIMIT ${page.limit}`.execute(ctx.db);
  return rows;
}

async function countViews(ctx: Ctx, filter: BoardFilter): Promise<Record<BoardView, number>> {
  const conditions = viewConditions(ctx);
  const counts = boardViews.map(
    (view) => sql`count(*) FILTER (WHERE ${conditions[view]})::int AS ${sql.ref(view)}`,
  );
  const { rows } = await sql<Record<BoardView, number>>`
    SELECT ${sql.join(counts)} FROM assignments.assignment AS assignment
    WHERE ${filterConditions(ctx, filter)}`.execute(ctx.db);
  return firstRow(rows);
}

/** People of a board's filter: those with open ones. */
const MOST_PEOPLE = 100;

/** Route: the control board. Plans: a few thousand rows a year are read whole for the counts, a page by assignment_open_due. */
export async function listAssignments(
  ctx: Ctx,
  { query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const { cursor, limit, ...filter } = query;
  const overdue = viewConditions(ctx).overdue;
  const [found, counts, { rows: people }, { rows: years }] = await Promise.all([
    selectRows(ctx, filter, { cursor, limit: limit + 1 }),
    countViews(ctx, filter),
    sql<{ id: string; name: string; open: number; overdue: number }>`
      SELECT responsible_id AS id, max(responsible_name) AS name, count(*)::int AS open,
        count(*) FILTER (WHERE ${overdue})::int AS overdue
      FROM assignments.assignment AS assignment
      WHERE state NOT IN ('accepted', 'cancelled') AND ${readableAssignments(ctx.actor)}
      GROUP BY responsible_id ORDER BY open DESC, name LIMIT ${MOST_PEOPLE}`.execute(ctx.db),
    sql<{ year: number }>`
      SELECT DISTINCT year FROM assignments.assignment AS assignment
      WHERE ${readableAssignments(ctx.actor)} ORDER BY year DESC`.execute(ctx.db),
  ]);
  const rows = found.slice(0, limit);
  const ids = rows.map(({ id }) => id);
  const [helpers, numbers] = await Promise.all([helpersOf(ctx, ids), cityNumbersOf(ctx, ids)]);
  return {
    rows: rows.map((row) => ({
      ...presentAssignmentRow(ctx, row, helpers.get(row.id) ?? []),
      cityNumber: numbers.get(row.id)?.number ?? null,
    })),
    next: found.length > limit ? cursorOf(lastOf(rows)) : null,
    counts,
    people,
    years: years.map(({ year }) => year),
    today: cityDay(ctx.config, ctx.now),
    can: offers(ctx, { control: 'assignments.control' }),
  };
}
