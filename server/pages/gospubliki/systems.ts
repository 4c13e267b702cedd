import { sql } from 'kysely';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { DAY } from '../../../shared/time.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { SystemFacts } from '../../lib/exchange/connected-systems.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readConnections } from './cabinet/present.ts';
import { findCabinet } from './cabinet/rows.ts';

interface Counted {
  last_at: Date | null;
  waiting: number;
  oldest_late: Date | null;
  breached: number;
}

/** Plans: request_moved, request_open; terms that ended within the week by request_decide_term, request_publish_term, request_report_term. */
async function countExchange(ctx: Ctx): Promise<Counted> {
  const since = new Date(ctx.now.getTime() - 7 * DAY);
  const { rows } = await sql<Counted>`
    SELECT
      (SELECT max(moved_at) FROM gospubliki.request) AS last_at,
      (SELECT count(*)::int FROM gospubliki.request WHERE state IN ('received', 'accepted', 'published')) AS waiting,
      least(
        (SELECT min(decide_by) FROM gospubliki.request WHERE state = 'received' AND decide_by < ${ctx.now}),
        (SELECT min(publish_by) FROM gospubliki.request WHERE state = 'accepted' AND publish_by < ${ctx.now}),
        (SELECT min(report_by) FROM gospubliki.request WHERE state = 'published' AND report_by < ${ctx.now})) AS oldest_late,
      (SELECT count(*)::int FROM gospubliki.request
        WHERE (decide_by >= ${since} AND decide_by < ${ctx.now} AND decide_by < coalesce(decided_at, ${ctx.now}))
          OR (publish_by >= ${since} AND publish_by < ${ctx.now} AND publish_by < coalesce(published_at, ${ctx.now})
            AND state IN ('accepted', 'published', 'reported'))
          OR (report_by >= ${since} AND report_by < ${ctx.now} AND report_by < coalesce(reported_at, ${ctx.now}))) AS breached`.execute(
    ctx.db,
  );
  return firstRow(rows);
}

/** «Подключение доказано у 4 из 8 страниц, нарушены сроки за семь дней: 1 заявка». */
async function tellExchange(ctx: Ctx, breached: number): Promise<string> {
  const pages = await readConnections(ctx);
  const connected = pages.filter(({ state }) => state === 'there').length;
  return [
    `Подключение доказано у ${formatNumber(connected)} из ${counted(pages.length, 'страницы', 'страниц', 'страниц')}`,
    ...(breached > 0
      ? [`нарушены сроки за семь дней: ${counted(breached, 'заявка', 'заявки', 'заявок')}`]
      : []),
  ].join(', ');
}

/** «Госпаблики» among the connected systems: papers and the cabinet, for the system opens no interface. */
export async function listGospublikiFacts(ctx: Ctx): Promise<SystemFacts[]> {
  const cabinet = await findCabinet(ctx);
  const isKept = cabinet.organisation !== '';
  const { last_at: lastAt, waiting, oldest_late: oldestLate, breached } = await countExchange(ctx);
  const words = isKept ? await tellExchange(ctx, breached) : 'Кабинет ещё не записан';
  return [
    {
      code: 'gospages',
      title: 'Госпаблики',
      clause: 'гл. 2 п. 3.5',
      way: isKept ? 'заявки письмами, кабинет ведут люди' : 'не подключена',
      words,
      link: '/staff/gospubliki',
      isOn: isKept ? true : 'none',
      lastAt,
      waiting,
      oldestWaitingAt: oldestLate,
      errors: 0,
      isAskedSeldom: true,
    },
  ];
}
