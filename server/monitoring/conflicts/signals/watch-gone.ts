import { sql } from 'kysely';
import type { z } from 'zod';
import { isOneOf } from '../../../../shared/lists.ts';
import { MINUTE } from '../../../../shared/time.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { definePort } from '../../../lib/module/port.ts';
import type { postsGone } from '../../posts/index.ts';
import { conflictPack } from '../rules/pack.ts';
import { isRemoval } from '../rules/time.ts';
import { aboutPost } from './around.ts';
import { raiseSignal } from './raise.ts';

/**
 * Which of these comments a page took off by a decision on record, with its ground, the author told: that is no sign of a conflict.
 * `provide(lawfulRemoval, …)`.
 */
export const lawfulRemoval =
  definePort<(ctx: Ctx, postIds: readonly string[]) => Promise<ReadonlySet<string>>>(
    'conflicts.lawful-removal',
  );

const removers = ['page', 'network', 'unknown'] as const;

interface GoneRow {
  id: string;
  posted_at: Date;
  gone_at: Date;
  gone_by: string;
  under: 'post' | 'answer';
}

/**
 * Listener: a comment of somebody's under words of ours is gone; neither its author deleted it, nor a published rule took it off. Plan: post by id, then post
 * (network, external_id) of what it stands under.
 */
export async function watchGone(
  ctx: Ctx,
  { postIds }: z.output<(typeof postsGone)['payload']>,
): Promise<void> {
  const rules = conflictPack.on(localDate(ctx.now));
  const { rows } = await sql<GoneRow>`
    SELECT post.id, post.posted_at, post.gone_at, post.gone_by,
      CASE WHEN answered.is_own AND answered.external_id <> answered.thread_key THEN 'answer' ELSE 'post' END AS under
    FROM posts.v_post AS post
    LEFT JOIN posts.v_post AS head ON head.network = post.network AND head.external_id = post.thread_key
    LEFT JOIN posts.v_post AS answered ON answered.network = post.network AND answered.external_id = post.parent_key
    LEFT JOIN networks.v_page AS page ON page.id = post.page_id
    WHERE post.id = ANY(${[...postIds]}::uuid[]) AND post.kind = 'comment' AND NOT post.is_own AND post.gone_at IS NOT NULL
      -- A head that was never seen is the page's own where the page is ours.
      AND (coalesce(head.is_own, page.is_own, false) OR coalesce(answered.is_own, false))`.execute(ctx.db);
  const lawful = await ctx.ports.find(lawfulRemoval)?.(ctx, postIds);
  for (const { id, posted_at: postedAt, gone_at: goneAt, gone_by: by, under } of rows) {
    const minutes = Math.max(0, Math.round((goneAt.getTime() - postedAt.getTime()) / MINUTE));
    if (lawful?.has(id) || !isOneOf(removers, by) || !isRemoval({ by, minutes }, rules.deleted)) continue;
    await raiseSignal(ctx, {
      cause: `deleted:${id}`,
      facts: { kind: 'deleted', by, minutes, under },
      ruleVersion: rules.version,
      eventAt: goneAt,
      about: await aboutPost(ctx, id),
      evidence: [{ kind: 'post', id, at: postedAt }],
    });
  }
}
