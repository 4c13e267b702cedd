import { type RawBuilder, sql } from 'kysely';
import * as contract from '../../../../shared/contract/pages/gospubliki.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { requestDutyTitles, requestLookTitles } from '../../../../shared/text/pages/gospubliki.ts';
import { cityDay } from '../../../lib/city.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { cursorId, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { defineReport } from '../../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../../lib/tables/columns.ts';
import { askerTitle, offeredAskers } from '../pack.ts';
import { presentRequests } from './present.ts';
import type { RequestRow } from './rows.ts';

type List = typeof contract.listRequests;
type Query = HandlerInput<List>['query'];

/** The end of the term that runs. */
const due = sql`CASE request.state WHEN 'received' THEN request.decide_by WHEN 'accepted' THEN request.publish_by ELSE request.report_by END`;

const late = (now: Date) => sql`request.state IN ('received', 'accepted', 'published')
  AND (request.state = 'received' AND request.decide_by < ${now}
  OR request.state = 'accepted' AND request.publish_by < ${now} OR request.state = 'published' AND request.report_by < ${now})`;

/** Plans: request_open; all of them by request_latest. */
const shelfOf = (shelf: contract.RequestShelf, now: Date): RawBuilder<unknown> =>
  ({
    waiting: sql`request.state IN ('received', 'accepted', 'published')`,
    decide: sql`request.state = 'received'`,
    publish: sql`request.state = 'accepted'`,
    report: sql`request.state = 'published'`,
    late: late(now),
    all: sql`true`,
  })[shelf];

function conditionOf(
  ctx: Ctx,
  { shelf, asker, from, to }: Omit<Query, 'cursor' | 'limit'>,
): RawBuilder<unknown> {
  return sql.join(
    [
      shelfOf(shelf, ctx.now),
      ...(asker ? [sql`request.asker = ${asker}`] : []),
      ...(from ? [sql`request.received_on >= ${from}::date`] : []),
      ...(to ? [sql`request.received_on <= ${to}::date`] : []),
    ],
    sql` AND `,
  );
}

/** What waits by the end of its term, the nearest first; everything by the day it came, the newest first. */
async function selectRequests(ctx: Ctx, query: Query): Promise<RequestRow[]> {
  const keys = readCursor(query.cursor, 1);
  const last = keys && cursorId(keys[0] ?? null);
  const isAll = query.shelf === 'all';
  const key = isAll ? sql`request.received_on` : due;
  const after = last
    ? sql`AND (${key}, request.id) ${isAll ? sql`<` : sql`>`} (SELECT ${key}, request.id FROM gospubliki.request WHERE request.id = ${last}::uuid)`
    : sql``;
  const order = isAll ? sql`request.received_on DESC, request.id DESC` : sql`${due}, request.id`;
  const { rows } = await sql<RequestRow>`
    SELECT request.* FROM gospubliki.request WHERE ${conditionOf(ctx, query)} ${after}
    ORDER BY ${order} LIMIT ${query.limit + 1}`.execute(ctx.db);
  return rows;
}

/** Route. */
export async function listRequests(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const rows = await selectRequests(ctx, query);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    requests: await presentRequests(ctx, shown),
    next: rows.length > query.limit && last ? writeCursor([last.id]) : null,
    askers: offeredAskers(ctx),
    can: hasPermission(ctx, 'gospubliki.keep') ? ['keep'] : [],
  };
}

/** Route: numbers beside the shelves. */
export async function countRequests(ctx: Ctx): Promise<RouteReplyInput<typeof contract.countRequests>> {
  const count = (shelf: contract.RequestShelf) =>
    sql<number>`(SELECT count(*)::int FROM gospubliki.request WHERE ${shelfOf(shelf, ctx.now)})`;
  const { rows } = await sql<RouteReplyInput<typeof contract.countRequests>>`
    SELECT ${count('decide')} AS decide, ${count('publish')} AS publish, ${count('report')} AS report,
      ${count('late')} AS late`.execute(ctx.db);
  return firstRow(rows);
}

const columns: Column<contract.RequestLine>[] = [
  { title: 'Кто просит', width: 36, of: ({ askerTitle: title }) => title },
  { title: 'Номер', width: 14, of: ({ number }) => number },
  { title: 'От', width: 12, kind: 'date', of: ({ datedOn }) => datedOn },
  { title: 'Пришла', width: 12, kind: 'date', of: ({ receivedOn }) => receivedOn },
  { title: 'О чём', width: 40, of: ({ title }) => title },
  { title: 'Обязательная', width: 13, of: ({ isMandatory }) => (isMandatory ? 'да' : 'нет') },
  { title: 'Окно с', width: 12, kind: 'date', of: ({ windowFrom }) => windowFrom },
  { title: 'Окно по', width: 12, kind: 'date', of: ({ windowTo }) => windowTo },
  { title: 'Состояние', width: 16, of: ({ look }) => requestLookTitles[look] },
  { title: 'Страниц', width: 9, kind: 'number', of: ({ pages }) => pages },
  { title: 'Вышла на', width: 9, kind: 'number', of: ({ published }) => published },
  { title: 'Срок', width: 18, kind: 'datetime', of: ({ dueAt }) => (dueAt ? new Date(dueAt) : null) },
  {
    title: 'Нарушены сроки',
    width: 24,
    of: ({ breaches }) => breaches.map((duty) => requestDutyTitles[duty]).join(', '),
  },
];

const shelfFacts: Readonly<Record<contract.RequestShelf, string>> = {
  waiting: 'ждут нас',
  decide: 'ждут решения',
  publish: 'ждут выхода',
  report: 'ждут отчёта',
  late: 'с истёкшим сроком',
  all: 'все',
};

/** Route. */
export const requestsFile = defineReport(contract.exportRequests, {
  journal: { action: 'gospubliki.export-requests', object: 'register' },
  most: 10_000,
  async make(ctx, { query }, limit) {
    const { format: _, ...filters } = query;
    const rows = await selectRequests(ctx, { ...filters, cursor: undefined, limit });
    return {
      title: 'Заявки на размещение («Госпаблики»)',
      file: `Заявки на размещение ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: [
        ['Заявки', shelfFacts[filters.shelf]],
        ...(filters.asker ? [['Кто просит', askerTitle(ctx, filters.asker)] as const] : []),
        ...(filters.from ? [['Пришли с', formatDay(filters.from)] as const] : []),
        ...(filters.to ? [['Пришли по', formatDay(filters.to)] as const] : []),
      ],
      table: fillTable(columns, await presentRequests(ctx, rows)),
      journal: { objectId: 'requests', data: { shelf: filters.shelf } },
    };
  },
});
