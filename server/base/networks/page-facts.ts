import { sql } from 'kysely';
import type { SystemFacts } from '../../lib/exchange/connected-systems.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findNetwork } from './pack.ts';
import { troubleOf } from './pages.ts';

interface Row {
  id: string;
  network: string;
  title: string;
  is_active: boolean;
  trouble: string;
  door_trouble: string;
  publish_trouble: string;
  failures: number;
  last: Date | null;
  waiting: number;
  oldest: Date | null;
  unknown: number;
}

/** Pages of networks as connected systems, without their keys and words. */
export async function listPageFacts(ctx: Ctx): Promise<SystemFacts[]> {
  const { rows } = await sql<Row>`
    SELECT page.id, page.network, page.title, page.is_active, page.trouble, page.door_trouble, page.publish_trouble, page.failures,
      greatest(page.pulled_at, page.last_event_at) AS last, coalesce(queue.waiting, 0) AS waiting, queue.oldest,
      (SELECT count(*)::int FROM networks.saying WHERE saying.page_id = page.id AND saying.state IN ('unknown', 'failed')
        AND saying.state_at > ${ctx.now}::timestamptz - interval '7 days') +
      (SELECT count(*)::int FROM networks.publication AS post WHERE post.page_id = page.id AND post.state IN ('unknown', 'failed')
        AND post.state_at > ${ctx.now}::timestamptz - interval '7 days') AS unknown
    FROM networks.page LEFT JOIN (
      SELECT page_id, count(*)::int AS waiting, min(received_at) AS oldest FROM networks.event
      WHERE state = 'received' GROUP BY page_id) AS queue ON queue.page_id = page.id
    ORDER BY page.network, page.title, page.id`.execute(ctx.db);
  return rows.map((row) => ({
    code: `network:${row.id}`,
    title: `${findNetwork(ctx, row.network)?.title ?? row.network}: ${row.title}`,
    clause: null,
    way: 'записи, комментарии, ответы и публикации',
    link: '/staff/networks',
    words: troubleOf(row),
    isOn: row.is_active,
    lastAt: row.last,
    waiting: row.waiting,
    oldestWaitingAt: row.oldest,
    errors: row.failures + row.unknown + Number(row.door_trouble !== '') + Number(row.publish_trouble !== ''),
  }));
}
