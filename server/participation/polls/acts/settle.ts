import type { PollCard } from '../../../../shared/contract/participation/polls.ts';
import type * as acts from '../../../../shared/contract/participation/polls-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { isSameSet } from '../../../../shared/text/participation/budget.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { readPollCard } from '../card.ts';
import { requireAct } from '../policy.ts';
import { allotKept, readBudgets } from '../results/budgets.ts';
import { lockPoll, tellPollAct, updatePoll } from '../rows.ts';

/** Route. As many voices and not enough money: a person says who comes first, and everybody reads why. Another may come after it. */
export async function settleTie(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.settleTie>,
): Promise<PollCard> {
  const { questionId, projects, reason, version } = body;
  const poll = await lockPoll(ctx, { id: params.id, version });
  const rule = requireAct(ctx, poll, 'settle', reason);
  const kept = (await readBudgets(ctx, poll.id)).find((one) => one.questionId === questionId);
  const tied = kept ? allotKept(kept).tied : [];
  if (!kept || tied.length === 0)
    throw new AppError('lib.conflict', 'Здесь нет проектов с равными голосами, между которыми решают.');
  if (
    !isSameSet(
      projects,
      tied.map((id) => ({ id })),
    )
  )
    throw badField('projects', 'Назовите по порядку все проекты с равными голосами, каждый один раз');
  await ctx.db
    .insertInto('polls.settled_tie')
    .values({
      poll_id: poll.id,
      question_id: questionId,
      serial: kept.settled.length + 1,
      project_ids: JSON.stringify(projects),
      reason,
      at: ctx.now,
      by_name: nameOfActor(ctx),
    })
    .execute();
  await updatePoll(ctx, poll, {});
  await tellPollAct(ctx, poll.id, 'settle-tie', { what: rule.what, note: reason });
  return readPollCard(ctx, poll.id);
}
