import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/moderation-open.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { addDays, monthOf } from '../../../shared/text/periods.ts';
import { localDate, localDayEnd, localDayStart } from '../../base/deadlines/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Ctx } from '../../lib/module/context.ts';

type Figures = contract.ModerationFigures;

/** So many whole months before a day, and, where asked, the one that runs; local days, both included. */
export function monthsBefore(
  today: string,
  months: number,
  withCurrent: boolean,
): { from: string; to: string } {
  let { from } = monthOf(today);
  const to = withCurrent ? today : addDays(from, -1);
  for (let at = withCurrent ? 1 : 0; at < months; at += 1) ({ from } = monthOf(addDays(from, -1)));
  return { from, to };
}

interface PageRow {
  id: string;
  network: string;
  title: string;
  comments: number;
  hidden: number;
}

/** Plan: post_of_page for each page of ours; act_hidden. */
async function countPages(ctx: Ctx, from: Date, to: Date): Promise<PageRow[]> {
  const { rows } = await sql<PageRow>`
    SELECT page.id, page.network, page.title,
      (SELECT count(*)::int FROM posts.v_post AS post WHERE post.page_id = page.id AND post.kind = 'comment' AND NOT post.is_own
        AND post.captured_at >= ${from} AND post.captured_at <= ${to}) AS comments,
      (SELECT count(*)::int FROM moderation.act WHERE act.page_id = page.id AND act.hidden_at >= ${from} AND act.hidden_at <= ${to})
        AS hidden
    FROM networks.v_page AS page WHERE page.is_own ORDER BY hidden DESC, page.title, page.id`.execute(ctx.db);
  return rows;
}

async function countRules(ctx: Ctx, from: Date, to: Date): Promise<Figures['rules']> {
  const { rows } = await sql<Figures['rules'][number]>`
    SELECT latest.number, latest.title, coalesce(used.hidden, 0)::int AS hidden
    FROM (SELECT DISTINCT ON (number) number, title FROM moderation.rule ORDER BY number, version DESC) AS latest
    LEFT JOIN (SELECT rule.number, count(*) AS hidden FROM moderation.act JOIN moderation.rule ON rule.id = act.rule_id
      WHERE act.hidden_at >= ${from} AND act.hidden_at <= ${to} GROUP BY rule.number) AS used ON used.number = latest.number
    ORDER BY latest.number`.execute(ctx.db);
  return rows;
}

async function countAppeals(ctx: Ctx, from: Date, to: Date): Promise<Figures['appeals']> {
  const { rows } = await sql<Figures['appeals']>`
    SELECT count(*)::int AS received,
      count(*) FILTER (WHERE outcome IS NULL)::int AS open,
      count(*) FILTER (WHERE outcome = 'upheld')::int AS upheld,
      count(*) FILTER (WHERE outcome = 'granted')::int AS granted,
      count(*) FILTER (WHERE outcome = 'granted' AND act.state = 'restored')::int AS restored,
      count(*) FILTER (WHERE outcome = 'granted' AND act.state = 'lost')::int AS lost
    FROM moderation.appeal JOIN moderation.act ON act.id = appeal.act_id
    WHERE act.hidden_at >= ${from} AND act.hidden_at <= ${to}`.execute(ctx.db);
  return firstRow(rows);
}

/** How much of what was written on our pages they took off: all of it is counted, whoever asks. */
export async function countModeration(ctx: Ctx, days: { from: string; to: string }): Promise<Figures> {
  const [from, to] = [localDayStart(days.from), localDayEnd(days.to)];
  const pages = await countPages(ctx, from, to);
  return {
    ...days,
    total: {
      comments: pages.reduce((sum, { comments }) => sum + comments, 0),
      hidden: pages.reduce((sum, { hidden }) => sum + hidden, 0),
    },
    rules: await countRules(ctx, from, to),
    pages,
    appeals: await countAppeals(ctx, from, to),
  };
}

/** Route: the running month too. */
export const readModerationFigures = (
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.readModerationFigures>,
): Promise<Figures> => countModeration(ctx, monthsBefore(localDate(ctx.now), query.months, true));
