import { sql } from 'kysely';
import { formatNumber } from '../../../shared/text/numbers.ts';
import type { SystemFacts } from '../../lib/exchange/connected-systems.ts';
import type { Ctx } from '../../lib/module/context.ts';

/** So many of the latest messages are looked through for refusals and the last one of a source: the table grows for years. */
const LATEST = 200_000;

interface Row {
  id: string;
  title: string;
  is_active: boolean;
  waiting: number;
  oldest: Date | null;
  last: Date | null;
  refused: number;
}

/** Systems that send messages, without their keys and words. */
export async function listSourceFacts(ctx: Ctx): Promise<SystemFacts[]> {
  const { rows } = await sql<Row>`
    WITH latest AS MATERIALIZED (
      SELECT source, received_at, state FROM channels.inbound_event
      WHERE id > (SELECT coalesce(max(id), 0) - ${LATEST} FROM channels.inbound_event)
    ), seen AS (
      SELECT source, max(received_at) AS last,
        count(*) FILTER (WHERE state = 'refused' AND received_at > ${ctx.now}::timestamptz - interval '7 days')::int AS refused
      FROM latest GROUP BY source
    ), queue AS (
      SELECT source, count(*)::int AS waiting, min(received_at) AS oldest FROM channels.inbound_event
      WHERE state = 'received' GROUP BY source
    )
    SELECT known.id, known.title, known.is_active, coalesce(waiting, 0) AS waiting, oldest,
      greatest(last, last_event_at) AS last, coalesce(refused, 0) AS refused
    FROM channels.source AS known LEFT JOIN seen ON seen.source = known.id LEFT JOIN queue ON queue.source = known.id
    ORDER BY known.title, known.id`.execute(ctx.db);
  return rows.map(({ id, title, is_active: isOn, waiting, oldest, last, refused }) => ({
    code: `source:${id}`,
    title,
    clause: null,
    way: 'присылает сообщения',
    link: '/staff/channels',
    words: refused > 0 ? `За неделю не принято ${formatNumber(refused)}` : '',
    isOn,
    lastAt: last,
    waiting,
    oldestWaitingAt: oldest,
    errors: refused,
  }));
}
