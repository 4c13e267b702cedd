import { type RawBuilder, sql } from 'kysely';
import { channels } from '../../../../shared/contract/messages/cases.ts';
import {
  type countInbox,
  inboxViews,
  type listInbox as listInboxRoute,
} from '../../../../shared/contract/messages/cases-list.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { COUNT_LIMIT } from '../../../../shared/text/numbers.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { type Cursor, cursorId, cursorMoment, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { findDuplicateIds, type Located } from '../card/related.ts';
import { countPastLimit, countUpTo, type Total } from '../core/count.ts';
import { ownCases } from '../core/reach.ts';
import { loadRows } from '../core/rows.ts';
import { triageStatuses } from '../core/statuses.ts';
import { APPROVAL } from './undo.ts';

type List = typeof listInboxRoute;
type Query = HandlerInput<List>['query'];
type View = Query['view'];

/** Rows of the inbox the figures of all views are taken from, earliest terms first. */
const FIGURES_FROM = 5000;
/** Rows looked through for duplicates at a time. */
const DUPLICATES_FROM = 1000;

const literal = (statuses: readonly string[]) => sql.join(statuses.map((status) => sql.lit(status)));
// Written with literals, so that the planner knows the partial index case_file_inbox by it.
// What follows another case as part of a mass problem is sorted with it.
export const inTriage = sql<boolean>`(cases.case_file.status IN (${literal(triageStatuses)}) AND cases.case_file.follows_id IS NULL)`;

const caseFile = sql.raw('cases.case_file');
const isSnoozed = (now: Date, file = caseFile) =>
  sql<boolean>`coalesce(${file}.snoozed_until > ${now}, false)`;

/** End of the local day of a moment. */
export const endOfDay = (now: Date): Date => localDayStart(dayAfter(localDate(now)));

/** What each view adds to «waits for triage and is not put aside». `duplicates` is found apart. */
function viewCondition(view: View, now: Date, file = caseFile): RawBuilder<boolean> {
  switch (view) {
    case 'overdue':
      return sql`(${file}.due_at < ${now} OR ${file}.breached_at IS NOT NULL)`;
    case 'today':
      return sql`${file}.due_at >= ${now} AND ${file}.due_at < ${endOfDay(now)}`;
    case 'urgent':
      return sql`${file}.importance = 'high'`;
    case 'danger':
      return sql`${file}.is_alarming`;
    case 'no-place':
      return sql`${file}.lat IS NULL`;
    case 'returned':
      return sql`(${file}.status = 'reopened' OR ${file}.refusal_count > 0)`;
    default:
      return sql`true`;
  }
}

function inboxOf(ctx: Ctx, query: Pick<Query, 'view' | 'channel'>) {
  const { view, channel } = query;
  const base = ctx.db
    .selectFrom('cases.case_file')
    .where(ownCases(ctx.actor))
    .$if(channel !== undefined, (select) => select.where('cases.case_file.channel', '=', channel!));
  if (view === 'waiting') return base.where('cases.case_file.status', '=', 'clarification');
  return base
    .where(inTriage)
    .where(view === 'snoozed' ? isSnoozed(ctx.now) : sql<boolean>`NOT ${isSnoozed(ctx.now)}`)
    .where(viewCondition(view, ctx.now));
}

/**
 * A page of the inbox by term or by arrival. Plan: partial index case_file_inbox in the order of terms, stops at the
 * page; by arrival the inbox itself is sorted (hundreds of rows, not the table).
 */
export async function listInbox(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  if (query.view === 'duplicates') return listDuplicates(ctx, query);
  const [page, count] = await Promise.all([
    selectAlarmingFirst(ctx, query),
    countUpTo(ctx, inboxOf(ctx, query)),
  ]);
  return {
    rows: await loadRows(
      ctx,
      page.files.map(({ id }) => id),
    ),
    next: page.next && writeCursor(page.next),
    ...count,
  };
}

const ALARMING = 'alarming';
const CALM = 'calm';

/**
 * By term, where life or people may be at risk stands before all else: those few by their own index, then the rest. The
 * cursor says in which of the two it stands. By arrival nothing is moved.
 */
async function selectAlarmingFirst(ctx: Ctx, query: Query) {
  if (query.order !== 'due') return selectPage(ctx, query, readCursor(query.cursor, 2), query.limit);
  const after = readCursor(query.cursor, 3);
  const key = after?.[1] ? after.slice(0, 2) : null;
  const isCalm = after?.[2] === CALM;
  const nothing: Awaited<ReturnType<typeof selectPage>> = { files: [], next: null };
  const head = isCalm
    ? nothing
    : await selectPage(ctx, query, key, query.limit, sql<boolean>`cases.case_file.is_alarming`);
  if (head.next) return { files: head.files, next: [...head.next, ALARMING] };
  const left = query.limit - head.files.length;
  if (left === 0) return { files: head.files, next: [null, null, CALM] };
  const rest = await selectPage(
    ctx,
    query,
    isCalm ? key : null,
    left,
    sql<boolean>`NOT cases.case_file.is_alarming`,
  );
  return { files: [...head.files, ...rest.files], next: rest.next && [...rest.next, CALM] };
}

async function selectPage(
  ctx: Ctx,
  query: Query,
  after: Cursor | null,
  limit: number,
  part: RawBuilder<boolean> = sql`true`,
) {
  const isByTerm = query.order === 'due';
  // By arrival the few rows of the inbox are sorted: left to itself, the planner walks all cases by their date instead.
  const key = sql.raw(isByTerm ? 'cases.case_file.due_at' : "(cases.case_file.registered_at + interval '0')");
  const found = await inboxOf(ctx, query)
    .select(['id', 'registered_at', 'block', 'lat', 'lon', 'h3'])
    .select([sql<string | null>`suggestion -> 0 ->> 'block'`.as('suggested_block')])
    .select([sql<string | null>`${key}::text`.as('key')])
    .where(part)
    .$if(after !== null, (select) => select.where(isAfter(key, after!)))
    .orderBy(sql`${key}`)
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const files = found.slice(0, limit);
  const last = files.at(-1);
  return { files, next: found.length > limit && last ? ([last.key, last.id] satisfies Cursor) : null };
}

/** Rows after a cursor of (moment, id), cases without a term last. */
function isAfter(key: RawBuilder<unknown>, [moment, id]: Cursor): RawBuilder<boolean> {
  const lastId = cursorId(id ?? null);
  const at = cursorMoment(moment ?? null);
  if (at === null) return sql`${key} IS NULL AND cases.case_file.id > ${lastId}::uuid`;
  return sql`((${key}, cases.case_file.id) > (${at}::timestamptz, ${lastId}::uuid) OR ${key} IS NULL)`;
}

/** Looks through the next thousand of the inbox and keeps what looks like a duplicate. */
async function listDuplicates(ctx: Ctx, query: Query): Promise<RouteReplyInput<List>> {
  const after = readCursor(query.cursor, 2);
  const [part, total] = await Promise.all([
    selectPage(ctx, { ...query, view: 'new' }, after, DUPLICATES_FROM),
    countDuplicates(ctx),
  ]);
  const duplicates = await findDuplicateIds(ctx, part.files);
  const kept = part.files.filter(({ id }) => duplicates.has(id));
  const page = kept.slice(0, query.limit);
  const last = page.at(-1);
  const next: Cursor | null = kept.length > page.length && last ? [last.key, last.id] : part.next;
  return {
    rows: await loadRows(
      ctx,
      page.map(({ id }) => id),
    ),
    next: next && writeCursor(next),
    ...total,
  };
}

/** The one figure that costs a join is taken anew at most so often for people with the same limits, ms. */
const DUPLICATES_KEPT = 10_000;
const keptDuplicates = new Map<string, { at: number; result: Total }>();

async function countDuplicates(ctx: Ctx): Promise<Total> {
  const { actor, config } = ctx;
  const limits = isStaff(actor)
    ? [actor.grants ?? [actor.blocks, actor.districts, [...actor.permissions]], actor.unitIds]
    : [];
  const key = JSON.stringify([config.databaseUrl, limits]);
  const kept = keptDuplicates.get(key);
  const now = ctx.now.getTime();
  if (kept && Math.abs(now - kept.at) < DUPLICATES_KEPT) return kept.result;
  const result = await findDuplicateCount(ctx);
  if (keptDuplicates.size >= 500) keptDuplicates.clear();
  keptDuplicates.set(key, { at: now, result });
  return result;
}

async function findDuplicateCount(ctx: Ctx): Promise<Total> {
  const files: Located[] = await inboxOf(ctx, { view: 'new' })
    .select(['id', 'registered_at', 'block', 'lat', 'lon', 'h3'])
    .select([sql<string | null>`suggestion -> 0 ->> 'block'`.as('suggested_block')])
    .where('h3', 'is not', null)
    .orderBy('due_at')
    .orderBy('id')
    .limit(DUPLICATES_FROM)
    .execute();
  const duplicates = await findDuplicateIds(ctx, files);
  return { total: duplicates.size, isApproximate: files.length === DUPLICATES_FROM };
}

type Counts = RouteReplyInput<typeof countInbox>;
type Figures = Record<Exclude<View, 'duplicates' | 'waiting'>, number> & { channel: string; read: number };

const countedViews = inboxViews.filter(
  (view): view is keyof Omit<Figures, 'channel' | 'read'> => view !== 'duplicates' && view !== 'waiting',
);

/** Figures beside the views and channels, and how the caller's own day goes. */
export async function readCounts(ctx: Ctx): Promise<Counts> {
  const [figures, waiting, duplicates, pace] = await Promise.all([
    countViews(ctx),
    countPastLimit(ctx, inboxOf(ctx, { view: 'waiting' })),
    countDuplicates(ctx),
    readPace(ctx),
  ]);
  const sum = (view: keyof Omit<Figures, 'channel'>) => figures.reduce((total, row) => total + row[view], 0);
  const views: Record<View, number> = {
    new: sum('new'),
    overdue: sum('overdue'),
    today: sum('today'),
    danger: sum('danger'),
    urgent: sum('urgent'),
    duplicates: duplicates.total,
    'no-place': sum('no-place'),
    waiting,
    snoozed: sum('snoozed'),
    returned: sum('returned'),
  };
  const byChannel = channels.map((name) => [name, figures.find(({ channel }) => channel === name)?.new ?? 0]);
  const atLeast: View[] = [
    ...(sum('read') > FIGURES_FROM ? countedViews : []),
    ...(waiting > COUNT_LIMIT ? (['waiting'] as const) : []),
    ...(duplicates.isApproximate ? (['duplicates'] as const) : []),
  ];
  const present = byChannel.filter(([, count]) => count !== 0);
  return { views, channels: Object.fromEntries(present), atLeast, ...pace };
}

/** One pass over the inbox, one row past 5,000 of it at most, for all views and channels. Plan: case_file_inbox. */
async function countViews(ctx: Ctx): Promise<Figures[]> {
  const inbox = sql.raw('inbox');
  const snoozed = isSnoozed(ctx.now, inbox);
  const columns = countedViews.map((view) => {
    const condition =
      view === 'snoozed' ? snoozed : sql`NOT ${snoozed} AND ${viewCondition(view, ctx.now, inbox)}`;
    return sql`count(*) FILTER (WHERE ${condition})::int AS ${sql.id(view)}`;
  });
  const { rows } = await sql<Figures>`
    SELECT channel, count(*)::int AS read, ${sql.join(columns)} FROM (
      SELECT channel, due_at, breached_at, importance, is_alarming, lat, status, refusal_count, snoozed_until
      FROM cases.case_file WHERE ${inTriage} AND ${ownCases(ctx.actor)}
      ORDER BY due_at, id LIMIT ${FIGURES_FROM + 1}) AS inbox
    GROUP BY channel`.execute(ctx.db);
  return rows;
}

/** Fewer decisions than this say nothing of a pace. */
const PACE_FROM = 5;

/** Decisions of the caller's local day that were not taken back. Plan: index decision_owner, one day of one person. */
async function readPace(ctx: Ctx): Promise<Pick<Counts, 'decidedToday' | 'paceSeconds'>> {
  if (!isStaff(ctx.actor)) return { decidedToday: 0, paceSeconds: null };
  const { rows } = await sql<{ decided: number; pace: number | null; steps: number }>`
    SELECT coalesce(sum(case_count), 0)::int AS decided, count(*)::int AS steps,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM gap)) AS pace
    FROM (SELECT case_count, at - lag(at) OVER (ORDER BY at) AS gap FROM cases.decision
          WHERE owner_id = ${ctx.actor.id} AND at >= ${localDayStart(localDate(ctx.now))} AND undone_at IS NULL
            AND kind <> ${APPROVAL}) AS decision`.execute(ctx.db);
  const { decided, pace, steps } = firstRow(rows);
  return {
    decidedToday: decided,
    paceSeconds: steps >= PACE_FROM && pace !== null ? Math.round(pace * 10) / 10 : null,
  };
}
