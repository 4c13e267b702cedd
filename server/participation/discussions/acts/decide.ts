import type { DiscussionCard } from '../../../../shared/contract/participation/discussions.ts';
import type * as acts from '../../../../shared/contract/participation/discussions-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { badField } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { makeDecision, tellDecision } from '../../polls/index.ts';
import { readDiscussionCard } from '../card.ts';
import { discussionDecided } from '../events.ts';
import { requireDiscussionAct } from '../policy.ts';
import { lockDiscussion, readParagraphs, tellDiscussionAct, updateDiscussion } from '../rows.ts';
import { tellAuthorsJob } from '../told.ts';

/** Route: what became of the paragraphs; shown beside what they were once the result is out. */
export async function amendProject(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.amendProject>,
): Promise<DiscussionCard> {
  const row = await lockDiscussion(ctx, { id: params.id, version: body.version });
  const { what } = requireDiscussionAct(ctx, row, 'amend');
  const paragraphs = await readParagraphs(ctx, row.id);
  for (const { paragraphId, text } of body.outcomes) {
    const found = paragraphs.find(({ id }) => id === paragraphId);
    if (!found) throw badField('outcomes', 'Такого пункта в проекте нет. Обновите страницу');
    await ctx.db
      .updateTable('discussions.paragraph')
      .set({ outcome: text === found.text ? null : text })
      .where('discussion_id', '=', row.id)
      .where('id', '=', paragraphId)
      .execute();
  }
  await updateDiscussion(ctx, row, {});
  await tellDiscussionAct(ctx, row.id, 'amend-project', { what });
  return readDiscussionCard(ctx, row.id);
}

/** Route: what was decided. Without it, or a reason why nothing is to be decided, a discussion does not go to the archive. */
export async function decideDiscussion(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.decideDiscussion>,
): Promise<DiscussionCard> {
  const row = await lockDiscussion(ctx, { id: params.id, version: body.version });
  const { to, what } = requireDiscussionAct(ctx, row, 'decide');
  const decision = makeDecision(ctx, body);
  await ctx.db
    .insertInto('discussions.decision')
    .values({ discussion_id: row.id, ...decision })
    .execute();
  await updateDiscussion(ctx, row, { state: to });
  await tellDiscussionAct(ctx, row.id, 'decide-discussion', tellDecision(body, what));
  ctx.announce(discussionDecided, { discussionId: row.id, isNeeded: body.isNeeded });
  ctx.enqueue(tellAuthorsJob, { discussionId: row.id, news: 'decision' });
  return readDiscussionCard(ctx, row.id);
}
