import { type RawBuilder, sql } from 'kysely';
import * as contract from '../../../shared/contract/monitoring/moderation.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { actStateTitles, appealOutcomeTitles } from '../../../shared/text/monitoring/moderation.ts';
import { localDayEnd, localDayStart } from '../../base/deadlines/index.ts';
import { networksToday } from '../../base/networks/index.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { badCursor, cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import { actorRef, type Ctx, hasPermission } from '../../lib/module/context.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { isUntoldAct, type LineRow, lineColumns, lineTables, presentLine, secondDueAt } from './lines.ts';
import { readOwnPages } from './pages.ts';
import { seenActs } from './rows.ts';
import { waitingStates } from './workflow.ts';

type List = typeof contract.listActs;
type Query = HandlerInput<List>['query'];

const isOpenAppeal = sql`(appeal.id IS NOT NULL AND appeal.outcome IS NULL)`;
const isWaiting = sql`(act.state = ANY(${[...waitingStates]}::text[]) OR ${isUntoldAct} OR ${isOpenAppeal})`;

function tabCondition(tab: contract.ActTab): RawBuilder<unknown> {
  if (tab === 'waiting') return isWaiting;
  return tab === 'appeals' ? isOpenAppeal : sql`true`;
}

type Filters = Pick<Query, 'state' | 'rule' | 'page' | 'from' | 'to'>;

function filterCondition({ state, rule, page, from, to }: Filters): RawBuilder<unknown> {
  const all = [
    state && sql`act.state = ${state}`,
    rule && sql`rule.number = ${rule}`,
    page && sql`act.page_id = ${page}::uuid`,
    from && sql`act.made_at >= ${localDayStart(from)}`,
    to && sql`act.made_at <= ${localDayEnd(to)}`,
  ].filter((one) => one !== undefined && one !== '' && one !== 0);
  return all.length > 0 ? sql.join(all, sql` AND `) : sql`true`;
}

/** Objections by their term, the rest by when they were decided, the newest first. Plan: act_order; appeal_open. */
function orderOf(tab: contract.ActTab) {
  return tab === 'appeals'
    ? { key: sql`appeal.due_at`, keyOf: (row: LineRow) => row.appeal_due, way: sql`ASC`, after: sql`>` }
    : { key: sql`act.made_at`, keyOf: (row: LineRow) => row.made_at, way: sql`DESC`, after: sql`<` };
}

function readPlace(cursor: string | undefined): { at: string; id: string } | null {
  const keys = readCursor(cursor, 2);
  if (!keys) return null;
  const at = cursorMoment(keys[0] ?? null);
  if (at === null) throw badCursor();
  return { at, id: cursorId(keys[1] ?? null) };
}

async function selectPage(ctx: Ctx, query: Query): Promise<LineRow[]> {
  const order = orderOf(query.tab);
  const place = readPlace(query.cursor);
  const after = place
    ? sql`(${order.key}, act.id) ${order.after} (${place.at}::timestamptz, ${place.id}::uuid)`
    : sql`true`;
  const { rows } = await sql<LineRow>`
    SELECT ${lineColumns} FROM ${lineTables}
    WHERE ${seenActs(ctx.actor)} AND ${tabCondition(query.tab)} AND ${filterCondition(query)} AND ${after}
    ORDER BY ${order.key} ${order.way}, act.id ${order.way} LIMIT ${query.limit + 1}`.execute(ctx.db);
  return rows;
}

/** Route. */
export async function listActs(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const rows = await selectPage(ctx, query);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const lastKey = last && orderOf(query.tab).keyOf(last);
  const { rows: rules } = await sql<{ number: number; title: string }>`
    SELECT DISTINCT ON (number) number, title FROM moderation.rule ORDER BY number, version DESC`.execute(
    ctx.db,
  );
  const pages = await readOwnPages(ctx);
  return {
    acts: page.map((row) => presentLine(ctx, row)),
    next: last && lastKey ? writeCursor([lastKey.toISOString(), last.id]) : null,
    rules,
    pages: pages.map(({ id, title }) => ({ id, title })),
    networks: networksToday(ctx).map(({ id, title, short }) => ({ id, title, short })),
  };
}

