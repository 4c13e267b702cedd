import type {
  answerRemarks as answerRoute,
  groupRemarks as groupRoute,
  Remark,
  ungroupRemark as ungroupRoute,
} from '../../../../shared/contract/participation/discussion-remarks.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findReasonFault } from '../../../../shared/text/participation/reasons.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { discussionRulesToday } from '../pack.ts';
import { requireDiscussionAct } from '../policy.ts';
import { findDiscussion, holdDiscussion, tellDiscussionAct } from '../rows.ts';
import { countUnanswered } from './figures.ts';
import { lockRemark, missingRemark, type RemarkRow, readRemark } from './rows.ts';

interface Seen {
  id: string;
  version: number;
}

/** Remarks of this discussion as they were seen, locked in one order so that two do not wait for each other. */
async function lockSeenRemarks(ctx: Ctx, discussionId: string, seen: readonly Seen[]): Promise<RemarkRow[]> {
  const remarks: RemarkRow[] = [];
  for (const one of seen.toSorted((a, b) => a.id.localeCompare(b.id))) {
    const remark = await lockRemark(ctx, one);
    if (remark.discussion_id !== discussionId) throw missingRemark();
    remarks.push(remark);
  }
  return remarks;
}

/** Route: one answer to a remark and to all that are alike. Answered anew, the former answer stays in its table. */
export async function answerRemarks(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof answerRoute>,
): Promise<RouteReplyInput<typeof answerRoute>> {
  const row = await holdDiscussion(ctx, params.id);
  const { what } = requireDiscussionAct(ctx, row, 'answer');
  const fault = findReasonFault(body.reason, discussionRulesToday(ctx));
  if (fault) throw badField('reason', fault);
  const remarks = await lockSeenRemarks(ctx, row.id, body.remarks);
  const answerId = newId();
  await ctx.db
    .insertInto('discussions.answer')
    .values({
      id: answerId,
      discussion_id: row.id,
      verdict: body.verdict,
      reason: body.reason,
      at: ctx.now,
      by_name: nameOfActor(ctx),
    })
    .execute();
  const groups = remarks.flatMap((remark) => remark.alike_id ?? []);
  const answered = await ctx.db
    .updateTable('discussions.remark')
    .set((build) => ({ answer_id: answerId, version: build('version', '+', 1) }))
    .where('discussion_id', '=', row.id)
    .where((build) =>
      build.or([
        build(
          'id',
          'in',
          remarks.map(({ id }) => id),
        ),
        ...(groups.length > 0 ? [build('alike_id', 'in', groups)] : []),
      ]),
    )
    .returning('number')
    .execute();
  const numbers = answered.map(({ number }) => number).toSorted((a, b) => a - b);
  await tellDiscussionAct(ctx, row.id, 'answer-remarks', { what, note: `№ ${numbers.join(', ')}` });
  return { answered: numbers.length, unanswered: await countUnanswered(ctx, row.id) };
}

/** Route. Those that have an answer already keep it, and the others take it; of two different answers none is chosen. */
export async function groupRemarks(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof groupRoute>,
): Promise<RouteReplyInput<typeof groupRoute>> {
  const row = await holdDiscussion(ctx, params.id);
  requireDiscussionAct(ctx, row, 'answer');
  const remarks = await lockSeenRemarks(ctx, row.id, body.remarks);
  const answers = [...new Set(remarks.flatMap((remark) => remark.answer_id ?? []))];
  if (answers.length > 1)
    throw new AppError(
      'lib.conflict',
      'На отмеченные замечания уже даны разные ответы: вместе их не объединить. Ответьте на них заново одним ответом.',
    );
  const alikeId = newId();
  await ctx.db
    .insertInto('discussions.alike')
    .values({ id: alikeId, discussion_id: row.id, title: body.title })
    .execute();
  const [answerId = null] = answers;
  const ids = remarks.map(({ id }) => id);
  await ctx.db
    .updateTable('discussions.remark')
    .set((build) => ({ alike_id: alikeId, answer_id: answerId, version: build('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
  await tellDiscussionAct(ctx, row.id, 'group-remarks', {
    what: 'объединены сходные замечания',
    note: body.title,
  });
  return { grouped: ids.length };
}

/** Route. The answer stays: it was given to it too. */
export async function ungroupRemark(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof ungroupRoute>,
): Promise<Remark> {
  const remark = await lockRemark(ctx, { id: params.id, version: body.version });
  requireDiscussionAct(ctx, await findDiscussion(ctx, remark.discussion_id), 'answer');
  await ctx.db
    .updateTable('discussions.remark')
    .set({ alike_id: null, version: remark.version + 1 })
    .where('id', '=', remark.id)
    .execute();
  await tellDiscussionAct(ctx, remark.discussion_id, 'ungroup-remark', {
    what: 'замечание вынуто из сходных',
    note: `№ ${remark.number}`,
  });
  return readRemark(ctx, remark.id);
}
