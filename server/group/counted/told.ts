import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { tellCaseCounted } from '../../messages/cases/index.ts';
import { tellRemarkCounted } from '../../participation/discussions/index.ts';
import { tellPollCounted } from '../../participation/polls/index.ts';
import { findGround, type GroundRow, type LinkRow, labelOf } from './rows.ts';
import { ripeUntil } from './rules.ts';

/** Letters to whom decisions have counted, and of what came of it, once each link cannot be undone unseen any more. */
export const tellCountedJob = defineJob('counted.tell', z.object({}));

type News = 'counted' | 'result';
/** So many links of a round; the next one comes at once where there are more. */
const STEP = 100;

/** Links whose people are to be written to. Plans: link_untold, link_result_untold. */
async function selectUntold(ctx: Ctx, news: News): Promise<LinkRow[]> {
  const ripe = ripeUntil(ctx.now);
  const { rows } = await sql<LinkRow>`
    SELECT link.* FROM counted.link AS link JOIN counted.ground AS ground ON ground.id = link.ground_id
    WHERE link.removed_at IS NULL AND ${
      news === 'counted'
        ? sql`link.told_at IS NULL AND link.made_at <= ${ripe}`
        : sql`link.result_told_at IS NULL AND link.told_at IS NOT NULL AND ground.result_at <= ${ripe}`
    }
    ORDER BY link.made_at, link.id LIMIT ${STEP} FOR UPDATE OF link SKIP LOCKED`.execute(ctx.db);
  return rows;
}

/** Cases behind a link: of a problem those that are in it now. */
async function casesOf(ctx: Ctx, link: LinkRow): Promise<string[]> {
  if (link.kind === 'case') return [link.target_id];
  const { rows } = await sql<{ id: string }>`
    SELECT case_id AS id FROM problems.v_member WHERE problem_id = ${link.target_id}`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** Of these, the ones nobody has been written to of this decision. */
async function claim(ctx: Ctx, link: LinkRow, news: News, ids: readonly string[]): Promise<string[]> {
  const kind = link.kind === 'problem' ? 'case' : link.kind;
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .insertInto('counted.told')
    .values(ids.map((id) => ({ ground_id: link.ground_id, kind, target_id: id, news, at: ctx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('target_id')
    .execute();
  return rows.map((row) => row.target_id);
}

async function tellLink(ctx: Ctx, link: LinkRow, row: GroundRow, news: News): Promise<void> {
  const ground = labelOf(row);
  const words = row.is_shown ? row.words : '';
  if (link.kind === 'case' || link.kind === 'problem') {
    for (const id of await claim(ctx, link, news, await casesOf(ctx, link)))
      await tellCaseCounted(
        ctx,
        id,
        news === 'counted' ? { news, ground, words } : { news, ground, result: row.result },
      );
    return;
  }
  const letter =
    news === 'counted'
      ? { subject: 'Учтено', words: [`Учтено: ${ground}.`, words].filter(Boolean).join(' ') }
      : {
          subject: 'Исполнено',
          words: [`Было учтено: ${ground}. Исполнено.`, row.result].filter(Boolean).join(' '),
        };
  for (const id of await claim(ctx, link, news, [link.target_id]))
    await (link.kind === 'poll' ? tellPollCounted : tellRemarkCounted)(ctx, id, letter);
}

/** Each once. */
export async function tellCounted(ctx: Ctx): Promise<void> {
  let hasMore = false;
  for (const news of ['counted', 'result'] as const) {
    const links = await selectUntold(ctx, news);
    hasMore ||= links.length === STEP;
    const grounds = new Map<string, GroundRow>();
    for (const link of links) {
      const row = grounds.get(link.ground_id) ?? (await findGround(ctx, link.ground_id));
      grounds.set(row.id, row);
      await tellLink(ctx, link, row, news);
    }
    if (links.length > 0)
      await ctx.db
        .updateTable('counted.link')
        .set(news === 'counted' ? { told_at: ctx.now } : { result_told_at: ctx.now })
        .where(
          'id',
          'in',
          links.map(({ id }) => id),
        )
        .execute();
  }
  if (hasMore) ctx.enqueue(tellCountedJob, {});
}