/** Route: what waits for this person. Plan: act_waiting, appeal_open, notice_waiting. */
export async function countWaitingActs(ctx: Ctx): Promise<RouteReplyInput<typeof contract.countWaitingActs>> {
  const me = actorRef(ctx.actor);
  const judges = hasPermission(ctx, 'moderation.judge');
  const hides = hasPermission(ctx, 'moderation.hide');
  const notMine = sql`act.made_by <> ${me} AND act.second_by IS DISTINCT FROM ${me}`;
  const second = sql`(${judges} AND act.state = 'second' AND act.made_by <> ${me})`;
  const byHand = sql`(${hides} AND ((act.state = ANY(${[...waitingStates]}::text[]) AND act.state <> 'second') OR ${isUntoldAct}))`;
  const appeals = sql`(${judges} AND ${isOpenAppeal} AND ${notMine})`;
  const { rows } = await sql<{ waiting: number; appeals: number; late: number; seconds: Date[] }>`
    SELECT count(*) FILTER (WHERE ${second} OR ${byHand} OR ${appeals})::int AS waiting,
      count(*) FILTER (WHERE ${appeals})::int AS appeals,
      count(*) FILTER (WHERE ${appeals} AND appeal.due_at < ${ctx.now})::int AS late,
      coalesce(array_agg(act.made_at) FILTER (WHERE ${second}), '{}') AS seconds
    FROM ${lineTables} WHERE ${seenActs(ctx.actor)} AND ${isWaiting}`.execute(ctx.db);
  const { late, seconds, ...counted } = firstRow(rows);
  return { ...counted, late: late + seconds.filter((madeAt) => secondDueAt(madeAt) < ctx.now).length };
}

const columns: Column<contract.ActLine>[] = [
  { title: 'Номер', width: 18, of: ({ number }) => number },
  { title: 'Правило', width: 36, of: ({ ruleNumber, ruleTitle }) => `${ruleNumber}. ${ruleTitle}` },
  { title: 'Страница', width: 30, of: ({ pageTitle }) => pageTitle },
  { title: 'Состояние', width: 24, of: ({ state }) => actStateTitles[state] },
  { title: 'Решено', width: 18, kind: 'datetime', of: ({ madeAt }) => new Date(madeAt) },
  { title: 'Кем', width: 24, of: ({ madeBy }) => madeBy },
  {
    title: 'Убран',
    width: 18,
    kind: 'datetime',
    of: ({ hiddenAt }) => (hiddenAt === null ? null : new Date(hiddenAt)),
  },
  {
    title: 'Возражение',
    width: 30,
    of: ({ appeal }) => {
      if (!appeal) return '';
      return appeal.outcome === null ? 'ждёт решения' : appealOutcomeTitles[appeal.outcome];
    },
  },
];

/** Route: the register as a file; it has no words and no authors on the screen either. */
export const actsFile = defineReport(contract.exportActs, {
  journal: { action: 'moderation.export', object: 'register' },
  most: 20_000,
  async make(ctx, { query }, limit) {
    const { format: _, ...filters } = query;
    const rows = await selectPage(ctx, { ...filters, tab: 'all', cursor: undefined, limit });
    return {
      title: 'Решения о комментариях',
      file: `Решения о комментариях ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: [
        [
          'Период',
          `${filters.from ? formatDay(filters.from) : 'с начала'} — ${filters.to ? formatDay(filters.to) : 'по сегодня'}`,
        ],
      ],
      table: fillTable(
        columns,
        rows.map((row) => presentLine(ctx, row)),
      ),
      journal: { objectId: 'moderation' },
    };
  },
});
